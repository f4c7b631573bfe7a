/** Which data returns a centre hands in (article 15): each municipality has its own. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { Month } from "../kernel/local-date.ts";

/** What the system knows already, so that no town is asked for it twice. */
export const KnownFigure = z.enum(["staff", "windows", "posts", "stations", "entrusted-items", "received"]);
export type KnownFigure = z.infer<typeof KnownFigure>;

const id = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/);

/** Whole numbers only: a return says nothing about any person. */
const ReturnField = z.strictObject({
  id,
  name: Bilingual,
  unit: Bilingual,
  /** Filled in beforehand; the centre may say otherwise, and that it did is kept. */
  prefill: KnownFigure.optional(),
});
export type ReturnField = z.infer<typeof ReturnField>;

const isDistinct = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

export const ReturnKind = z.strictObject({
  kind: id,
  name: Bilingual,
  every: z.enum(["month", "quarter"]),
  /** It is due on this working day after the end of what it is about; few enough for it to be due in the month after. */
  dueWorkingDay: z.int().min(1).max(10),
  /** The first month in which one is due. */
  from: Month,
  fields: z
    .array(ReturnField)
    .min(1)
    .max(20)
    .refine((fields) => isDistinct(fields.map((field) => field.id)), { message: "two fields have the same id" }),
});
export type ReturnKind = z.infer<typeof ReturnKind>;

export const ReturnKinds = z
  .array(ReturnKind)
  .max(10)
  .refine((kinds) => isDistinct(kinds.map(({ kind }) => kind)), { message: "two returns have the same name" });
