/** Every municipality that is deployed. Adding one is adding a file and its line here. */
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { sandbox } from "./sandbox.ts";
import { tengzhou } from "./tengzhou.ts";

export const MUNICIPALITIES: readonly MunicipalitySettings[] = [tengzhou, sandbox];

/** @throws Error listing the known codes. */
export const municipalityOf = (code: string | undefined): MunicipalitySettings => {
  const found = MUNICIPALITIES.find((each) => each.code === code);
  if (found) return found;
  const known = MUNICIPALITIES.map((each) => each.code).join(", ");
  throw new Error(
    `${code ? `no municipality has the code ${code}` : "name a municipality"}: the known ones are ${known}`,
  );
};
