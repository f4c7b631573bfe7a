/** A case that a proxy (代办员) filed for a resident, and the written authorisation that it rests on (R47, R48). */
import * as z from "zod";
import { EntrustedLevel } from "../directory/entrustment.ts";
import { StaffId } from "../directory/roster.ts";
import { StationCode } from "../directory/units.ts";
import { Instant, LocalDate } from "../kernel/local-date.ts";

/** How the resident put their will in writing; a witness's name lies with the personal data. */
export const AuthorisationForm = z.enum(["signature", "thumbprint", "witness"]);

export const ProxyFiling = z.object({
  staffId: StaffId,
  station: StationCode,
  /** What the centre had entrusted to the station for this item on the day of filing. */
  level: EntrustedLevel,
  /** For this resident and this item; the last day on which the proxy may act. */
  authorisation: z.object({ until: LocalDate, form: AuthorisationForm }),
  /** When the resident handed it in at the station, where that is not the receipt (R48). */
  handedInAt: Instant.optional(),
});
export type ProxyFiling = z.infer<typeof ProxyFiling>;
