/** The font of PDFs, as it lies beside the bundle of every function that writes one (Noto Sans SC, SIL Open Font License). */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Name of the file beside the bundle; `infra/bundle.ts` puts it there. */
export const FONT_FILE = "noto-sans-sc.ttf";

/** Read on first use: most requests write no PDF. */
export const fontBesideBundle = (): Uint8Array => readFileSync(join(process.env.LAMBDA_TASK_ROOT ?? ".", FONT_FILE));
