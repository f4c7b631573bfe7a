/** What one person's stages of one run come to: one case by its number, several by their count and earliest date (R36); data returns in words of their own, or among the cases by their count. */
import { inGroups } from "../kernel/ids.ts";
import type { LocalDate } from "../kernel/local-date.ts";
import type { Notification } from "./notification.ts";
import { dateInWords, type SmsContent } from "./texts.ts";

type Subject = Pick<Notification["subject"], "caseNumber" | "stage" | "dueOn" | "kind">;

const earliest = (subjects: readonly Subject[]): string =>
  dateInWords(subjects.map(({ dueOn }) => dueOn).sort()[0] ?? "");

/** Half of the time is told of by a count alone, and only where nothing more urgent is told (R28). */
const halvesOnly = (subjects: readonly Subject[]): SmsContent => {
  const count = new Set(subjects.map(({ caseNumber }) => caseNumber)).size;
  return { template: "half-many", params: { count: String(count) } };
};

/**
 * The same notifications give the same content on the same day, in whatever order they come. With one past its date
 * among them, by its stage or by the day it is told, the text speaks of what is overdue.
 * @throws RangeError without a notification
 */
export const digestOf = (told: readonly Subject[], today: LocalDate): SmsContent => {
  // Held back for so long that its date has passed, a half is no half any more.
  const subjects = told.filter(({ stage, dueOn }) => stage !== "half" || dueOn < today);
  if (subjects.length === 0 && told.length > 0) return halvesOnly(told);
  const [first] = subjects;
  if (first === undefined) throw new RangeError("a digest tells of at least one case");
  const overdue = subjects.filter(({ stage, dueOn }) => stage === "red" || stage === "supervision" || dueOn < today);
  const kind = overdue.length > 0 ? "overdue" : "due";
  const date = earliest(overdue.length > 0 ? overdue : subjects);
  const count = new Set(subjects.map(({ caseNumber }) => caseNumber)).size;
  if (subjects.every((subject) => subject.kind === "return"))
    return { template: `return-${kind}`, params: { count: String(count), date } };
  return count === 1
    ? { template: `${kind}-one`, params: { number: inGroups(first.caseNumber), date } }
    : { template: `${kind}-many`, params: { count: String(count), date } };
};
