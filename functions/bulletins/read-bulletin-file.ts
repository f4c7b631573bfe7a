import { createHash } from "node:crypto";
import type { FrozenSheet } from "../../shared/bulletins/bulletin.ts";
import { bulletinDocument } from "../../shared/bulletins/bulletin-document.ts";
import {
  type BulletinForm,
  FORM_DOWNLOAD_S,
  FORM_TYPES,
  type FormFiles,
  formKey,
  formName,
  type KeptForm,
} from "../../shared/bulletins/forms.ts";
import { bulletinInEnglish } from "../../shared/bulletins/page.ts";
import type { Reports } from "../../shared/bulletins/reports.ts";
import { csvOf } from "../../shared/documents/csv.ts";
import { type Instant, type Month, plusMilliseconds } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { pdfOf } from "../runtime/documents/pdf.ts";
import { workbookOf } from "../runtime/documents/workbook.ts";
import { type Now, operation } from "../runtime/operation.ts";

export type FormNeeds = {
  readonly reports: Pick<Reports, "bulletin" | "sheet" | "form" | "keepForm">;
  readonly files: FormFiles;
  readonly font: () => Uint8Array;
  readonly municipality: { readonly code: string };
  readonly now: Now;
};

const written = async (form: BulletinForm, frozen: FrozenSheet, { font }: FormNeeds): Promise<Uint8Array> => {
  switch (form) {
    case "pdf":
      return pdfOf(bulletinDocument(frozen), { font: font(), at: frozen.envelope.madeAt });
    case "xlsx":
      return workbookOf(bulletinDocument(frozen));
    case "csv":
      return Buffer.from(csvOf(bulletinDocument(frozen)));
    case "html-en":
      return Buffer.from(bulletinInEnglish(frozen));
  }
};

/** Kept as a file first, then put on record, if absent: of two who come at once, or after a death between, the first record stands. */
const make = async (month: Month, form: BulletinForm, at: Instant, needs: FormNeeds): Promise<KeptForm> => {
  const frozen = await needs.reports.sheet(month);
  if (frozen === undefined) throw new Refusal("bulletin-not-found", { month });
  const bytes = await written(form, frozen, needs);
  const key = formKey(needs.municipality.code, month, form);
  const fileVersion = await needs.files.put(key, bytes, FORM_TYPES[form].contentType);
  return needs.reports.keepForm(month, {
    schema: 1,
    form,
    fileVersion,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    sheetSha256: frozen.envelope.sha256,
    size: bytes.length,
    madeAt: at,
  });
};

/** An address that is signed anew each time and good for minutes; the file behind it stays the one that was written first. */
export const readBulletinFile = operation("read-bulletin-file", (needs: FormNeeds) => async ({ params }) => {
  const { month, form } = params;
  const { reports, files, municipality, now } = needs;
  const { at } = now();
  if ((await reports.bulletin(month)) === undefined) throw new Refusal("bulletin-not-found", { month });
  const { fileVersion, size, sha256, sheetSha256 } =
    (await reports.form(month, form)) ?? (await make(month, form, at, needs));
  const url = await files.downloadOf(formKey(municipality.code, month, form), {
    version: fileVersion,
    name: formName(municipality.code, month, form),
    seconds: FORM_DOWNLOAD_S,
  });
  const { contentType } = FORM_TYPES[form];
  const expiresAt = plusMilliseconds(at, FORM_DOWNLOAD_S * 1000);
  return { status: 200, body: { form, contentType, size, sha256, sheetSha256, url, expiresAt } };
});
