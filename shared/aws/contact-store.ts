/**
 * Contacts in the cases' table: pk `contact#<id>`, sk `contact`, the ledger inside; one change is one conditional write.
 *
 *   whose it is       index work-list:    `contacts#<holder>` → `<asked at>#<id>`; only open ones
 *   offered to whom   index shared-work:  `contacts#<person or post>` → the same; only open ones with an offer
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { Contact, ContactId, type ContactPage, type Contacts, type OfferedTo } from "../casework/contacts.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type IndexShape, TABLES } from "../tables.ts";

const { workList: WORK_LIST, sharedWork: SHARED_WORK } = TABLES.cases.indexes;
const neverWritten = "attribute_not_exists(pk)";
const stillAsRead = "version = :expecting";

const keyOf = (id: ContactId) => ({ pk: `contact#${id}`, sk: "contact" });
const listOf = (whose: string): string => `contacts#${whose}`;
const offeree = (to: OfferedTo): string => ("person" in to ? to.person : to.post);

const itemOf = (contact: Contact): Record<string, unknown> => {
  const open = contact.state === "open";
  return {
    ...keyOf(contact.id),
    ...contact,
    workPost: open ? listOf(contact.holder) : undefined,
    workDue: open ? `${contact.askedAt}#${contact.id}` : undefined,
    sharedWith: open && contact.offer ? listOf(offeree(contact.offer.to)) : undefined,
  };
};

/** The contact that stood in the way of a conditional write. */
const standing = (error: unknown): Contact | undefined => {
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
  return error.Item && Contact.parse(unmarshall(error.Item));
};

const Listed = z
  .object({ pk: z.string(), workDue: z.string() })
  .transform(({ pk, workDue }) => ({ id: ContactId.parse(pk.replace(/^contact#/, "")), position: workDue }));

export const contactStore = (client: DynamoDBDocumentClient, table: string): Contacts => {
  const listed = async ({ name, partitionKey }: IndexShape, whose: string, { before, limit }: ContactPage) => {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: name,
        KeyConditionExpression: `#whose = :whose${before === undefined ? "" : " and workDue < :before"}`,
        ExpressionAttributeNames: { "#whose": partitionKey },
        ExpressionAttributeValues: { ":whose": listOf(whose), ...(before === undefined ? {} : { ":before": before }) },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return z.array(Listed).parse(Items);
  };
  return {
    async get(id) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(id), ConsistentRead: true }));
      if (Item === undefined) throw new Refusal("contact-not-found");
      return Contact.parse(Item);
    },
    async record(created) {
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: itemOf(created),
            ConditionExpression: neverWritten,
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          }),
        );
        return undefined;
      } catch (error) {
        return standing(error);
      }
    },
    // A contact is small: it is put whole.
    async save(after, expecting) {
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: itemOf(after),
            ConditionExpression: stillAsRead,
            ExpressionAttributeValues: { ":expecting": expecting },
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          }),
        );
      } catch (error) {
        const found = standing(error);
        if (found === undefined) throw new Refusal("contact-not-found");
        const ours = found.ledger[expecting]?.token === after.ledger[expecting]?.token;
        if (!ours) throw new Refusal("version-conflict", { version: found.version });
      }
    },
    heldBy: (staffId, page) => listed(WORK_LIST, staffId, page),
    offeredTo: (to, page) => listed(SHARED_WORK, to, page),
  };
};
