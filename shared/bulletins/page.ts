/** The bulletin as a page. */
import { documentPage } from "../documents/page.ts";
import type { FrozenSheet } from "./bulletin.ts";
import { bulletinDocument } from "./bulletin-document.ts";

/** The same frozen sheet always gives the same page. Its counts lead to the cases behind them, from where the page is read. */
export const bulletinPage = (frozen: FrozenSheet): string => documentPage(bulletinDocument(frozen), "zh", true);

/** In English, to be kept as a file: it leads nowhere. */
export const bulletinInEnglish = (frozen: FrozenSheet): string => documentPage(bulletinDocument(frozen), "en");
