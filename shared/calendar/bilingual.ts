/** A name or short text for people: Chinese first, English second. */
import * as z from "zod";

export const Bilingual = z.object({ zh: z.string(), en: z.string() });
export type Bilingual = z.infer<typeof Bilingual>;
