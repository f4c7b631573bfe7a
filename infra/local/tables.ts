/** Tables in DynamoDB Local, from the shapes of `shared/tables.ts` or from the properties of a template's table. */
import {
  type AttributeDefinition,
  CreateTableCommand,
  DynamoDBClient,
  type GlobalSecondaryIndex,
  type KeySchemaElement,
  ResourceInUseException,
} from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import type { IndexShape, TableShape } from "../../shared/tables.ts";
import { type LocalResource, ofType } from "./template.ts";

/** What DynamoDB Local needs to know of a table. Time to live is left out: it would delete by the real clock. */
export type TableDefinition = {
  readonly tableName: string;
  readonly keys: readonly KeySchemaElement[];
  readonly attributes: readonly AttributeDefinition[];
  readonly indexes: readonly GlobalSecondaryIndex[];
  readonly stream: boolean;
};

const keySchema = (partitionKey: string, sortKey?: string): KeySchemaElement[] => [
  { AttributeName: partitionKey, KeyType: "HASH" },
  ...(sortKey === undefined ? [] : [{ AttributeName: sortKey, KeyType: "RANGE" as const }]),
];

const indexOf = (shape: IndexShape): GlobalSecondaryIndex => ({
  IndexName: shape.name,
  KeySchema: keySchema(shape.partitionKey, shape.sortKey),
  Projection:
    shape.project === "ALL"
      ? { ProjectionType: "ALL" }
      : { ProjectionType: "INCLUDE", NonKeyAttributes: [...shape.project] },
});

export const definitionOf = (tableName: string, shape: TableShape): TableDefinition => {
  const indexes = Object.values(shape.indexes);
  const keyed = indexes.flatMap(({ partitionKey, sortKey }) => [
    partitionKey,
    ...(sortKey === undefined ? [] : [sortKey]),
  ]);
  return {
    tableName,
    keys: keySchema("pk", "sk"),
    attributes: [...new Set(["pk", "sk", ...keyed])].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    indexes: indexes.map(indexOf),
    stream: shape.stream,
  };
};

const Keys = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }));
const TableProperties = z.object({
  KeySchema: Keys,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })),
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: Keys,
        Projection: z.object({
          ProjectionType: z.enum(["ALL", "INCLUDE", "KEYS_ONLY"]),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .default([]),
  LocalSecondaryIndexes: z.never().optional(),
  StreamSpecification: z.object({ StreamViewType: z.literal("NEW_AND_OLD_IMAGES") }).optional(),
});

/** The template's tables. @throws ZodError for what the local run does not know of a table */
export const definitionsIn = (resources: readonly LocalResource[]): readonly TableDefinition[] =>
  ofType(resources, "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable").map(({ name, properties }) => {
    const read = TableProperties.parse(properties);
    return {
      tableName: name,
      keys: read.KeySchema,
      attributes: read.AttributeDefinitions,
      indexes: read.GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection: projection }) => ({
        IndexName,
        KeySchema,
        Projection: { ...projection },
      })),
      stream: read.StreamSpecification !== undefined,
    };
  });

/** A client for a local endpoint; DynamoDB Local takes any credentials. */
export const localClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });

/** Creates what is not there yet: a kept data folder brings its tables along. */
export const createDefinedTables = async (endpoint: string, definitions: readonly TableDefinition[]): Promise<void> => {
  const client = localClient(endpoint);
  try {
    for (const { tableName, keys, attributes, indexes, stream } of definitions) {
      const command = new CreateTableCommand({
        TableName: tableName,
        KeySchema: [...keys],
        AttributeDefinitions: [...attributes],
        ...(indexes.length === 0 ? {} : { GlobalSecondaryIndexes: [...indexes] }),
        ...(stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" } } : {}),
        BillingMode: "PAY_PER_REQUEST",
      });
      await client.send(command).catch((error: unknown) => {
        if (!(error instanceof ResourceInUseException)) throw error;
      });
    }
  } finally {
    client.destroy();
  }
};

/** `<prefix><key>` for every table: tests give a prefix of their own and share one DynamoDB Local. */
export const localTableNames = <Name extends string>(
  tables: Readonly<Record<Name, TableShape>>,
  prefix = "",
): Readonly<Record<Name, string>> =>
  // Object.fromEntries forgets the keys' type.
  Object.fromEntries(Object.keys(tables).map((key) => [key, prefix + key])) as Record<Name, string>;

/** Creates a table `<prefix><key>` for every shape, and answers with the names. */
export const createTables = async <Name extends string>(
  endpoint: string,
  tables: Readonly<Record<Name, TableShape>>,
  prefix = "",
): Promise<Readonly<Record<Name, string>>> => {
  const names = localTableNames(tables, prefix);
  const shapes = Object.entries<TableShape>(tables);
  await createDefinedTables(
    endpoint,
    shapes.map(([key, shape]) => definitionOf(prefix + key, shape)),
  );
  return names;
};
