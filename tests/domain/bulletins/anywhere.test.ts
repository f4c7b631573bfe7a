import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const SCRIPT = `
  const { createHash } = await import("node:crypto");
  const { frozenSample } = await import("./tests/support/sample-bulletin.ts");
  const { canonicalJson } = await import("./shared/kernel/canonical-json.ts");
  const { bulletinPage } = await import("./shared/bulletins/page.ts");
  const frozen = frozenSample();
  console.log(createHash("sha256").update(canonicalJson(frozen.sheet) + bulletinPage(frozen)).digest("hex"));
`;
const madeWith = (environment: Record<string, string>): string =>
  execFileSync(process.execPath, ["--input-type=module", "-e", SCRIPT], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...environment },
    encoding: "utf8",
  }).trim();

describe("a bulletin", () => {
  it("R10 R65 has the same content in every process time zone and under every locale of the machine", () => {
    const made = [
      { TZ: "Asia/Shanghai", LC_ALL: "zh_CN.UTF-8", LANG: "zh_CN.UTF-8" },
      { TZ: "America/Los_Angeles", LC_ALL: "en_US.UTF-8", LANG: "C" },
      { TZ: "Pacific/Auckland", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" },
      { TZ: "UTC", LC_ALL: "de_DE.UTF-8", LANG: "ar_EG.UTF-8" },
    ].map(madeWith);
    expect(made[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(made).size).toBe(1);
  });
});
