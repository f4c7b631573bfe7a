/**
 * Contacts in the cases' table: pk `contact#<id>`, sk `contact`, the ledger inside; one change is one conditional write.
 *
 *   its words         inside while it is open; of an answered one sk `texts#<token of the answer>`, gone 90 days later
 *   whose it is       index work-list:    `contacts#<holder>` → `<asked at>#<id>`; only open ones
 *   offered to whom   index shared-work:  `contacts#<person or post>` → the same; only open ones with an offer
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import {
  Contact,
  ContactId,
  type ContactPage,
  type Contacts,
  type OfferedTo,
  textsEndAt,
} from "../casework/contacts.ts";
import { millisecondsOf } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type IndexShape, TABLES } from "../tables.ts";

const { workList: WORK_LIST, sharedWork: SHARED_WORK } = TABLES.cases.indexes;
const neverWritten = "attribute_not_exists(pk)";
const stillAsRead = "version = :expecting";

const keyOf = (id: ContactId) => ({ pk: `contact#${id}`, sk: "contact" });
/** Of each attempt to answer its own: what came too late for the contact lies beside it unread, and goes like the other. */
const textsKey = ({ id, ledger }: Contact) => ({ ...keyOf(id), sk: `texts#${ledger.at(-1)?.token}` });
const listOf = (whose: string): string => `contacts#${whose}`;
const offeree = (to: OfferedTo): string => ("person" in to ? to.person : to.post);

const itemOf = (contact: Contact): Record<string, unknown> => {
  const open = contact.state === "open";
  return {
    ...keyOf(contact.id),
    ...contact,
    personal: open ? contact.personal : undefined,
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

const Texts = Contact.pick({ personal: true });
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
  const read = async (Key: Record<string, string>) =>
    (await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item;
  const withTexts = async (contact: Contact): Promise<Contact> =>
    contact.state === "open" ? contact : { ...contact, ...Texts.parse((await read(textsKey(contact))) ?? {}) };
  /** Before the contact lets go of them. */
  const keepTexts = async (contact: Contact): Promise<void> => {
    const end = textsEndAt(contact);
    if (end === undefined) return;
    const Item = { ...textsKey(contact), personal: contact.personal, expiresAt: millisecondsOf(end) / 1000 };
    await client.send(new PutCommand({ TableName: table, Item }));
  };
  return {
    async get(id) {
      const Item = await read(keyOf(id));
      if (Item === undefined) throw new Refusal("contact-not-found");
      return withTexts(Contact.parse(Item));
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
        const stood = standing(error);
        return stood && withTexts(stood);
      }
    },
    // A contact is small: it is put whole.
    async save(after, expecting) {
      await keepTexts(after);
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
