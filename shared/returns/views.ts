/** Data returns as a centre's leaders and the municipal office read and send them. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { text } from "../casework/requests.ts";
import { Sampled } from "../directory/sample-notice.ts";
import { Instant, Month } from "../kernel/local-date.ts";
import type { KnownFigure, ReturnKind } from "../municipality/return-kinds.ts";
import { type DataReturn, type Known, prefilled, ReturnVersion, Values } from "./data-return.ts";
import { ReturnLine } from "./month.ts";
import { Period } from "./period.ts";

export const ReturnParams = z.object({
  period: Period,
  kind: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,30}$/)
    .meta({ example: "work-conditions" }),
});

/** Months that a centre's calendar shows, beginning with the one that is asked for. */
export const MONTHS_SHOWN = 6;
export const OwnReturnsQuery = z.strictObject({
  month: Month.optional().meta({
    description: `The first of ${MONTHS_SHOWN} months in which returns are due; absent: last month`,
  }),
});
export const MonthQuery = z.strictObject({
  month: Month.optional().meta({ description: "In which they are due; absent: this month" }),
});

export const HandInBody = z.strictObject({
  values: Values.meta({ description: "A whole number for each field of the return, by its id" }),
  note: text(200).optional().meta({ description: "What the numbers do not say; nothing about any person" }),
});

/** With the number by which messages name it. */
const NumberedLine = ReturnLine.extend({
  number: z.string().meta({ description: "By which messages name it", example: "K7M2-9QXR-4T3B" }),
}).meta({ id: "ReturnLine" });
export type NumberedLine = z.infer<typeof NumberedLine>;
const lines = z.array(NumberedLine);
export const ReturnCalendar = z
  .object({ returns: lines.meta({ description: "By month" }), ...Sampled })
  .meta({ id: "ReturnCalendar" });
export const ReturnsOfMonth = z
  .object({
    month: Month,
    asOf: Instant,
    returns: lines.meta({ description: "All that are due in the month, in register order" }),
    lateOrMissing: lines.meta({ description: "Those of them that came late or did not come (R68)" }),
    ...Sampled,
  })
  .meta({ id: "ReturnsOfMonth" });

const KNOWN_NAMES: Readonly<Record<KnownFigure, Bilingual>> = {
  staff: { zh: "花名册在编在岗人数", en: "People on the roster" },
  windows: { zh: "窗口登记数", en: "Windows in the directory" },
  posts: { zh: "岗位登记数", en: "Posts in the directory" },
  stations: { zh: "便民服务站登记数", en: "Stations in the register" },
  "entrusted-items": { zh: "委托清单中的事项数", en: "Items on the stations' lists" },
  received: { zh: "本期收件数", en: "Cases received in the period" },
};

const Field = z.object({
  id: z.string(),
  name: Bilingual,
  unit: Bilingual,
  known: z
    .object({ value: z.int().min(0), from: Bilingual })
    .optional()
    .meta({ description: "What the system knows of it now: filled in beforehand" }),
});

/** Who handed it in is said to those who answer for it and to the office, who are the only ones that read it. */
const ShownVersion = ReturnVersion.omit({ token: true }).meta({ id: "ReturnVersion" });
export const OwnReturn = NumberedLine.extend({
  fields: z.array(Field),
  versions: z.array(ShownVersion).meta({ description: "The newest last; those before it are kept" }),
  ...Sampled,
}).meta({ id: "OwnReturn" });

export const ownReturnOf = (
  line: NumberedLine,
  kind: ReturnKind,
  known: Known,
  standing: DataReturn | undefined,
): Omit<z.input<typeof OwnReturn>, keyof typeof Sampled> => {
  const values = prefilled(kind, known);
  return {
    ...line,
    fields: kind.fields.map(({ id, name, unit, prefill }) => {
      const value = values[id];
      const shown =
        prefill === undefined || value === undefined ? {} : { known: { value, from: KNOWN_NAMES[prefill] } };
      return { id, name, unit, ...shown };
    }),
    versions: [...(standing?.versions ?? [])],
  };
};
