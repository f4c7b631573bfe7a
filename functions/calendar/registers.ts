/** What is counted again by a new calendar: open cases, open complaints, which are opened here for time itself, and poor ratings (R8). */
import type { Case, ClockKind } from "../../shared/casework/case.ts";
import type { Cases } from "../../shared/casework/cases.ts";
import type { CountedItems } from "../../shared/casework/counting-span.ts";
import { recount } from "../../shared/casework/recounting.ts";
import type { Complaint } from "../../shared/complaints/complaint.ts";
import type { Complaints } from "../../shared/complaints/complaints.ts";
import { recountComplaint } from "../../shared/complaints/recounting.ts";
import { openForTime } from "../../shared/complaints/walls.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Rating } from "../../shared/ratings/rating.ts";
import type { Ratings } from "../../shared/ratings/ratings.ts";
import { recountRating } from "../../shared/ratings/recounting.ts";
import { seatsFor } from "../../shared/reminders/due-stage.ts";
import {
  type Seat,
  seatsAlong,
  stepsOfComplaint,
  stepsOfRating,
  type Told,
} from "../../shared/reminders/recipients.ts";
import { type Register, registerOf } from "./recount-one.ts";

/** Clocks whose responsible people differ: a proxy's at a station or above, beside the post's (R8, R48). */
const answering = ({ clocks }: Case): readonly ClockKind[] => {
  if (clocks.forwarding?.running) return ["forwarding"];
  return clocks.upward?.running ? ["promised", "upward"] : ["promised"];
};

const daysOf = ({ clocks }: Pick<Case, "clocks">) => Object.entries(clocks).map(([kind, { dueOn }]) => [kind, dueOn]);
const firstOf = ([onDuty]: readonly Seat[]): readonly Told[] => onDuty?.candidates.slice(0, 1) ?? [];
const YELLOW = { name: "yellow" } as const;

export const casesRegister = (cases: Pick<Cases, "get" | "save"> & CountedItems): Register =>
  registerOf<Case>({
    counted: cases.counted,
    get: cases.get,
    save: (after, expecting) => cases.save(after, expecting),
    recount: (before, moment) => recount(before, moment),
    datesOf: (subject) => JSON.stringify([daysOf(subject), subject.notice?.correctBy]),
    responsible: (subject, people, at) =>
      answering(subject).flatMap((kind) => firstOf(seatsFor(subject, { kind, stage: YELLOW }, people, at))),
    confidential: false,
  });

export const complaintsRegister = (complaints: Pick<Complaints, "find" | "save"> & CountedItems): Register =>
  registerOf<Complaint>({
    counted: complaints.counted,
    async get(number) {
      const item = await complaints.find(number);
      if (item === undefined) throw new Refusal("complaint-not-found");
      return openForTime(item);
    },
    save: complaints.save,
    recount: (before, moment, people) => recountComplaint(before, { ...moment, by: { kind: "clock" }, people }),
    datesOf: (subject) => JSON.stringify(daysOf(subject)),
    responsible: (subject, people, at) =>
      firstOf(seatsAlong(YELLOW.name, stepsOfComplaint(subject, people), people, at)),
    confidential: true,
  });

/** Nobody but the handler is told: who is rated does not know of it yet (R64). */
export const ratingsRegister = (ratings: Pick<Ratings, "find" | "save"> & CountedItems): Register =>
  registerOf<Rating>({
    counted: ratings.counted,
    async get(number) {
      const rating = await ratings.find(number);
      if (rating === undefined) throw new Refusal("rating-not-found");
      return rating;
    },
    save: ratings.save,
    recount: (before, moment) => recountRating(before, { ...moment, by: { kind: "clock" } }),
    datesOf: (subject) => JSON.stringify(daysOf(subject)),
    responsible: (subject, people, at) => firstOf(seatsAlong(YELLOW.name, stepsOfRating(subject, people), people, at)),
    confidential: true,
  });
