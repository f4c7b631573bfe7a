/** The municipality's settings: too long for the environment, so they lie beside the bundle. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";

/** Checked by zod when the stack was synthesised; read, not checked again, when a function starts. */
export const settings = (): MunicipalitySettings =>
  JSON.parse(readFileSync(join(process.env.LAMBDA_TASK_ROOT ?? ".", "municipality.json"), "utf8"));
