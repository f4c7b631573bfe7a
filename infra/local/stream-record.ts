/** A record as the stream hands it out, and as Lambda hands it on. */
import type { AttributeValue, _Record as StreamRecord } from "@aws-sdk/client-dynamodb-streams";

/** Binary values travel as base64. */
const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
};
const image = (of: Record<string, AttributeValue> | undefined) => (of === undefined ? undefined : plain(of));

/** @param at by the rehearsal clock, of which DynamoDB Local knows nothing */
export const lambdaRecord = (
  { eventID, eventName, dynamodb = {} }: StreamRecord,
  streamArn: string,
  region: string,
  at: number,
) => ({
  eventID,
  eventName,
  eventVersion: "1.1",
  eventSource: "aws:dynamodb",
  awsRegion: region,
  dynamodb: {
    ApproximateCreationDateTime: Math.floor(at / 1000),
    Keys: image(dynamodb.Keys),
    NewImage: image(dynamodb.NewImage),
    OldImage: image(dynamodb.OldImage),
    SequenceNumber: dynamodb.SequenceNumber,
    SizeBytes: dynamodb.SizeBytes,
    StreamViewType: dynamodb.StreamViewType,
  },
  eventSourceARN: streamArn,
});
export type LambdaRecord = ReturnType<typeof lambdaRecord>;
