/** The CDK app: every municipality of `municipalities/`, with its real code. Run by the CLI through `cdk.json`. */
import { join } from "node:path";
import { bundleFunctions, PROJECT } from "./bundle.ts";
import { MUNICIPALITIES } from "./municipalities/index.ts";
import { synthesise } from "./synth.ts";

const dist = join(PROJECT, "dist");
const bundles = await bundleFunctions({ outdir: join(dist, "functions") });
synthesise({ settings: MUNICIPALITIES, bundles, workdir: join(dist, "towns") });
