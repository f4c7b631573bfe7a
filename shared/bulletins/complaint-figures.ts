/** What became of complaints in a month (R52–R59), from their journal. */
import * as z from "zod";
import type { ComplaintJournalEntry } from "./complaint-journal.ts";
import type { Definition } from "./definitions.ts";
import { count, SMALL_NUMBER, tally } from "./promise-figures.ts";

export const ComplaintFigures = z
  .object({
    received: z.object({ complaint: count, suggestion: count, praise: count }),
    /** Of those received: the same facts as another, handled together with it (R58). */
    joined: count,
    petitions: count,
    /** Handed to discipline inspection; nothing more is said of them (R56). */
    transferred: count,
    decided: count,
    onTime: z.object({ kept: count, decided: count, small: z.boolean() }),
    findings: z.object({ upheld: count, partlyUpheld: count, notUpheld: count, noted: count }),
    callBacks: z.object({ satisfied: count, dissatisfied: count }),
    reviewed: count,
    withdrawn: count,
    notAccepted: count,
  })
  .meta({ id: "BulletinComplaintFigures" });
export type ComplaintFigures = z.infer<typeof ComplaintFigures>;

/** Without every complaint of which the office may see nothing, whenever in the month that came about (R53). */
export const seenByOffice = (entries: readonly ComplaintJournalEntry[]): readonly ComplaintJournalEntry[] => {
  const hidden = new Set(entries.filter((entry) => entry.hidden === true).map(({ subject }) => subject));
  return entries.filter(({ subject }) => !hidden.has(subject));
};

type Entry = ComplaintJournalEntry;

export const complaintFiguresOf = (entries: readonly Entry[]): ComplaintFigures => {
  const counted = (what: Entry["what"], also: (entry: Entry) => boolean = () => true) =>
    tally(entries, (entry) => entry.what === what && also(entry));
  const of = (kind: Entry["kind"]) => counted("filed", (entry) => entry.kind === kind);
  const found = (finding: Entry["finding"]) => counted("decided", (entry) => entry.finding === finding);
  const called = (result: Entry["result"]) => counted("called-back", (entry) => entry.result === result);
  const clocked = counted("decided", ({ onTime }) => onTime !== undefined);
  return {
    received: { complaint: of("complaint"), suggestion: of("suggestion"), praise: of("praise") },
    joined: counted("joined"),
    petitions: counted("petition-registered"),
    transferred: counted("referred"),
    decided: counted("decided"),
    onTime: {
      kept: counted("decided", ({ onTime }) => onTime === true),
      decided: clocked,
      small: clocked < SMALL_NUMBER,
    },
    findings: {
      upheld: found("upheld"),
      partlyUpheld: found("partly-upheld"),
      notUpheld: found("not-upheld"),
      noted: found("noted"),
    },
    callBacks: { satisfied: called("satisfied"), dissatisfied: called("dissatisfied") },
    reviewed: counted("review-decided"),
    withdrawn: counted("withdrawn"),
    notAccepted: counted("not-accepted"),
  };
};

export const COMPLAINT_DEFINITIONS: readonly Definition[] = [
  {
    figure: "complaints",
    name: "投诉、建议、表扬",
    zh: "当月收到的件数；相同事实合并办理的另计“合并”。涉及市政务服务管理机构人员、依规回避的，不列入任何数字。",
    en: "Received in the month; those handled together with another for the same facts are shown as joined. What the municipal office is walled from stands in no figure.",
  },
  {
    figure: "complaintClock",
    name: "投诉按期办结",
    zh: "当月作出处理决定的投诉中，在15个工作日（可延长一次7个工作日）内作出的件数 ÷ 当月作出处理决定的投诉数。",
    en: "Decided within 15 working days, or 7 more after the one extension ÷ all decided in the month.",
  },
  {
    figure: "complaintResults",
    name: "投诉结果",
    zh: "当月处理决定的结果：属实、部分属实、不属实、已记录（建议和表扬）；信访转交镇（街道）信访机构，涉嫌违纪移送纪检监察机关的只计件数。",
    en: "Findings of the month: upheld, partly, not, noted (suggestions and praise). Petitions go to the town's petition office; of what went to discipline inspection only the number is said.",
  },
];
