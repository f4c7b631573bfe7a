import { describe, expect, it } from "vitest";
import { readOptions } from "../../infra/local/options.ts";

describe("the options of npm start", () => {
  it("have defaults that need no thought", () => {
    expect(readOptions([])).toEqual({ municipality: "tengzhou", port: 4000 });
  });

  it("take a municipality, a port, an instant with its offset, and a folder", () => {
    const args = "--municipality sandbox --port 0 --now 2026-09-30T09:00:00+08:00 --data /tmp/town".split(" ");
    const now = Date.parse("2026-09-30T01:00:00Z");
    expect(readOptions(args)).toEqual({ municipality: "sandbox", port: 0, now, dataDir: "/tmp/town" });
    expect(readOptions(["--sms", "tencent"])).toMatchObject({ sms: "tencent" });
    expect(readOptions(["--help"])).toBe("help");
  });

  it.each([
    [["--now", "yesterday"], /--now yesterday 无效.*is not an instant with an offset/],
    [["--now", "2026-09-30T09:00:00"], /is not an instant with an offset/],
    [["--now", "2026-09-31T09:00:00+08:00"], /is not an instant with an offset/],
    [["--port", "99999"], /端口 99999 无效.*--port 99999 is not a port/],
    [["--port", "-1"], /Unknown options|is not a port/],
    [["--sms", "pigeon"], /没有名为 pigeon 的短信网关.*is neither aliyun nor tencent/s],
    [["--frobnicate"], /不认识的参数.*Unknown options: --frobnicate/],
    [["tengzhou"], /Unknown options: tengzhou/],
  ])("refuse %j in Chinese and English", (args, sentence) => {
    expect(() => readOptions(args)).toThrow(sentence);
  });
});
