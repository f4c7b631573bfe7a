/** Put if absent, together with what has to happen exactly once because of it. */
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from "@aws-sdk/lib-dynamodb";

type Item = Record<string, unknown>;
type Parts = NonNullable<TransactWriteCommandInput["TransactItems"]>;

const neverWritten = "attribute_not_exists(pk)";
/** Two who raise one counter at the same moment: one of them is turned away, and comes again. */
const ATTEMPTS = 6;
const PAUSE_MS = 20;

const reasonsIn = (error: unknown): readonly (string | undefined)[] => {
  if (!(error instanceof TransactionCanceledException)) throw error;
  return (error.CancellationReasons ?? []).map(({ Code }) => Code);
};

/**
 * Both or neither; when the item is there already, neither, and that is well.
 * @throws TransactionCanceledException when others are in the way for too long: nothing was written
 */
export const putOnceWith = async (
  client: DynamoDBDocumentClient,
  table: string,
  Item: Item,
  along: Parts,
): Promise<void> => {
  const Put = { TableName: table, Item, ConditionExpression: neverWritten };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: [{ Put }, ...along] }));
      return;
    } catch (error) {
      const reasons = reasonsIn(error);
      if (reasons[0] === "ConditionalCheckFailed") return;
      if (!reasons.includes("TransactionConflict") || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 2 ** attempt * Math.random()));
    }
  }
};
