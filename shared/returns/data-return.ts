/**
 * A centre's data return for one period (article 15, R68): prefilled, handed in once, corrected by a new version beside which
 * the older ones are kept. Whole numbers and a short note; nothing about any person.
 */
import * as z from "zod";
import { StaffId, type StaffMember } from "../directory/roster.ts";
import { CentreCode } from "../directory/units.ts";
import { Instant, LocalDate } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { KnownFigure, ReturnKind } from "../municipality/return-kinds.ts";
import { endOf, Period } from "./period.ts";

/** Keeps a return's item below 100 KB. */
export const MOST_VERSIONS = 20;
export const LARGEST = 100_000_000;

const count = z.int().min(0).max(LARGEST);
/** By the field's id. */
export const Values = z.record(z.string().max(31), count);
export type Values = z.infer<typeof Values>;

export const ReturnVersion = z.object({
  version: z.int().min(1),
  at: Instant,
  by: StaffId,
  values: Values,
  /** What the system knew at that moment, of the fields that it prefills. */
  known: Values,
  /** Ids of the fields in which the centre said otherwise. */
  changed: z.array(z.string()),
  note: z.string().optional(),
  token: z.string(),
});
export type ReturnVersion = z.infer<typeof ReturnVersion>;

export const DataReturn = z.object({
  schema: z.literal(1),
  centre: CentreCode,
  kind: z.string(),
  period: Period,
  /** The last day for it as it was counted when it was handed in. */
  dueOn: LocalDate,
  version: z.int().min(1),
  versions: z.array(ReturnVersion).min(1),
});
export type DataReturn = z.infer<typeof DataReturn>;
export type ReturnRef = Pick<DataReturn, "centre" | "kind" | "period">;

/** The centre for whose returns somebody answers: its director and its deputies. @throws Refusal `forbidden` */
export const answeringCentre = ({ role, centre }: Pick<StaffMember, "role" | "centre">): CentreCode => {
  const answers = role === "director" || role === "deputy-director";
  if (!answers || centre === undefined) throw new Refusal("forbidden");
  return centre;
};

export type Known = Readonly<Partial<Record<KnownFigure, number>>>;
/** What is filled in beforehand, by field. */
export const prefilled = ({ fields }: Pick<ReturnKind, "fields">, known: Known): Values =>
  Object.fromEntries(
    fields.flatMap(({ id, prefill }) => {
      const figure = prefill && known[prefill];
      return figure === undefined ? [] : [[id, figure]];
    }),
  );

export type ReturnBody = { readonly values: Values; readonly note?: string | undefined };
export type ReturnOccasion = {
  readonly at: Instant;
  readonly token: string;
  readonly kind: ReturnKind;
  readonly known: Known;
};

/** Every field has a number, and nothing else has. @throws Refusal `return-not-fit` */
const fitting = ({ fields }: ReturnKind, values: Values): Values => {
  const ids = fields.map(({ id }) => id);
  const missing = ids.filter((id) => !Object.hasOwn(values, id));
  const strangers = Object.keys(values).filter((id) => !ids.includes(id));
  if (missing.length + strangers.length > 0) throw new Refusal("return-not-fit", { fields: ids.join("、") });
  return values;
};

const written = (
  version: number,
  by: StaffId,
  { values, note }: ReturnBody,
  { at, token, kind, known }: ReturnOccasion,
): ReturnVersion => {
  const before = prefilled(kind, known);
  return {
    ...{ version, at, by, token, known: before },
    values: fitting(kind, values),
    changed: Object.keys(before).filter((id) => before[id] !== values[id]),
    ...(note === undefined ? {} : { note }),
  };
};

/**
 * The first version, with the last day for it as the calendar of now counts it.
 * @throws Refusal `return-too-early` before what it is about is over; `return-not-fit`
 */
export const handIn = (
  which: ReturnRef & { readonly dueOn: LocalDate },
  by: StaffId,
  body: ReturnBody,
  occasion: ReturnOccasion,
): DataReturn => {
  if (occasion.at < endOf(which.period)) throw new Refusal("return-too-early", { period: which.period });
  return { schema: 1, ...which, version: 1, versions: [written(1, by, body, occasion)] };
};

/** What somebody sent a second time because no answer came: it was handed in. */
export const isRepeat = (standing: DataReturn, again: DataReturn): boolean => {
  const told = ({ version, versions: [first] }: DataReturn) => [
    version,
    first?.by,
    first?.note,
    Object.entries(first?.values ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
  ];
  return JSON.stringify(told(standing)) === JSON.stringify(told(again));
};

/** A new version; those before it stay, and so does the day on which it was handed in. @throws Refusal `return-full`, `return-not-fit` */
export const correct = (before: DataReturn, by: StaffId, body: ReturnBody, occasion: ReturnOccasion): DataReturn => {
  if (before.versions.length >= MOST_VERSIONS) throw new Refusal("return-full", { most: MOST_VERSIONS });
  const version = before.version + 1;
  return { ...before, version, versions: [...before.versions, written(version, by, body, occasion)] };
};
