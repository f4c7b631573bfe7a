/** The one door through which a municipality's file becomes settings: what is wrong is said with town and field. */
import type * as z from "zod";
import { MunicipalitySettings } from "../../shared/municipality/settings.ts";

/** @throws Error naming the municipality and each wrong field, so that `npm run synth` says where to look. */
export const checkMunicipality = (file: z.input<typeof MunicipalitySettings>): MunicipalitySettings => {
  const parsed = MunicipalitySettings.safeParse(file);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`);
  throw new Error(`municipality ${file.code}: ${faults.join("; ")}`);
};
