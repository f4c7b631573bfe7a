import { describe, expect, it } from "vitest";
import { breaches, importsOf, sources } from "../support/imports.ts";

const all = sources("shared", "functions", "infra", "tests");
const under = (folder: string) => all.filter(({ path }) => path.startsWith(folder));

describe("the layers", () => {
  it("are kept by every file of shared and functions", () => {
    expect(under("shared/").length).toBeGreaterThan(60);
    expect([...under("shared/"), ...under("functions/")].flatMap(breaches)).toEqual([]);
  });

  it("infra that is deployed knows neither the functions' code nor the AWS adapters", () => {
    const deployed = under("infra/").filter(({ path }) => !/^infra\/(local\/|load|redrive|verify)/.test(path));
    const wrong = deployed.flatMap((source) =>
      importsOf(source)
        .filter((target) => /^(functions|shared\/aws|tests)\//.test(target))
        .map((target) => `${source.path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("a case is saved by few: the doors of people, who first bring it up to date, and what time itself does", () => {
    const saving = under("functions/").filter(({ text }) => /\bcases\.save\(/.test(text));
    expect(saving.map(({ path }) => path).sort()).toEqual([
      "functions/calendar/registers.ts",
      "functions/cases/moving-as-lead.ts",
      "functions/cases/moving-as-proxy.ts",
      "functions/cases/moving-as-resident.ts",
      "functions/cases/moving.ts",
      "functions/reminders/docket.ts",
      "functions/reminders/report-undelivered.ts",
    ]);
    const doors = saving.filter(({ path }) => path.startsWith("functions/cases/"));
    for (const { text } of doors) expect(text).toContain("upToDate(");
  });

  it("nothing that runs imports a test", () => {
    const running = [...under("shared/"), ...under("functions/"), ...under("infra/")];
    expect(running.flatMap(importsOf).filter((target) => target.startsWith("tests/"))).toEqual([]);
  });

  it("no file has a default export, bar the configuration that asks for one", () => {
    expect(all.filter(({ text }) => /^export default\b/m.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("no file is named for a pattern instead of an idea", () => {
    expect(all.filter(({ path }) => /(utils?|helpers?|common|manager|service)\.ts$/.test(path))).toEqual([]);
  });
});

describe("the checker itself", () => {
  const planted = (path: string, text: string) => breaches({ path, text });

  it.each([
    ["shared/kernel/ids.ts", 'import { x } from "../calendar/calendar.ts";'],
    ["shared/calendar/ladder.ts", 'import type { Case } from "../casework/case.ts";'],
    ["shared/directory/duty.ts", 'import { x } from "../casework/case.ts";'],
    ["shared/casework/case.ts", 'export { x } from "../http/problems.ts";'],
    ["shared/reminders/digest.ts", 'import { x } from "../bulletins/sheet.ts";'],
    ["shared/casework/cases.ts", 'import { x } from "../aws/case-store.ts";'],
    ["shared/casework/ledger.ts", 'import { createHash } from "node:crypto";'],
    ["shared/http/route.ts", 'import {\n  DynamoDBClient,\n} from "@aws-sdk/client-dynamodb";'],
    ["shared/http/routes.ts", 'const x = await import("zod-openapi");'],
    ["shared/tables.ts", 'import "./kernel/ids.ts";'],
    ["shared/casework/clocks.ts", "const now = Date.now();"],
    ["shared/casework/clocks.ts", "const now = new Date();"],
    ["shared/municipality/settings.ts", "const code = process.env.CODE;"],
    ["functions/cases/file-case.ts", 'import { caseStore } from "../../shared/aws/case-store.ts";'],
    ["functions/runtime/http.ts", 'import { caseStore } from "../../shared/aws/case-store.ts";'],
    ["functions/cases/file-case.ts", 'import { x } from "../directory/centre.ts";'],
    ["functions/runtime/http.ts", 'import { x } from "../cases/guide.ts";'],
    ["functions/cases/file-case.ts", 'import { town } from "../../infra/town.ts";'],
  ])("bites %s: %s", (path, text) => {
    expect(planted(path, text)).toHaveLength(1);
  });

  it.each([
    ["shared/casework/clocks.ts", "// never Date.now()\nconst x = new Date(0);"],
    ["shared/aws/case-store.ts", 'import { X } from "@aws-sdk/client-dynamodb";'],
    ["functions/runtime/composition.ts", 'import { caseStore } from "../../shared/aws/case-store.ts";'],
    ["shared/http/openapi.ts", 'import { createDocument } from "zod-openapi";'],
  ])("lets %s be: %s", (path, text) => {
    expect(planted(path, text)).toEqual([]);
  });
});
