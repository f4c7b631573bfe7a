/** Ledgers as they are taken away: what somebody sees who opens the file. */
import readXlsxFile from "read-excel-file/node";
import { beforeEach, describe, expect, it } from "vitest";
import { accept, decide, deliver } from "../../../shared/casework/handling.ts";
import { WORKBOOK } from "../../../shared/http/files.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { caseRowOf } from "../../../shared/ledgers/ledger-row.ts";
import { CENTRE, occasion, told } from "../../support/casework.ts";
import { atCentre, atStation, type LedgerWorld, ledgerWorld, PROXY, subOf } from "./world.ts";

const DIRECTOR = subOf(`${CENTRE}-director`);
const asked = { sub: DIRECTOR, params: { centreCode: CENTRE }, query: { month: "2026-09" } };

/** Delivered, with a yellow card; its item's name looks like a formula. */
const trap = () => {
  const accepted = accept(atStation("pension-enrolment", "1", "2026-09-18T10:00"), occasion("2026-09-18T11:00"));
  const carded = { ...accepted, itemName: '=HYPERLINK("http://x","看")', firedStages: told("promised#1#yellow") };
  const decided = decide(carded, { outcome: "approved" }, occasion("2026-09-21T10:00"));
  return deliver(decided, "counter", occasion("2026-09-22T10:00"));
};

describe("the file of a ledger", () => {
  let world: LedgerWorld;
  beforeEach(async () => {
    world = await ledgerWorld();
    await world.write(trap(), {
      schema: 1,
      kind: "contact",
      subject: "000000000009" as never,
      version: 2,
      told: 0,
      registeredAt: instant("2026-09-30T23:59:00+08:00"),
      centre: CENTRE,
      channel: "phone",
      firstAsked: `${CENTRE}-a1`,
      state: "answered",
      answeredOn: "2026-10-08" as never,
      hash: "abcdef0123456789",
    });
  });

  it("opens as a workbook: a sheet that explains it, and typed cells under their headings", async () => {
    const { status, headers, text } = await world.call("export-ledger-workbook", asked);
    expect([status, headers["Content-Type"]]).toEqual([200, WORKBOOK]);
    const sheets = await readXlsxFile(Buffer.from(text, "base64"));
    const [ledger, about, ...others] = sheets;
    expect(others).toEqual([]);
    expect(ledger!.sheet).toContain("台账");
    expect(JSON.stringify(about!.data)).toMatch(/2026-09-01 至 2026-09-30.*2 lines.*示例数据 sample data/);
    const [heading, ofCase, ofContact, ...more] = ledger!.data;
    expect(more).toEqual([]);
    const cells = Object.fromEntries(heading!.map((name, n) => [String(name).split(" ")[0], ofCase![n]]));
    expect(cells).toMatchObject({
      编号: "0000-0000-0001",
      登记日期: new Date("2026-09-18T00:00:00Z"),
      事项: `'=HYPERLINK("http://x","看")`,
      "代办员（首问人）工号": PROXY.id,
      "办结（答复）日期": new Date("2026-09-21T00:00:00Z"),
      结果: "准予 approved",
      送达日期: new Date("2026-09-22T00:00:00Z"),
      按时: "是 yes",
      黄牌: 1,
      红牌: 0,
      说明: "示例数据 sample data",
    });
    expect(ofContact!.slice(0, 3)).toEqual(["0000-0000-0009", "首问 first asked", new Date("2026-09-30T00:00:00Z")]);
    expect(ofContact).toHaveLength(heading!.length);
  });

  it("opens as CSV in a spreadsheet that reads Chinese, and runs nothing there", async () => {
    const { text } = await world.call("export-ledger-csv", asked);
    expect(text.startsWith("\uFEFF编号,")).toBe(true);
    const lines = text.split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"",""看"")"`);
    expect(lines[1]).toContain(",2026-09-21,准予,2026-09-22,是,1,0,0,0,,");
    expect(lines[2]).toContain("0000-0000-0009,首问,2026-09-30,");
    for (const line of lines.slice(1, 3)) expect(line).toMatch(/,示例数据$/);
    expect(text).not.toMatch(/示例甲|示例乙|10000000001/);
  });

  it("says the same in every form", async () => {
    const page = await world.call("read-ledger", asked);
    const { text: csv } = await world.call("export-ledger-csv", asked);
    const { text } = await world.call("export-ledger-workbook", asked);
    const sheet = (await readXlsxFile(Buffer.from(text, "base64")))[0]!.data;
    const numbers = page.body.lines.map(({ number }: { number: string }) => number);
    expect(
      csv
        .split("\r\n")
        .slice(1, -1)
        .map((line) => line.split(",")[0]),
    ).toEqual(numbers);
    expect(sheet.slice(1).map(([number]) => number)).toEqual(numbers);
  });

  it("withholds from a proxy what it would reveal of others", async () => {
    await world.write(
      atStation("temporary-assistance", "7", "2026-09-18T12:00", { ...PROXY, id: "a-proxy-of-before" }),
    );
    const { text } = await world.call("export-ledger-csv", { ...asked, sub: PROXY.sub });
    expect(text).toContain("（不显示）");
    expect(text).not.toMatch(/temporary-assistance|临时救助/);
    expect((await world.call("export-ledger-csv", asked)).text).toMatch(/temporary-assistance,临时救助/);
  });

  it("of an empty period says so", async () => {
    const empty = { ...asked, query: { month: "2026-01" } };
    const { text } = await world.call("export-ledger-workbook", empty);
    const [ledger, about] = await readXlsxFile(Buffer.from(text, "base64"));
    expect(ledger!.data).toHaveLength(1);
    expect(JSON.stringify(about!.data)).toContain("共 0 条");
    expect((await world.call("export-ledger-csv", empty)).text.split("\r\n")).toHaveLength(2);
  });

  it("has room for thousands of lines within what a function may answer", async () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => ({
      ...caseRowOf(atCentre("temporary-assistance", "1", "2026-09-18T10:00", { channel: "counter" })),
      version: n + 1,
    })).map((row, n) => ({ ...row, subject: String(n).padStart(12, "0") as typeof row.subject }));
    const call = world.served({ ledgers: { ...world.ledgers, of: async () => rows } });
    for (const form of ["export-ledger-csv", "export-ledger-workbook"] as const) {
      const { status, text } = await call(form, asked);
      expect(status).toBe(200);
      expect(Buffer.byteLength(text)).toBeLessThan(5.5 * 1024 * 1024);
    }
  });
});
