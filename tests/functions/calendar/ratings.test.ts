/** R8 for the follow-ups of poor ratings: counted again by a new edition as cases are, by the same run. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import { amended } from "../../../shared/calendar/editions.ts";
import { firstBrokenEntry } from "../../../shared/casework/ledger.ts";
import { localDate } from "../../../shared/kernel/local-date.ts";
import { giveResult, recordContact } from "../../../shared/ratings/following-up.ts";
import type { Rating } from "../../../shared/ratings/rating.ts";
import { recountRating } from "../../../shared/ratings/recounting.ts";
import { closing } from "../../support/calendars.ts";
import { sha256 } from "../../support/casework.ts";
import { people } from "../../support/complaints.ts";
import { rated, ratingOccasion } from "../../support/ratings.ts";
import { type ChangingTown, changingTown } from "./town.ts";

const GIVEN = "2026-12-09T15:00";
const SERVED = { rateUntil: localDate("2026-12-16") };
let town: ChangingTown;
beforeEach(async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  town = await changingTown();
});

const put = async (rating: Rating): Promise<Rating> => {
  await town.ratings.give(rating);
  return rating;
};
const poor = () => rated(1, { phone: "10000000001" }, SERVED, people, GIVEN);
const read = async ({ number }: Rating) => (await town.ratings.find(number))!;

describe("counting follow-ups of ratings again", () => {
  it("R8 R62 moves both dates, with both versions on record, and tells the handler in a message that no list shows", async () => {
    const subject = await put(poor());
    expect([subject.clocks["first-contact"]?.dueOn, subject.clocks["follow-up"]?.dueOn]).toEqual([
      "2026-12-10",
      "2026-12-16",
    ]);
    await town.add(closing("2026-12-10"));
    expect(await town.run()).toMatchObject({ nextNeededAt: null, looked: 1, moved: 1, told: 1 });
    const after = await read(subject);
    expect(after.ledger.at(-1)).toMatchObject({
      what: "deadline-moved",
      by: { kind: "clock" },
      facts: { moved: "first-contact,follow-up", movedFrom: "2026-12-10", movedTo: "2026-12-11" },
    });
    expect([after.leading?.dueOn, after.clocks["follow-up"]?.dueOn]).toEqual(["2026-12-11", "2026-12-17"]);
    expect(firstBrokenEntry(after.ledger, sha256)).toBeUndefined();
    const handler = subject.followUp?.handler ?? "";
    expect(await town.deliveries.get(`${handler}#calendar-1#complaints`)).toMatchObject({ confidential: true });
    expect(await town.deliveries.get(`${subject.rated}#calendar-1#complaints`)).toBeUndefined();
    expect(await town.run()).toMatchObject({ looked: 0, moved: 0, told: 0 });
  });

  it("R8 leaves what is followed up no more, and what never was", async () => {
    await put(rated(5, {}, SERVED, people, GIVEN));
    const over = await put(rated(1, {}, SERVED, people, GIVEN));
    await town.ratings.save(giveResult(over, { text: "put right" }, ratingOccasion("2026-12-09T16:00")), 1);
    await town.add(closing("2026-12-10"));
    expect(await town.run()).toMatchObject({ looked: 0, moved: 0 });
  });

  it("R8 dying after any write, it comes to the same end", async () => {
    const subject = await put(poor());
    await town.add(closing("2026-12-10"));
    for (let after = 0; after < 40; after += 3) await town.run({ diesAfter: after }).catch(() => undefined);
    while ((await town.run()).nextNeededAt !== null);
    expect((await read(subject)).ledger.filter(({ what }) => what === "deadline-moved")).toHaveLength(1);
  });

  it("R8 a move counts by the calendar of now before it is made, in the same write", async () => {
    const subject = await put(poor());
    const occasion = {
      ...ratingOccasion("2026-12-11T10:00"),
      calendar: amended(CHINA_CALENDAR, closing("2026-12-10")),
    };
    const moved = recordContact(recountRating(subject, occasion), {}, occasion);
    await town.ratings.save(moved, 1);
    const after = await read(subject);
    expect(after.ledger.map(({ what }) => what)).toEqual(["given", "deadline-moved", "contacted"]);
    expect([after.version, after.clocks["first-contact"]?.running]).toEqual([3, false]);
    expect(firstBrokenEntry(after.ledger, sha256)).toBeUndefined();
  });
});
