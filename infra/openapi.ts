/** `npm run openapi` writes openapi.json; with `--check` it fails when the committed file is stale. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openApiDocument } from "../shared/http/openapi.ts";
import { allRoutes } from "../shared/http/routes.ts";

const file = join(import.meta.dirname, "../openapi.json");
const text = `${JSON.stringify(openApiDocument(allRoutes), null, 2)}\n`;

if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== text) {
    console.error("openapi.json is stale: run npm run openapi and commit it.");
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, text);
}
