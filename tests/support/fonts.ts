/** The font that PDFs are written with, from the package that holds it. */
import { reportFont } from "../../infra/font.ts";

export const FONT = reportFont();
