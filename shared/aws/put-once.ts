/** Put if absent, and what stood in the way. */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";

type Item = Record<string, unknown>;

const neverWritten = "attribute_not_exists(pk)";

/** The failed condition of a write, with the item that stood in its way. */
export const refusedBy = (error: unknown): Item => {
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
  return error.Item === undefined ? {} : unmarshall(error.Item);
};

/** Put if absent. Answers with what stood there before, if anything. */
export const putOnce = async (client: DynamoDBDocumentClient, table: string, Item: Item): Promise<Item | undefined> => {
  const command = new PutCommand({
    TableName: table,
    Item,
    ConditionExpression: neverWritten,
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  return client.send(command).then(() => undefined, refusedBy);
};
