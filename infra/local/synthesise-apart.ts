/**
 * Synthesises one municipality's templates for this machine and ends: a short-lived process, so that the memory of CDK
 * and the bundler is given back. Input and output are files; what is printed is for people.
 */
import { join } from "node:path";
import * as z from "zod";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { bundleFunctions } from "../bundle.ts";
import { municipalityOf } from "../municipalities/index.ts";
import { synthesise } from "../synth.ts";
import { issuerUrl, jwksUrl } from "./issuer.ts";
import { withProvider } from "./sms-provider.ts";

const [input = "{}"] = process.argv.slice(2);
const { municipality, sms, origin, standIns, folder } = z
  .strictObject({ municipality: z.string(), sms: z.string(), origin: z.url(), standIns: z.url(), folder: z.string() })
  .parse(JSON.parse(input));

/**
 * Sign-in and SMS gateway are on this machine, the people are invented, and an extract of their bulletins is published;
 * everything else is as deployed.
 */
const onThisMachine = (settings: MunicipalitySettings): MunicipalitySettings => ({
  ...settings,
  sampleData: true,
  bulletins: { ...settings.bulletins, publicExtract: true },
  signIn: { ...settings.signIn, issuer: issuerUrl(origin), jwksUri: jwksUrl(origin) },
  sms: "endpoint" in settings.sms ? { ...settings.sms, endpoint: standIns } : settings.sms,
});

const bundles = await bundleFunctions({ outdir: join(folder, "work", "functions") });
synthesise({
  settings: [onThisMachine(withProvider(municipalityOf(municipality), sms))],
  outdir: join(folder, "assembly"),
  bundles,
  workdir: join(folder, "work", "towns"),
  checks: false,
});
