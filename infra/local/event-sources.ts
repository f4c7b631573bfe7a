/** The template's event source mappings: which stream or queue feeds which function, and how failures are treated. */
import * as z from "zod";
import { type LocalResource, ofType } from "./template.ts";

const MappingProperties = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.number().optional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  FunctionResponseTypes: z.array(z.string()).default([]),
  /** Seconds; -1: as long as the stream keeps records, a day. */
  MaximumRecordAgeInSeconds: z.number().default(-1),
  /** -1: as often as it takes. */
  MaximumRetryAttempts: z.number().default(-1),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
  FilterCriteria: z.never().optional(),
});

type Source = {
  readonly function: string;
  readonly region: string;
  readonly batchSize: number;
  /** The function says which records it could not handle. */
  readonly reportsFailures: boolean;
};
export type QueueSource = Source & { readonly queueArn: string };
export type StreamSource = Source & {
  readonly streamArn: string;
  readonly tableName: string;
  readonly bisects: boolean;
  readonly maxAgeMs: number;
  readonly maxRetries: number;
  /** ARN of the queue for records that were given up. */
  readonly onFailure?: string;
};

const DAY_SECONDS = 86_400;
const unlimited = (value: number, otherwise: number): number => (value < 0 ? otherwise : value);

/** @throws ZodError for what is not known, event filters among them */
export const eventSourcesOf = (
  resources: readonly LocalResource[],
): { readonly queues: readonly QueueSource[]; readonly streams: readonly StreamSource[] } => {
  const queues: QueueSource[] = [];
  const streams: StreamSource[] = [];
  for (const { stack, properties } of ofType(resources, "AWS::Lambda::EventSourceMapping")) {
    const read = MappingProperties.parse(properties);
    if (!read.Enabled) continue;
    const source = {
      function: read.FunctionName,
      region: stack.region,
      reportsFailures: read.FunctionResponseTypes.includes("ReportBatchItemFailures"),
    };
    const tableName = /:table\/([^/]+)\/stream\//.exec(read.EventSourceArn)?.[1];
    if (tableName === undefined) {
      queues.push({ ...source, queueArn: read.EventSourceArn, batchSize: read.BatchSize ?? 10 });
      continue;
    }
    const onFailure = read.DestinationConfig?.OnFailure?.Destination;
    streams.push({
      ...source,
      streamArn: read.EventSourceArn,
      tableName,
      batchSize: read.BatchSize ?? 100,
      bisects: read.BisectBatchOnFunctionError,
      maxAgeMs: unlimited(read.MaximumRecordAgeInSeconds, DAY_SECONDS) * 1000,
      maxRetries: unlimited(read.MaximumRetryAttempts, Number.POSITIVE_INFINITY),
      ...(onFailure === undefined ? {} : { onFailure }),
    });
  }
  return { queues, streams };
};
