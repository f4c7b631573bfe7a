import { beforeAll, describe, expect, it } from "vitest";
import { complaintOf, complaintStore } from "../../shared/aws/complaint-store.ts";
import { Complaint } from "../../shared/complaints/complaint.ts";
import type { Complaints } from "../../shared/complaints/complaints.ts";
import { CaseNumber } from "../../shared/kernel/ids.ts";
import { instant, localDate } from "../../shared/kernel/local-date.ts";
import { freshTables } from "../support/tables.ts";

const CENTRE = "370481102";
const at = instant("2026-09-18T09:00:00+08:00");
const entry = (version: number, token: string): Complaint["ledger"][number] => ({
  version,
  at,
  what: version === 1 ? "filed" : "noted",
  by: { kind: "resident" },
  facts: {},
  token,
  previousHash: "0".repeat(64),
  hash: "1".repeat(64),
});
let count = 0;
const numbered = () => CaseNumber.parse(`C0MP${String(++count).padStart(8, "0")}`);
const filed = (change: Partial<Complaint> = {}): Complaint =>
  Complaint.parse({
    schema: 1,
    number: numbered(),
    version: 1,
    state: "filed",
    kind: "complaint",
    naming: "anonymous",
    channel: "online",
    centre: CENTRE,
    target: { kind: "centre" },
    receivedAt: at,
    receivedOn: localDate("2026-09-18"),
    privacyNotice: "1",
    body: "centre",
    handler: `${CENTRE}-deputy`,
    accused: [],
    walled: [],
    clocks: {},
    leading: { kind: "promised", dueOn: localDate("2026-10-15"), endsAt: instant("2026-10-15T17:00:00+08:00") },
    codeVersion: 1,
    notifyBySms: false,
    bodyHash: "b",
    ledger: [entry(1, "t1")],
    personal: { text: "示例" },
    ...change,
  });

let store: Complaints;
beforeAll(async () => {
  const { client, names } = await freshTables();
  store = complaintStore(client, names.complaints);
});
/** Nothing can be read from what is sealed; here it is only looked at whether it is the same. */
const isThere = async (subject: Complaint) =>
  JSON.stringify(await store.find(subject.number)) === JSON.stringify(subject);

describe("the store of complaints", () => {
  it("R51 keeps a complaint once, whoever sends it again", async () => {
    const subject = filed();
    expect(await store.file(subject)).toBeUndefined();
    expect(await store.file({ ...subject, bodyHash: "other" })).toEqual(subject);
    expect(await isThere(subject)).toBe(true);
    expect(await store.find(numbered())).toBeUndefined();
  });

  it("moves it in one conditional write; the second of two is told so, and a repeat of our own is a success", async () => {
    const subject = filed();
    await store.file(subject);
    const after: Complaint = {
      ...subject,
      version: 2,
      handler: "office-1",
      ledger: [...subject.ledger, entry(2, "mine")],
    };
    const theirs: Complaint = { ...after, ledger: [...subject.ledger, entry(2, "theirs")] };
    await store.save(after, 1);
    await expect(store.save(theirs, 1)).rejects.toMatchObject({ code: "version-conflict" });
    await store.save(after, 1);
    expect(await isThere(after)).toBe(true);
    await expect(store.save(filed({ version: 2 }), 1)).rejects.toMatchObject({ code: "complaint-not-found" });
  });

  it("R53 lists it with its handler alone, and leaves no trace with whoever had it before", async () => {
    const [from, to] = [`${CENTRE}-x1`, `${CENTRE}-x2`];
    const subject = filed({ handler: from });
    await store.file(subject);
    expect(await store.handledBy(from, { limit: 10 })).toMatchObject([{ number: subject.number }]);
    await store.save({ ...subject, version: 2, handler: to, ledger: [...subject.ledger, entry(2, "t2")] }, 1);
    expect(await store.handledBy(from, { limit: 10 })).toEqual([]);
    const [listed] = await store.handledBy(to, { limit: 10 });
    expect(listed).toMatchObject({ number: subject.number, dueOn: "2026-10-15" });
    expect(Object.keys(listed ?? {})).not.toContain("personal");
  });

  it("R53 keeps what the office is walled from out of its overview, and what is over out of every list", async () => {
    const centre = "370481103";
    const hidden = filed({ centre, handler: "office-9", hiddenFromOffice: true });
    const open = filed({ centre, handler: "office-9" });
    const over = filed({ centre, handler: "office-9", state: "closed" });
    for (const one of [hidden, open, over]) await store.file(one);
    expect(await store.overseen(centre, { limit: 10 })).toMatchObject([{ number: open.number }]);
    expect(await store.handledBy("office-9", { limit: 10 })).toHaveLength(2);
  });

  it("pages by urgency", async () => {
    const handler = `${CENTRE}-x9`;
    for (let n = 0; n < 5; n += 1) await store.file(filed({ handler }));
    const first = await store.handledBy(handler, { limit: 2 });
    const after = (first.at(-1) as unknown as { workDue: string }).workDue;
    expect(await store.handledBy(handler, { after, limit: 10 })).toHaveLength(3);
  });

  it("counts wrong codes beside it, and marks it as being guessed at", async () => {
    const subject = filed();
    await store.file(subject);
    const windowEndsAt = instant("2026-09-18T09:15:00+08:00");
    await store.recordWrongCode(subject.number, "from-here", { failures: 1, windowEndsAt });
    await store.recordWrongCode(subject.number, "from-here", { failures: 2, windowEndsAt });
    expect(await store.attempts(subject.number, "from-here")).toEqual({ failures: 2, windowEndsAt });
    expect(JSON.stringify(await store.find(subject.number))).toContain(`"guessedUntil":"${windowEndsAt}"`);
  });

  it("reads what a later version of the code may have added", () => {
    expect(complaintOf({ ...filed(), later: 1 })).not.toHaveProperty("later");
  });
});
