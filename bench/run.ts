/**
 * `npm run bench`: prints what the project costs beside the least that it could cost. Blocks nothing, keeps nothing.
 * `npm run bench recount`: what a new calendar costs, which takes minutes to prepare.
 * `npm run bench bulletin`: what a month's bulletin costs, up to 100,000 cases.
 * `npm run bench work-list`: what a work list reads, however many cases are closed.
 */
import { apiThroughput } from "./api-throughput.ts";
import { bulletinOfMonth } from "./bulletin.ts";
import { bundleStart } from "./bundle-start.ts";
import { edgeCost } from "./edge-cost.ts";
import { machine } from "./machine.ts";
import { recountOfOpenCases } from "./recount.ts";
import { render, type Section } from "./table.ts";
import { workListOfCentre } from "./work-list.ts";

const USUAL: readonly (() => Promise<Section>)[] = [bundleStart, apiThroughput, edgeCost];
const ALONE: Readonly<Record<string, () => Promise<Section>>> = {
  recount: recountOfOpenCases,
  "work-list": workListOfCentre,
  bulletin: bulletinOfMonth,
};
const [, , named = ""] = process.argv;
const alone = ALONE[named];
const SECTIONS = alone === undefined ? USUAL : [alone];

const from = performance.now();
console.log(`${machine()}\n`);
for (const measure of SECTIONS) console.log(render(await measure()));
console.log(`The whole run took ${((performance.now() - from) / 1000).toFixed(0)} s.`);
