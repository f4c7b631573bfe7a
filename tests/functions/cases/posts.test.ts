/** Who may act, who sees the work and in what capacity, as absences leave posts to others (R34, R39–R42). */
import { beforeAll, describe, expect, it } from "vitest";
import { recordingAbsences } from "../../../shared/aws/directory-store.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";
import { CENTRE, OTHER_CENTRE } from "../../support/casework.ts";

const from = instant("2026-09-18T09:00:00+08:00");
let api: CasesApi;
let caseNumber: string;

const recordAway = async (...people: string[]) => {
  const absences = recordingAbsences(api.client, api.names.directory);
  for (const id of people) {
    const staffId = `${CENTRE}-${id}`;
    await absences.record({
      schema: 1,
      id: `${staffId}-away`,
      staffId,
      centre: CENTRE,
      kind: "leave",
      from,
      recordedBy: `${CENTRE}-deputy`,
      recordedAt: from,
    });
  }
};
const listOf = async (sub: string) => (await api.call("list-work", { sub })).body;
const accept = async (sub: string) =>
  api.call("accept-case", { sub, params: { caseNumber }, headers: { "If-Match": '"1"' } });

beforeAll(async () => {
  api = await casesApi();
  ({ caseNumber } = (await api.call("file-case", { body: filingBody() })).body);
  await api.call("file-case", { body: filingBody({ centreCode: OTHER_CENTRE }) });
});

describe("a post whose holder nobody has recorded away", () => {
  it("R41 shows its work to the stand-in who asks for it by name, and to nobody else who could not act", async () => {
    const query = { post: `${CENTRE}-p01` };
    expect((await listOf(clerk(2))).entries).toEqual([]);
    const taken = await api.call("list-work", { sub: clerk(2), query });
    expect(taken.body).toMatchObject({ posts: [query.post], entries: [{ caseNumber }] });
    for (const sub of [clerk(3), `${CENTRE}-deputy`, clerk(1, OTHER_CENTRE), "office-1"]) {
      expect((await api.call("list-work", { sub, query })).body.code).toBe("not-on-duty");
    }
  });
});

describe("a post that people leave one after another", () => {
  it("R39 R42 goes to B, then the window's head, then the deputy, then the director, with its open work", async () => {
    // The accepting post's: A is also the window's head.
    const ladder = ["a1", "a2", "deputy", "director"].map((id) => `${CENTRE}-${id}`);
    for (const [n, sub] of ladder.entries()) {
      const { posts, entries } = await listOf(sub);
      expect(posts).toContain(`${CENTRE}-p01`);
      expect(entries).toEqual([expect.objectContaining({ caseNumber })]);
      for (const above of ladder.slice(n + 1)) expect((await listOf(above)).entries).toEqual([]);
      expect(await listOf("office-1")).toEqual({ posts: [], entries: [] });
      expect((await accept("office-1")).body.code).toBe("not-on-duty");
      await recordAway(sub.slice(CENTRE.length + 1));
      expect((await accept(sub)).body.code).toBe("not-on-duty");
    }
  });

  it("R34 R40 is the municipal office's when nobody of the centre is there, and the ledger says so", async () => {
    for (const sub of ["office-1", "office-2", "office-head"]) {
      const { posts, entries } = await listOf(sub);
      expect(posts).toEqual([`${CENTRE}-p01`, `${CENTRE}-p02`]);
      expect(entries).toEqual([expect.objectContaining({ caseNumber })]);
    }
    expect((await listOf(clerk(1, OTHER_CENTRE))).entries).toHaveLength(1);
    const accepted = await accept("office-2");
    expect(accepted.status).toBe(200);
    expect(accepted.body.ledger.at(-1)).toMatchObject({
      what: "accepted",
      by: { kind: "staff", staffId: "office-2", postId: `${CENTRE}-p01`, basis: "office" },
      basisName: { zh: "市政管办代岗", en: "Municipal office, nobody of the centre being there" },
    });
    const asked = { sub: "office-1", params: { caseNumber }, headers: { "If-Match": '"2"' } };
    const decided = await api.call("decide-case", { ...asked, body: { outcome: "approved" } });
    expect([decided.status, decided.body.code]).toEqual([403, "not-on-duty"]);
  });

  it("R34 R46 offers the office what was handed over to such a post", async () => {
    const recorded = await api.call("record-contact", { sub: clerk(3), body: { channel: "counter", subject: "问路" } });
    const params = { contactId: recorded.body.contactId };
    const to = { post: `${CENTRE}-p01` };
    const offered = await api.call("hand-over-contact", {
      sub: clerk(3),
      params,
      body: { to },
      headers: { "If-Match": '"1"' },
    });
    expect(offered.status).toBe(200);
    expect((await api.call("list-contacts", { sub: "office-1" })).body.offered).toHaveLength(1);
    const headers = { "If-Match": '"2"' };
    expect((await api.call("accept-contact", { sub: clerk(1, OTHER_CENTRE), params, headers })).status).toBe(404);
    expect((await api.call("accept-contact", { sub: "office-1", params, headers })).status).toBe(200);
    expect((await api.call("list-contacts", { sub: "office-1" })).body.held).toHaveLength(1);
  });
});
