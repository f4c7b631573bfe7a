/**
 * The forms of a bulletin beside its page and its data: each written once from the frozen sheet, kept as a file, and never
 * made again, so that two readers, years apart, hold the same bytes.
 */
import * as z from "zod";
import { Instant, type Month } from "../kernel/local-date.ts";

export const BulletinForm = z.enum(["pdf", "xlsx", "csv", "html-en"]);
export type BulletinForm = z.infer<typeof BulletinForm>;

export const FORM_TYPES: Readonly<Record<BulletinForm, { readonly contentType: string; readonly ending: string }>> = {
  pdf: { contentType: "application/pdf", ending: "pdf" },
  xlsx: { contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ending: "xlsx" },
  csv: { contentType: "text/csv; charset=utf-8", ending: "csv" },
  "html-en": { contentType: "text/html; charset=utf-8", ending: "html" },
};

/** How long an address gives a file to whoever has it: 5 minutes. */
export const FORM_DOWNLOAD_S = 5 * 60;
/** Where they lie in the town's bucket. */
export const FORMS_FOLDER = "bulletins/";

export const formKey = (municipality: string, month: Month, form: BulletinForm): string =>
  `${FORMS_FOLDER}${municipality}/${month}/${form}`;
export const formName = (municipality: string, month: Month, form: BulletinForm): string =>
  `bulletin-${municipality}-${month}${form === "html-en" ? "-en" : ""}.${FORM_TYPES[form].ending}`;

/** What is known of a file: the version in the bucket that was written first. */
export const KeptForm = z.object({
  schema: z.literal(1),
  form: BulletinForm,
  fileVersion: z.string(),
  sha256: z.string(),
  /** Of the sheet that it was written from. */
  sheetSha256: z.string(),
  size: z.int().min(1),
  madeAt: Instant,
});
export type KeptForm = z.infer<typeof KeptForm>;

export const BulletinFile = z
  .object({
    form: BulletinForm,
    contentType: z.string(),
    size: z.int().meta({ description: "Bytes" }),
    sha256: z.string().meta({ description: "Of the file" }),
    sheetSha256: z.string().meta({ description: "Of the sheet that it was written from, as in the envelope" }),
    url: z.string().meta({ description: "Gives the file to whoever asks, until it expires" }),
    expiresAt: Instant,
  })
  .meta({ id: "BulletinFile" });

export type FormFiles = {
  /** @returns the version of the bucket */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<string>;
  downloadOf(
    key: string,
    file: { readonly version: string; readonly name: string; readonly seconds: number },
  ): Promise<string>;
};
