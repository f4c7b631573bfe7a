/** A conditional update that may find that it has nothing to do. */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from "@aws-sdk/lib-dynamodb";

/** Does nothing where its condition fails; says whether it did. */
export const updateIf = async (client: DynamoDBDocumentClient, input: UpdateCommandInput): Promise<boolean> => {
  try {
    await client.send(new UpdateCommand(input));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
