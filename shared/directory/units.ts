/** The municipality's units: its towns with their centres, its villages with their stations (articles 2, 11 and 13). */
import * as z from "zod";

/** GB/T 2260 and the statistics bureau's extension: 6 digits a municipality, 9 a town, 12 a village. */
export const CentreCode = z
  .string()
  .regex(/^\d{9}$/)
  .meta({ description: "Code of the town or sub-district", example: "370481102" });
export type CentreCode = z.infer<typeof CentreCode>;
export const StationCode = z
  .string()
  .regex(/^\d{12}$/)
  .meta({ description: "Code of the village or community", example: "370481102201" });
export type StationCode = z.infer<typeof StationCode>;

export type TownKind = "town" | "sub-district";
export type Town = { code: CentreCode; name: string; kind: TownKind };
export type Village = { code: StationCode; name: string; centre: CentreCode };
/** In register order: the order of the codes. */
export type Units = {
  municipality: { code: string; name: string };
  towns: readonly Town[];
  villages: readonly Village[];
};
