import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { publishCaseEvents } from "../../../functions/cases/publish-case-events.ts";
import { TENGZHOU_TOWN } from "../../../infra/municipalities/tengzhou-town.ts";
import { runVerify, type VerifyNeeds, verify } from "../../../infra/verify.ts";
import { caseStore } from "../../../shared/aws/case-store.ts";
import { journalStore } from "../../../shared/aws/journal-store.ts";
import { reportStore } from "../../../shared/aws/report-store.ts";
import { freeze } from "../../../shared/bulletins/bulletin.ts";
import type { Reports } from "../../../shared/bulletins/reports.ts";
import { makeSheet } from "../../../shared/bulletins/sheet.ts";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import type { Case } from "../../../shared/casework/case.ts";
import { accept, decide } from "../../../shared/casework/handling.ts";
import { giveOverdueReason } from "../../../shared/casework/overdue.ts";
import { SAMPLE_ITEMS } from "../../../shared/directory/items-sample.ts";
import { instant, localDate } from "../../../shared/kernel/local-date.ts";
import { REGISTER, SEPTEMBER } from "../../domain/bulletins/ledgers.ts";
import { caseNumber, filed, itemNamed, occasion } from "../../support/casework.ts";
import { type FreshTables, freshTables } from "../../support/tables.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("verifying a frozen sheet", () => {
  let tables: FreshTables;
  let needs: VerifyNeeds;
  let kept: Case[];
  let reports: Reports;

  beforeAll(async () => {
    tables = await freshTables();
    const { client, names } = tables;
    reports = reportStore(client, names.reports);
    const cases = caseStore(client, names.cases);
    const pass = publishCaseEvents({
      journal: journalStore(client, names.reports),
      ledgers: { record: async () => undefined },
      deliveries: { open: async () => true },
      takeOvers: { record: async () => undefined },
      topic: { publish: async () => undefined },
      calendars: { current: async () => CHINA_CALENDAR },
      municipality: { code: "tengzhou", sms: { ...TENGZHOU_TOWN.sms, provider: "log" } },
      now: () => ({ at: instant("2026-09-30T08:00:00Z"), today: localDate("2026-09-30") }),
    });
    const item = itemNamed("pension-enrolment");
    const numbered = (n: number) => filed(item, "2026-09-01T10:00", { number: caseNumber(String(n)) });
    const accepted = accept(numbered(2), occasion("2026-09-02T10:00"));
    const decided = decide(
      accept(numbered(3), occasion("2026-09-02T10:00")),
      { outcome: "approved" },
      occasion("2026-09-03T10:00"),
    );
    const late = accept(numbered(4), occasion("2026-09-02T10:00"));
    const explained = giveOverdueReason(late, "complex-case", occasion("2026-09-29T10:00"));
    kept = [numbered(1), accepted, decided, explained];
    for (const subject of kept) {
      await cases.file(subject);
      await pass(subject, 0);
    }
    const month = await reports.month(SEPTEMBER);
    const sheet = makeSheet({
      ...month,
      ...{ month: SEPTEMBER, cards: [], addenda: [], earlier: [], register: REGISTER, items: SAMPLE_ITEMS },
      ...{ calendar: CHINA_CALENDAR, sample: true },
    });
    await reports.keepSheet(freeze(sheet, { at: instant("2026-10-08T00:00:00Z"), codeVersion: "1", sha256 }));
    needs = {
      reports,
      cases: async function* () {
        yield* kept;
      },
      directory: { items: async () => SAMPLE_ITEMS },
      calendar: async () => CHINA_CALENDAR,
      settings: { divisionCode: "370481", sampleData: true },
      sha256,
    };
  });

  it("finds it equal to a recount from the cases", async () => {
    expect(await verify(SEPTEMBER, needs)).toEqual({ cases: 4, intact: true, differences: [] });
  });

  it("R27 finds the reason of an open case in the sheet, and misses it where a ledger has none", async () => {
    const { total, openOverdue } = (await reports.sheet(SEPTEMBER))!.sheet;
    expect(openOverdue.map(({ reason }) => reason)).toEqual([undefined, "complex-case"]);
    expect(total.overdueReasons.map(({ reason }) => reason)).toEqual(["complex-case", undefined]);
    const silent = {
      ...needs,
      cases: async function* () {
        yield* [...kept.slice(0, 3), { ...kept[3]!, ledger: kept[3]!.ledger.slice(0, -1) }];
      },
    };
    const paths = (await verify(SEPTEMBER, silent))?.differences.map(({ path }) => path);
    expect(paths).toContain("openOverdue.1.reason");
  });

  it("names each figure that differs, and a content that is not what was hashed", async () => {
    const fewer = {
      ...needs,
      cases: async function* () {
        yield* kept.slice(1);
      },
    };
    const verdict = await verify(SEPTEMBER, fewer);
    expect(verdict?.differences).toContainEqual({ path: "total.received", frozen: 4, recounted: 3 });
    const touched = { ...needs, sha256: () => "0" };
    expect((await verify(SEPTEMBER, touched))?.intact).toBe(false);
  });

  it("runs from the command line on the town's own tables, and says so where there is no sheet", async () => {
    const environment = {
      AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint,
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
    };
    Object.assign(process.env, environment, { AWS_REGION: "cn-north-1" });
    const lines: string[] = [];
    const run = (...args: string[]) => runVerify(args, (line) => lines.push(line));
    expect(await run("tengzhou")).toBe(1);
    expect(await run("nowhere", "2026-09")).toBe(1);
    expect(await run("tengzhou", "2026-09", "--table-prefix", "no-such-")).toBe(1);
    expect(lines.join("\n")).toMatch(/usage.*\n.*nowhere[\s\S]*not exactly one table/);
  });
});
