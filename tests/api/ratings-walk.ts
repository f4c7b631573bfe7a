/** Every operation of ratings once, on a whole town: what each answers when all is well. */
import { expect } from "vitest";
import { CENTRE, type LivingTown } from "../support/local-town.ts";

const CLERK = `${CENTRE}-a1`;
const DEPUTY = `${CENTRE}-deputy`;
const DIRECTOR = `${CENTRE}-director`;

/** A poor rating, and its follow-up. @returns what can be done only when it is final, and within five working days of that */
export const walkRatings = async (town: LivingTown) => {
  const slip = (await town.as(CLERK, "open-visit", { body: { post: `${CENTRE}-p01` } })).body;
  const params = { ratedNumber: slip.ratedNumber };
  const headers = { "Lookup-Code": slip.lookupCode };
  const form = await town.call("show-rating-form", { params });
  expect(form.headers.get("content-security-policy")).toMatch(/script-src 'sha256-[^']+='; connect-src 'self'$/);
  expect(slip.form).toMatch(/\/v1\/ratings\/[0-9A-Z]{12}\/form#[0-9A-Z-]{9}$/);
  expect(slip.qr).toContain("<svg");
  const body = { level: 2, comment: "等候太久", phone: "10000000009" };
  const given = await town.call("give-rating", { params, headers, body });
  expect(given.status).toBe(201);
  const own = { params, headers: { "Lookup-Code": given.body.readingCode } };
  const opened = await town.call("read-rating", own);
  expect([opened.body.level, opened.body.levelName.zh]).toEqual([2, "不满意"]);
  expect((await town.as(CLERK, "read-rating-as-staff", { params })).status).toBe(404);
  const followed = await town.as(DEPUTY, "list-follow-ups");
  expect(followed.body.ratings).toMatchObject([{ ratedNumber: slip.ratedNumber, level: 2 }]);
  const reading = { params, body: { reason: "差评回访" } };
  expect((await town.as(DEPUTY, "read-rater", reading)).body).toEqual({ phone: "10000000009" });
  const move = async (staffId: string, id: string, sent: object) => {
    const { headers } = await town.as(staffId, "read-rating-as-staff", { params });
    const done = await town.as(staffId, id, { params, body: sent, headers: { "If-Match": headers.get("etag")! } });
    expect([id, done.status]).toEqual([id, 200]);
    return done.body;
  };
  await move(DEPUTY, "record-rating-contact", { note: "已致电" });
  await move(DEPUTY, "give-rating-result", { result: "已增开窗口" });
  await move(DEPUTY, "record-rating-call-back", { result: "satisfied" });
  expect((await town.call("read-rating", own)).body).toMatchObject({ result: "已增开窗口" });
  const afterwards = async (day: string): Promise<void> => {
    expect((await town.as(CLERK, "list-ratings")).body.ratings).toMatchObject([{ level: 2, state: "final" }]);
    expect(await move(CLERK, "appeal-rating", { reason: "当日仅我一人在岗" })).toMatchObject({ state: "under-review" });
    const waiting = { ratedNumber: slip.ratedNumber, state: "under-review" };
    expect((await town.as(DIRECTOR, "list-follow-ups")).body.ratings).toMatchObject([waiting]);
    const decided = await move(DIRECTOR, "decide-appeal", { outcome: "stands", reasons: "等候属实" });
    expect(decided).toMatchObject({ state: "final", appeal: { outcome: "stands" } });
    expect((await town.as(DIRECTOR, "list-follow-ups")).body.ratings).toEqual([]);
    const query = { month: day.slice(0, 7) };
    const ofPost = (await town.as(CLERK, "read-own-scorecards", { query })).body.scorecards;
    expect(ofPost.find((each: { unit: { code: string } }) => each.unit.code === `${CENTRE}-p01`)).toMatchObject({
      ratings: { counted: 1, satisfied: 0, levels: { 2: 1 } },
    });
    const whole = await town.as("office-1", "read-scorecards-of-centre", { params: { centreCode: CENTRE }, query });
    expect(whole.body.scorecards[0]).toMatchObject({ unit: { kind: "centre" }, complaints: { upheld: 0 } });
    const before = { params: { centreCode: CENTRE }, query: { month: "2026-10" } };
    const october = (await town.as("office-1", "read-scorecards-of-centre", before)).body.scorecards[0];
    expect(october.cards.yellow + october.cards.red + october.cards.supervision).toBeGreaterThan(0);
  };
  return { afterwards };
};
