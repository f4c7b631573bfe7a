/** How a municipality's monthly bulletin is objected to and published (R65, R66, R70). */
import * as z from "zod";

export const BulletinRules = z.strictObject({
  /** Working days after a sheet was made in which centres may object to their figures. */
  objectionDays: z.int().min(1).max(10).default(2),
  /** Whether anyone may read an extract of each issued bulletin. */
  publicExtract: z.boolean().default(false),
  /** The public extract shows no number below it, nor one that another could be worked out from. */
  smallNumber: z.int().min(3).max(100).default(10),
  /** Centres are ranked only where a document approved it, and its number is printed (R66). Absent: register order, no ranking. */
  ranking: z.strictObject({ document: z.string().trim().min(4).max(60) }).optional(),
  /** Who gets a mail when a bulletin is issued; each confirms the subscription once. */
  noticeEmails: z.array(z.email()).max(20).default([]),
});
export type BulletinRules = z.infer<typeof BulletinRules>;
