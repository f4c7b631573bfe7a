/** Bulletins as the municipal office reads them. */
import * as z from "zod";
import { Month } from "../kernel/local-date.ts";
import { Bulletin } from "./bulletin.ts";
import { BulletinSheet } from "./sheet.ts";

export const MonthParam = z.object({ month: Month });

export const BulletinSummary = Bulletin.omit({ schema: true, token: true }).meta({ id: "BulletinSummary" });

export const BulletinPage = z
  .object({
    bulletins: z.array(BulletinSummary).meta({ description: "The newest first" }),
    cursor: z.string().optional().meta({ description: "Opaque; absent on the last page" }),
  })
  .meta({ id: "BulletinPage" });

export const FullBulletin = BulletinSummary.extend({ sheet: BulletinSheet }).meta({ id: "Bulletin" });
