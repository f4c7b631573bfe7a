/**
 * R53: a complaint leaves no trace for whoever is walled from it. Two towns live through the same days, one with the
 * complaint and one without; every read route, asked as everyone who is walled, answers the same in both: status, headers,
 * body, cursors, and the requests that the database got.
 */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { directoryStore } from "../../shared/aws/directory-store.ts";
import { PRIVACY_NOTICE } from "../../shared/complaints/filing.ts";
import { loadSampleTown } from "../../shared/directory/loading.ts";
import type { Roster } from "../../shared/directory/roster.ts";
import { sampleTown } from "../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../shared/directory/units-370481.ts";
import { allRoutes } from "../../shared/http/routes.ts";
import { CENTRE, OTHER_CENTRE } from "../support/casework.ts";
import { isWalledSlowly } from "../support/walled-slowly.ts";
import { everyRead, type Facts } from "./every-read.ts";
import { type Answer, type WholeTown, wholeTown } from "./whole-town.ts";

const towns = UNITS_370481.towns.filter(({ code }) => [CENTRE, OTHER_CENTRE].includes(code));
const villages = UNITS_370481.villages.filter(({ centre }) => centre === CENTRE).slice(0, 2);
const sample = sampleTown({ ...UNITS_370481, towns, villages });
const ofCentre = sample.rosters.find(({ centre }) => centre === CENTRE)!;
const STAFF = ofCentre.staff.map(({ id }) => id);
const OFFICE_HEAD = sample.office.find(({ role }) => role === "office-head")!.id;

/** Who holds what, as numbers into the staff. */
type Organisation = { readonly holders: readonly (readonly [number, number])[]; readonly heads: readonly number[] };
const rosterOf = ({ holders, heads }: Organisation): Roster => {
  const pick = (n: number | undefined) => STAFF[(n ?? 0) % STAFF.length]!;
  return {
    ...ofCentre,
    windows: ofCentre.windows.map((window, n) => ({ ...window, head: pick(heads[n]) })),
    posts: ofCentre.posts.map((post, n) => ({
      ...post,
      holder: pick(holders[n]?.[0]),
      standIn: pick(holders[n]?.[1]),
    })),
  };
};

const TARGETS = ["post", "person", "window", "centre", "station"] as const;
type Complained = {
  readonly target: (typeof TARGETS)[number];
  readonly pick: number;
  /** How many of the moves of its life it makes. */
  readonly moves: number;
  readonly interest: boolean;
};
type Story = {
  readonly organisation: Organisation;
  readonly away: readonly { readonly who: number; readonly days: number }[];
  readonly others: readonly Complained[];
  readonly secret: Complained;
};

const complained: fc.Arbitrary<Complained> = fc.record({
  target: fc.constantFrom(...TARGETS),
  pick: fc.nat(20),
  moves: fc.nat(6),
  interest: fc.boolean(),
});
const story: fc.Arbitrary<Story> = fc.record({
  organisation: fc.record({
    holders: fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 9, maxLength: 9 }),
    heads: fc.array(fc.nat(30), { minLength: 8, maxLength: 8 }),
  }),
  away: fc.array(fc.record({ who: fc.nat(30), days: fc.integer({ min: 1, max: 20 }) }), { maxLength: 4 }),
  others: fc.array(complained, { maxLength: 2 }),
  secret: complained,
});

const targetOf = ({ target, pick }: Complained, roster: Roster) => {
  const of = <T>(list: readonly T[]): T => list[pick % list.length]!;
  const window = of(roster.windows).id;
  if (target === "post") return { kind: target, post: of(roster.posts).id };
  if (target === "window") return { kind: target, window };
  if (target === "person") return { kind: target, window, badge: of(roster.staff).badge ?? "?" };
  if (target === "station") return { kind: target, station: of(sample.proxies).station! };
  return { kind: target };
};
/** By the words of the rule, from what was said. */
const accusedSlowly = (about: ReturnType<typeof targetOf>, roster: Roster): readonly string[] => {
  const atPosts = (window: string) =>
    roster.posts.filter((post) => post.window === window).flatMap(({ holder, standIn }) => [holder, standIn]);
  if ("post" in about)
    return roster.posts.filter(({ id }) => id === about.post).flatMap((post) => [post.holder, post.standIn]);
  if ("window" in about) {
    const { head } = roster.windows.find(({ id }) => id === about.window)!;
    const there = [...(head === undefined ? [] : [head]), ...atPosts(about.window ?? "")];
    const badge = "badge" in about ? about.badge : undefined;
    const wearing = roster.staff.filter((one) => badge !== undefined && one.badge === badge).map(({ id }) => id);
    return there.some((id) => wearing.includes(id)) ? wearing : [...wearing, ...there];
  }
  if ("station" in about) return sample.proxies.filter(({ station }) => station === about.station).map(({ id }) => id);
  return roster.staff.filter(({ role }) => role.includes("director")).map(({ id }) => id);
};

const subOf = new Map(
  [...sample.rosters.flatMap(({ staff }) => staff), ...sample.office, ...sample.proxies].map((each) => [
    each.id,
    each.sub,
  ]),
);
const keyOf = (n: number) => ({ "Idempotency-Key": `00000000-0000-4000-8000-${String(n).padStart(12, "0")}` });

/** Days after the first one on which the schedule runs: through every stage of a complaint. */
const WEEKS = [3, 21, 24, 27, 28, 35];
/** While it may still be rated. */
const DAYS = [1, 3];

describe("what somebody may not know of", () => {
  let town: WholeTown;
  let empty: ReturnType<WholeTown["contents"]>;
  beforeAll(async () => {
    town = wholeTown();
    town.goTo("2026-09-18T08:00");
    await loadSampleTown(directoryStore(town.client, "directory"), sample);
    empty = town.contents();
  });

  const as = (staffId: string, id: string, call: Parameters<WholeTown["call"]>[1] = {}) =>
    town.call(id, { ...call, sub: subOf.get(staffId)! });

  /** Filed, and led by whoever handles it as far as it goes. @returns its number, and who declared an interest in it */
  const complain = async (each: Complained, roster: Roster, n: number) => {
    const body = {
      naming: "confidential",
      centreCode: CENTRE,
      target: targetOf(each, roster),
      text: "示例：等候两小时后被告知停止收件。",
      complainant: { phone: "10000000001" },
      privacyNotice: PRIVACY_NOTICE.version,
    };
    const filed = await town.call("file-complaint", { body, headers: keyOf(n) });
    expect([filed.status, filed.body]).toMatchObject([201, {}]);
    const { complaintNumber, lookupCode } = filed.body;
    const params = { complaintNumber };
    const { attachmentId } = (
      await town.call("create-complaint-attachment", {
        params,
        headers: { "Lookup-Code": lookupCode, ...keyOf(100 + n) },
        body: { fileType: "jpeg" },
      })
    ).body;
    expect(attachmentId).toBeTypeOf("string");
    const lives: readonly (readonly [string, object])[] = [
      ...(each.interest ? [["declare-interest", { reason: "亲属" }] as const] : []),
      ["accept-complaint", {}],
      ["reissue-complaint-code", { identity: "call-back", reason: "查询码遗失" }],
      ["note-inquiry", { text: "调取录像" }],
      ["decide-complaint", { finding: "upheld", reasons: "属实" }],
      ["record-call-back", { result: "dissatisfied" }],
      ["decide-complaint", { finding: "upheld", reasons: "属实" }],
    ];
    const interested: string[] = [];
    for (const [id, sent] of lives.slice(0, each.moves)) {
      const { body: now } = await as(OFFICE_HEAD, "read-complaint-as-staff", { params });
      const moved = await as(now.handler, id, { params, body: sent, headers: { "If-Match": `"${now.version}"` } });
      if (moved.status === 200 && id === "declare-interest") interested.push(now.handler);
    }
    return { complaintNumber, attachmentId, interested };
  };

  /** The same days, with the secret or without it. @returns what is known of it, and what may be asked */
  const live = async (
    { organisation, away, others, secret }: Story,
    day: string,
    withSecret: "complaint" | "rating" | undefined,
    until: readonly number[],
  ) => {
    town.setBack(empty);
    town.goTo(`${day}T08:30`);
    const roster = rosterOf(organisation);
    const rosters = sample.rosters.map((each) => (each.centre === CENTRE ? roster : each));
    await loadSampleTown(directoryStore(town.client, "directory"), { ...sample, rosters });
    for (const [n, { who, days }] of away.entries()) {
      const staffId = STAFF[who % STAFF.length]!;
      const until = new Date(Date.now() + days * 86_400_000).toISOString();
      const body = { staffId, kind: "leave", from: new Date(Date.now() + n * 60_000).toISOString(), until };
      await as(`${CENTRE}-director`, "record-absence", { body, headers: keyOf(900 + n) });
    }
    const caseBody = { itemCode: "tree-felling-licence", centreCode: CENTRE, applicant: { name: "示例甲" } };
    const { caseNumber } = (await town.call("file-case", { body: caseBody, headers: keyOf(500) })).body;
    const clerk = roster.posts[0]!.holder;
    const slip = await as(clerk, "open-visit", { body: { post: roster.posts[0]!.id }, headers: keyOf(600) });
    const known = [];
    for (const [n, each] of others.entries()) known.push(await complain(each, roster, n + 1));
    const hidden = withSecret === "complaint" ? await complain(secret, roster, 77) : undefined;
    if (withSecret === "rating") await rate(slip.body, (secret.pick % 5) + 1, secret.moves);
    for (const later of until) {
      town.goTo(`${new Date(Date.parse(day) + later * 86_400_000).toISOString().slice(0, 10)}T10:00`);
      await town.sweep();
    }
    const visit: string = slip.body.ratedNumber;
    const all = [...(hidden === undefined ? [] : [hidden]), ...known];
    const complaints = all.map(({ complaintNumber }) => complaintNumber);
    const attachments = all.map(({ attachmentId }) => attachmentId);
    return { roster, hidden, facts: { complaints, attachments, caseNumber, visit, day, centre: CENTRE } };
  };

  /** Given, and followed up some of the way, never to its end. */
  const rate = async (slip: { ratedNumber: string; lookupCode: string }, level: number, moves: number) => {
    const params = { ratedNumber: slip.ratedNumber };
    const headers = { "Lookup-Code": slip.lookupCode };
    const given = await town.call("give-rating", { params, headers, body: { level, phone: "10000000009" } });
    expect(given.status).toBe(201);
    const lives = [
      ["record-rating-contact", {}],
      ["give-rating-result", { result: "已整改" }],
    ] as const;
    for (const [n, [id, body]] of lives.slice(0, moves % 3).entries()) {
      for (const staffId of [...STAFF.filter((each) => each.includes("d")), OFFICE_HEAD])
        await as(staffId, id, { params, body, headers: { "If-Match": `"${n + 1}"` } });
    }
  };

  const asked = async (facts: Facts, sub: string) => {
    const answers: (readonly [string, Answer, readonly string[]])[] = [];
    const before = town.contents();
    for (const { id, ...read } of everyRead(allRoutes, facts)) {
      for (let cursor: string | undefined, page = 0; page < 20; page += 1) {
        const query = { ...read.query, ...(cursor === undefined ? {} : { cursor }) };
        const { answer, requests } = await town.counting(() => town.call(id, { ...read, query, sub }));
        answers.push([`${id} ${JSON.stringify({ ...read, query })}`, answer, requests]);
        cursor = answer.status === 200 ? answer.body?.cursor : undefined;
        if (cursor === undefined) break;
      }
    }
    // Wrong codes and readings on record are writes, too.
    town.setBack(before);
    return answers;
  };

  it("R53 a complaint changes no answer of any read route for whoever is walled from it", {
    timeout: 600_000,
  }, async () => {
    const told = { stories: 0, people: 0, answers: 0, seen: 0 };
    await fc.assert(
      fc.asyncProperty(story, async (each) => {
        // Some functions remember guides for half a minute: no story begins in another one's.
        const day = `2026-0${(told.stories % 2) + 8}-${String((told.stories % 20) + 3).padStart(2, "0")}`;
        told.stories += 1;
        const { roster, hidden, facts } = await live(each, day, "complaint", WEEKS);
        const { complaintNumber, interested } = hidden!;
        const people = { roster, office: sample.office };
        const accused = accusedSlowly(targetOf(each.secret, roster), roster);
        const everyone = [...roster.staff, ...sample.office, ...sample.proxies].map(({ id }) => id);
        const walled = everyone.filter((id) => interested.includes(id) || isWalledSlowly(id, accused, people));
        // What a running function remembers (the calendar, guides) it has read by then.
        for (const id of walled) await asked(facts, subOf.get(id)!);
        const withIt = new Map<string, Awaited<ReturnType<typeof asked>>>();
        for (const id of walled) withIt.set(id, await asked(facts, subOf.get(id)!));
        const params = { complaintNumber };
        const open = everyone.map(async (id) => (await as(id, "read-complaint-as-staff", { params })).status === 200);
        told.seen += (await Promise.all(open)).some(Boolean) ? 1 : 0;
        await live(each, day, undefined, WEEKS);
        for (const [id, before] of withIt) {
          const without = await asked(facts, subOf.get(id)!);
          for (const [n, [what, answer, requests]] of before.entries()) {
            expect([answer, requests], `${what}, asked by ${id}`).toEqual(without[n]?.slice(1));
          }
          expect(without).toHaveLength(before.length);
          told.answers += before.length;
        }
        told.people += walled.length;
      }),
      { numRuns: Number(process.env.STORIES ?? 20), seed: 53, endOnFailure: true },
    );
    expect(told.seen).toBe(told.stories);
    expect(told.people).toBeGreaterThan(told.stories);
    if (process.env.STORIES) process.stderr.write(`${JSON.stringify(told)}\n`);
  });

  it("R64 a rating changes no answer of any read route for whoever is rated, before it is final", async () => {
    const told = { stories: 0, answers: 0, seen: 0 };
    await fc.assert(
      fc.asyncProperty(story, async (each) => {
        const day = `2026-0${(told.stories % 2) + 6}-${String((told.stories % 20) + 3).padStart(2, "0")}`;
        told.stories += 1;
        const until = each.secret.pick % 5 < 2 ? WEEKS : DAYS;
        const { roster, facts } = await live(each, day, "rating", until);
        const rated = subOf.get(roster.posts[0]!.holder)!;
        await asked(facts, rated);
        const before = await asked(facts, rated);
        const read = await as(OFFICE_HEAD, "read-rating-as-staff", { params: { ratedNumber: facts.visit } });
        told.seen += read.status === 200 ? 1 : 0;
        await live(each, day, undefined, until);
        expect(before).toEqual(await asked(facts, rated));
        told.answers += before.length;
      }),
      { numRuns: Number(process.env.STORIES ?? 10), seed: 64, endOnFailure: true },
    );
    expect(told.seen).toBe(told.stories);
    if (process.env.STORIES) process.stderr.write(`${JSON.stringify(told)}\n`);
  });
});
