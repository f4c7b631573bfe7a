/** A4 as reports use it, in points (1/72 inch). */
import type PDFDocument from "pdfkit";

export type Paper = InstanceType<typeof PDFDocument>;

/** The left edge of what is printed, its width, and where a page ends. */
export const X = 40;
export const WIDTH = 515;
export const BOTTOM = 790;

/** Goes on overleaf where what comes is higher than what is left. */
export const room = (paper: Paper, height: number): void => {
  if (paper.y + height > BOTTOM) paper.addPage();
};
