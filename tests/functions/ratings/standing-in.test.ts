/** Who acts on a rating when whom it waits for is there no more: else it would never be final, or under review for good. */
import { describe, expect, it } from "vitest";
import { openRating } from "../../../functions/ratings/behind-finality.ts";
import type { People, StaffMember } from "../../../shared/directory/roster.ts";
import { localDate } from "../../../shared/kernel/local-date.ts";
import { appealRating, giveResult } from "../../../shared/ratings/following-up.ts";
import type { Rating } from "../../../shared/ratings/rating.ts";
import { OTHER_CENTRE, roster } from "../../support/casework.ts";
import { people, person, withRoster } from "../../support/complaints.ts";
import { rated, ratingOccasion } from "../../support/ratings.ts";

const moment = { at: ratingOccasion("2026-10-20T10:00").at, today: localDate("2026-10-20") };
/** In what capacity they get in; undefined: not at all. */
const capacity = (rating: Rating, viewer: StaffMember, { roster, office }: People) =>
  openRating(
    {
      ratings: { find: async () => rating } as unknown as Parameters<typeof openRating>[0]["ratings"],
      directory: {
        roster: async (centre) => ({ ...roster, centre, staff: roster.staff.filter((each) => each.centre === centre) }),
        office: async () => office,
      },
    },
    viewer,
    rating.number,
    moment,
  ).then(
    ({ as }) => as,
    () => undefined,
  );
const staffed = (short: string) => roster.staff.find(({ id }) => id === person(short))!;
const without = (id: string) => withRoster({ staff: roster.staff.filter((each) => each.id !== id) });
const PHONE = { phone: "10000000009" };

describe("in the place of whom a rating waits for", () => {
  it("R62 the municipal office follows up what one of it did who left", async () => {
    const rating = rated(1, PHONE, { rated: person("deputy") });
    const [head, ...others] = people.office as unknown as [StaffMember, ...StaffMember[]];
    expect(rating.followUp).toMatchObject({ body: "office", handler: head.id });
    expect(await capacity(rating, others[0]!, people)).toBe("above");
    expect(await capacity(rating, others[0]!, { ...people, office: others })).toBe("follow-up");
    expect(await capacity(rating, staffed("director"), { ...people, office: others })).toBeUndefined();
  });

  it("R62 nobody follows up who has moved to another centre: the phone is no business of theirs any more", async () => {
    const rating = rated(1, PHONE);
    const moved = { ...staffed("deputy"), centre: OTHER_CENTRE };
    const now = withRoster({ staff: [...without(moved.id).roster.staff, moved] });
    expect(await capacity(rating, staffed("deputy"), people)).toBe("follow-up");
    expect(await capacity(rating, moved, now)).toBeUndefined();
    expect(await capacity(rating, staffed("director"), now)).toBe("follow-up");
  });

  it("R63 another leader decides an appeal, and never whoever followed it up", async () => {
    const appealed = appealRating(rated(3), { text: "情况不符" }, ratingOccasion("2026-09-28T10:00"));
    expect(appealed.appeal?.decider).toBe(person("deputy"));
    expect(await capacity(appealed, staffed("director"), people)).toBe("above");
    expect(await capacity(appealed, staffed("director"), without(person("deputy")))).toBe("appeal");
    const told = giveResult(rated(1), { text: "已整改" }, ratingOccasion("2026-09-21T10:00"));
    const poor = appealRating(told, { text: "情况不符" }, ratingOccasion("2026-09-28T10:00"));
    expect(poor).toMatchObject({ followUp: { handler: person("deputy") }, appeal: { decider: person("director") } });
    expect(await capacity(poor, staffed("deputy"), without(person("director")))).toBe("follow-up");
  });
});
