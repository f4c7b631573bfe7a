/** A record as the stream hands it out, and as Lambda hands it on. */
import type { AttributeValue, _Record as StreamRecord } from "@aws-sdk/client-dynamodb-streams";

/** Binary values travel as base64. DynamoDB Local's streams leave an empty map without its type. */
const attribute = (value: object): unknown => {
  const [type, content] = Object.entries(value).find(([, each]) => each !== undefined) ?? ["M", {}];
  if (type === "M") return { M: image(content) };
  if (type === "L") return { L: content.map(attribute) };
  const plain = (one: unknown) => (one instanceof Uint8Array ? Buffer.from(one).toString("base64") : one);
  return { [type]: Array.isArray(content) ? content.map(plain) : plain(content) };
};
const image = (of: Record<string, AttributeValue> | undefined): Record<string, unknown> | undefined =>
  of && Object.fromEntries(Object.entries(of).map(([name, value]) => [name, attribute(value)]));

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
