/** The bulletin as a page. */
import type { Language } from "../documents/document.ts";
import { documentPage } from "../documents/page.ts";
import type { FrozenSheet } from "./bulletin.ts";
import { bulletinDocument } from "./bulletin-document.ts";

/** The same frozen sheet always gives the same page. */
export const bulletinPage = (frozen: FrozenSheet, language: Language = "zh"): string =>
  documentPage(bulletinDocument(frozen), language);
