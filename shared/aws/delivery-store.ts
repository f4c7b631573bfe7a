/**
 * Notifications and deliveries in DynamoDB, without transactions: each step is one conditional write that can be repeated.
 *
 *   notification         pk `notification#<id>`  sk `notification`
 *   delivery             pk `delivery#<id>`      sk `delivery`
 *   due for an attempt   index unsettled: `<segment>` → nextAttemptAt; only deliveries that are not settled
 *
 * The life of a delivery, and who may write:
 *
 *   open ──claim──▶ claimed ──sent──▶ sent ──settle──▶ delivered | failed | unconfirmed
 *    ▲ bind adds       │ ▲ │            │ ▲               (leaves the index)
 *    └ notifications   └─┘ └─settle──▶  └─┘ postpone; claim again when nextAttemptAt has come
 *
 * A delivery is never open again once it was claimed. So a notification that a claimed delivery lacks will never be in it,
 * and may be bound to another one; until then it may not. That is why a notification ends in exactly one delivery.
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { Instant } from "../kernel/local-date.ts";
import {
  type Bound,
  type Deliveries,
  Delivery,
  followingDeliveryId,
  openDelivery,
  type Slot,
  staffDeliveryId,
} from "../reminders/delivery.ts";
import { type NewNotification, Notification } from "../reminders/notification.ts";
import { SEGMENTS, TABLES } from "../tables.ts";
import { allItems } from "./batch-get.ts";
import { listedAttributes } from "./delivery-list-store.ts";

const UNSETTLED = TABLES.reminders.indexes.unsettled;
/** How many deliveries of one person and slot can have been claimed meanwhile; far more than ever are. */
const REBINDS = 20;

const neverWritten = "attribute_not_exists(pk)";
const stillOpen = `${neverWritten} or #state = :open`;
const stillBoundThere = "deliveryId = :seen";
const dueForAttempt = "#state in (:open, :claimed) and nextAttemptAt <= :at";
const dueForReceipt = "#state = :sent and nextAttemptAt <= :at";
const stillHeld = "#state in (:claimed, :sent) and #holder = :holder";

const notificationKey = (id: string) => ({ pk: `notification#${id}`, sk: "notification" });
const deliveryKey = (id: string) => ({ pk: `delivery#${id}`, sk: "delivery" });
/** Spread by the sum of its characters: ids differ in all places. */
const segmentOf = (id: string): string =>
  String([...id].reduce((sum, character) => sum + character.charCodeAt(0), 0) % SEGMENTS);

/** Complaints and ratings are told of apart: what a list of messages shows must not show that there is one (R53). */
const isConfidential = ({ subject }: Pick<Notification, "subject">): boolean =>
  subject.kind !== undefined && subject.kind !== "return";

/** Attributes that only the indexes need. */
const indexed = (fresh: Delivery) => ({ unsettledSegment: segmentOf(fresh.id), ...listedAttributes(fresh) });

type Changed = { readonly done: boolean; readonly item: Record<string, unknown> | undefined };

/** One conditional write: whether its condition held, and the item as it is now, or as it stood in the way. */
const conditionally = async (
  write: () => Promise<{ Attributes?: Record<string, unknown> | undefined }>,
): Promise<Changed> => {
  try {
    return { done: true, item: (await write()).Attributes };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { done: false, item: error.Item && unmarshall(error.Item) };
  }
};

type Store = { readonly client: DynamoDBDocumentClient; readonly table: string };

const putIfAbsent = ({ client, table }: Store, Item: Record<string, unknown>): Promise<Changed> =>
  conditionally(() =>
    client.send(
      new PutCommand({
        TableName: table,
        Item,
        ConditionExpression: neverWritten,
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    ),
  );

type Update = {
  /** `NONE` where nobody looks at the item: a digest's grows with what it tells. */
  readonly returns?: "NONE" | "ALL_NEW";
  readonly key: { readonly pk: string; readonly sk: string };
  readonly update: string;
  readonly condition: string;
  readonly names?: Record<string, string>;
  readonly values: Record<string, unknown>;
};

const change = (
  { client, table }: Store,
  { key, update, condition, names, values, returns = "ALL_NEW" }: Update,
): Promise<Changed> =>
  conditionally(() =>
    client.send(
      new UpdateCommand({
        TableName: table,
        Key: key,
        UpdateExpression: update,
        ConditionExpression: condition,
        ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
        ExpressionAttributeValues: values,
        ReturnValues: returns,
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    ),
  );

/** Adds notifications to their delivery, making the delivery when it is not there. Not done: someone has claimed it. */
const addTo = (
  store: Store,
  deliveryId: string,
  noted: readonly [Notification, ...Notification[]],
  { from, at }: Slot,
): Promise<Changed> => {
  const [{ staffId, centre }] = noted;
  const recipient = { kind: "staff", staffId, centre } as const;
  const urgent = noted.some(({ subject }) => subject.urgent);
  const confidential = isConfidential(noted[0]) ? { confidential: true as const } : {};
  const fresh = openDelivery({ id: deliveryId, recipient, createdAt: at, notBefore: from, urgent, ...confidential });
  const { urgent: _, ...attributes } = { ...fresh, ...indexed(fresh) };
  const made = Object.entries(attributes);
  // An hour clock makes the whole digest urgent; a later, patient stage does not take that back.
  const urgency = urgent ? "urgent = :urgent" : "urgent = if_not_exists(urgent, :urgent)";
  const sets = made.map(([name]) => `#${name} = if_not_exists(#${name}, :${name})`);
  return change(store, {
    returns: "NONE",
    key: deliveryKey(deliveryId),
    update: `SET ${[...sets, urgency].join(", ")} ADD notifications :notifications`,
    condition: stillOpen,
    names: Object.fromEntries(made.map(([name]) => [`#${name}`, name])),
    values: {
      ...Object.fromEntries(made.map(([name, value]) => [`:${name}`, value])),
      ":urgent": urgent,
      ":notifications": new Set(noted.map(({ id }) => id)),
      ":open": "open",
    },
  });
};

/** Points the notification to the next delivery, unless someone else has done so meanwhile: then theirs counts. */
const rebind = async (store: Store, bound: Notification, slot: Slot): Promise<Notification> => {
  const next = followingDeliveryId(bound.deliveryId, staffDeliveryId(bound.staffId, slot, isConfidential(bound)));
  const { item } = await change(store, {
    key: notificationKey(bound.id),
    update: "SET deliveryId = :next",
    condition: stillBoundThere,
    values: { ":next": next, ":seen": bound.deliveryId },
  });
  return Notification.parse(item);
};

const bindAll = async (
  store: Store,
  noted: readonly Notification[],
  slot: Slot,
  left = REBINDS,
): Promise<readonly (readonly [string, Bound])[]> => {
  const [first, ...others] = noted;
  if (first === undefined) return [];
  if (left === 0) throw new Error(`no open delivery found for ${first.id}`);
  const { deliveryId } = first;
  const { done, item } = await addTo(store, deliveryId, [first, ...others], slot);
  if (done) return noted.map(({ id }) => [id, { id: deliveryId, nextAttemptAt: slot.from }]);
  const claimed = Delivery.parse(item);
  const isIn = ({ id }: Notification) => claimed.notifications?.has(id) ?? false;
  const moved = await Promise.all(noted.filter((each) => !isIn(each)).map((each) => rebind(store, each, slot)));
  const bound = await Promise.all(
    [...Map.groupBy(moved, ({ deliveryId }) => deliveryId).values()].map((each) =>
      bindAll(store, each, slot, left - 1),
    ),
  );
  return [...noted.filter(isIn).map(({ id }) => [id, claimed] as const), ...bound.flat()];
};

const binding = (store: Store): Pick<Deliveries, "note" | "bind"> => ({
  async note(notification: NewNotification, slot: Slot) {
    const proposed = {
      ...notification,
      deliveryId: staffDeliveryId(notification.staffId, slot, isConfidential(notification)),
    };
    const put = await putIfAbsent(store, { ...notificationKey(notification.id), ...proposed });
    return put.done ? proposed : Notification.parse(put.item);
  },
  async bind(noted, slot) {
    return new Map(await bindAll(store, noted, slot));
  },
});

type Claim = Parameters<Deliveries["claim"]>[1];

/** It stays sent: what is claimed is the look at its receipt. */
const takeSent = async (store: Store, id: string, { holder, at, until }: Claim): Promise<Delivery | undefined> => {
  const { done, item } = await change(store, {
    key: deliveryKey(id),
    update: "SET #holder = :holder, nextAttemptAt = :until ADD checks :one",
    condition: dueForReceipt,
    names: { "#state": "state", "#holder": "holder" },
    values: { ":sent": "sent", ":holder": holder, ":at": at, ":until": until, ":one": 1 },
  });
  const delivery = item && Delivery.parse(item);
  const ours = done || (delivery?.holder === holder && delivery.state === "sent" && delivery.nextAttemptAt === until);
  return ours ? delivery : undefined;
};

/** `SET` clauses and values of what is known; what is not known is left as it is. */
const known = (facts: Record<string, unknown>): { readonly sets: string; readonly values: Record<string, unknown> } => {
  const given = Object.entries(facts).filter(([, value]) => value !== undefined);
  return {
    sets: given.map(([name]) => `, ${name} = :${name}`).join(""),
    values: Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
  };
};

const claiming = (store: Store): Pick<Deliveries, "claim"> => ({
  async claim(id, { holder, at, until }) {
    const { done, item } = await change(store, {
      key: deliveryKey(id),
      update:
        "SET #state = :claimed, #holder = :holder, nextAttemptAt = :until, firstAttemptAt = if_not_exists(firstAttemptAt, :at) ADD attempts :one",
      condition: dueForAttempt,
      names: { "#state": "state", "#holder": "holder" },
      values: { ":open": "open", ":claimed": "claimed", ":holder": holder, ":at": at, ":until": until, ":one": 1 },
    });
    const delivery = item && Delivery.parse(item);
    if (!done && delivery?.state === "sent") return takeSent(store, id, { holder, at, until });
    // Our own claim, whose answer was lost on the way and which was sent again.
    const ours = done || (delivery?.holder === holder && delivery.state === "claimed");
    return ours ? delivery : undefined;
  },
});

const holding = (store: Store): Pick<Deliveries, "freeze" | "sent" | "postpone" | "settle"> => {
  const held = async (id: string, holder: string, update: string, values: Record<string, unknown>): Promise<Changed> =>
    change(store, {
      key: deliveryKey(id),
      update,
      condition: stillHeld,
      names: { "#state": "state", "#holder": "holder" },
      values: { ...values, ":claimed": "claimed", ":sent": "sent", ":holder": holder },
    });
  return {
    async freeze(id, holder, content) {
      return (await held(id, holder, "SET content = if_not_exists(content, :content)", { ":content": content })).done;
    },
    async postpone(id, holder, nextAttemptAt) {
      return (await held(id, holder, "SET nextAttemptAt = :next", { ":next": nextAttemptAt })).done;
    },
    async sent(id, holder, taken, nextAttemptAt) {
      const { sets, values } = known(taken);
      const update = `SET #state = :sent, nextAttemptAt = :next${sets}`;
      const { done, item } = await held(id, holder, update, { ...values, ":next": nextAttemptAt });
      return done || (item?.holder === holder && item.state === "sent");
    },
    async settle(id, holder, at, { state, ...facts }) {
      const { sets, values } = known(facts);
      const update = `SET #state = :state, settledAt = :at${sets} REMOVE unsettledSegment, nextAttemptAt`;
      const { done, item } = await held(id, holder, update, { ...values, ":state": state, ":at": at });
      // Our own settlement, whose answer was lost on the way, is a success.
      return done || (item?.holder === holder && item.state === state);
    },
  };
};

const due = ({ client, table }: Store): Pick<Deliveries, "unsettled" | "earliestAttempt"> => ({
  async unsettled(segment, until, { cursor, limit }) {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: UNSETTLED.name,
        KeyConditionExpression: "unsettledSegment = :segment and nextAttemptAt <= :until",
        ExpressionAttributeValues: { ":segment": String(segment), ":until": until },
        Limit: limit,
        ...(cursor === undefined ? {} : { ExclusiveStartKey: JSON.parse(cursor) }),
      }),
    );
    const DueItem = z.object({ deliveryId: z.string(), nextAttemptAt: Instant });
    return {
      deliveries: z
        .array(DueItem)
        .parse(Items)
        .map(({ deliveryId, nextAttemptAt }) => ({ id: deliveryId, nextAttemptAt })),
      ...(LastEvaluatedKey === undefined ? {} : { cursor: JSON.stringify(LastEvaluatedKey) }),
    };
  },
  async earliestAttempt(segment) {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: UNSETTLED.name,
        KeyConditionExpression: "unsettledSegment = :segment",
        ExpressionAttributeValues: { ":segment": String(segment) },
        Limit: 1,
      }),
    );
    return z.array(z.object({ nextAttemptAt: Instant })).parse(Items)[0]?.nextAttemptAt;
  },
});

export const deliveryStore = (client: DynamoDBDocumentClient, table: string): Deliveries => {
  const store: Store = { client, table };
  const read = async (Key: Record<string, string>) =>
    (await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item;
  return {
    ...binding(store),
    ...claiming(store),
    ...holding(store),
    ...due(store),
    async open(delivery) {
      const item = { ...deliveryKey(delivery.id), ...delivery, ...indexed(delivery) };
      return (await putIfAbsent(store, item)).done;
    },
    async get(id) {
      const item = await read(deliveryKey(id));
      return item && Delivery.parse(item);
    },
    async notifications(ids) {
      return z.array(Notification).parse(await allItems(client, table, [...ids].map(notificationKey)));
    },
  };
};
