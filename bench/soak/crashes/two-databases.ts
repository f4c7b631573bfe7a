/** The same stories on DynamoDB Local and on the tables in memory: step by step alike, or the quick ones prove nothing. */
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { createTables, localClient } from "../../../infra/local/tables.ts";
import { TABLES, type TableShape } from "../../../shared/tables.ts";
import { seedOf } from "../random.ts";
import { randomPairOf } from "./proof.ts";
import { play, type Scenario } from "./scenarios.ts";
import { NAMES, tablesInMemory } from "./tables-in-memory.ts";

/** Without their streams, which nobody reads here. */
const SHAPES: Readonly<Record<"cases" | "directory" | "reminders", TableShape>> = {
  cases: { ...TABLES.cases, stream: false },
  directory: TABLES.directory,
  reminders: TABLES.reminders,
};

const bothWays = async (endpoint: string, scenario: Scenario): Promise<boolean> => {
  const raw = localClient(endpoint);
  const names = await createTables(endpoint, SHAPES, `alike-${scenario.seed}-`);
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  const real = await play({ client, names }, scenario);
  const quick = await play({ client: tablesInMemory(TABLES), names: NAMES }, scenario);
  raw.destroy();
  return JSON.stringify(real) === JSON.stringify(quick);
};

/** @returns seeds of those that differed */
export const unlike = async (endpoint: string, seed: number, stories: number, cases: number): Promise<number[]> => {
  const differing: number[] = [];
  for (let nth = 1; nth <= stories; nth += 1) {
    const scenario = { ...randomPairOf(seedOf(seed, nth), cases), nth: 1 };
    if (!(await bothWays(endpoint, scenario))) differing.push(scenario.seed);
  }
  return differing;
};
