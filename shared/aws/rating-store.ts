/**
 * Ratings in DynamoDB.
 *
 *   rating         pk `rating#<number>`  sk `rating` | `given#<code version>` | `reading#<instant>#<token>` | `lookup#<address>`
 *   visit          pk `visit#<number>`   sk `visit` | `lookup#<address>`
 *   burst          pk `burst#<post or station>` sk twenty minutes, gone a day later; `<given at>#<number>` of each
 *   due stages     index next-stage: `<segment>` → nextStageAt
 *   being counted  index counted: `<segment>` → last day of any clock; see `recount-store.ts`
 *   to be done     index handled: `<staff id>` → workDue; open follow-ups, and appeals to decide
 *   final ones     index of-staff, of-centre: `<staff id>`, `<centre>` → `<final on>#<number>`
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
import { clocksSpan } from "../casework/counting-span.ts";
import { CaseNumber } from "../kernel/ids.ts";
import type { Instant } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import { GivenRating, isFollowedUp, Rating, Visit } from "../ratings/rating.ts";
import {
  type DueRatings,
  type FinalPage,
  ListedRating,
  MOST_GIVEN,
  type RatingPage,
  type Ratings,
} from "../ratings/ratings.ts";
import { type IndexShape, TABLES } from "../tables.ts";
import { allItems } from "./batch-get.ts";
import { segmentOf } from "./case-keys.ts";
import { updateIf } from "./conditional-update.ts";
import { dueStages } from "./due-cases.ts";
import { countedAttributes } from "./recount-store.ts";
import { moveUpdate } from "./versioned-item.ts";
import { wrongCodes } from "./wrong-code-store.ts";

const { handled: HANDLED, ofStaff: OF_STAFF, ofCentre: OF_CENTRE } = TABLES.ratings.indexes;
const neverWritten = "attribute_not_exists(pk)";
const isThere = "attribute_exists(pk)";
const TEN_MINUTES_MS = 600_000;
/** A day, in seconds. */
const BURST_KEPT_S = 86_400;

const keyOf = (number: CaseNumber) => ({ pk: `rating#${number}`, sk: "rating" });
const visitKey = (number: CaseNumber) => ({ pk: `visit#${number}`, sk: "visit" });

const indexed = (rating: Rating): Record<string, unknown> => {
  const { followUp, appeal, leading, nextStage, number, finalOn } = rating;
  const isOpen = isFollowedUp(rating);
  const isAppealed = appeal !== undefined && appeal.decided === undefined;
  const handledBy = isOpen ? followUp?.handler : isAppealed ? appeal.decider : undefined;
  return {
    nextStage: nextStage?.id,
    nextStageAt: nextStage?.at,
    stageSegment: nextStage && segmentOf(number),
    ...countedAttributes(isOpen ? clocksSpan(rating) : undefined, segmentOf(number)),
    watchedSegment: isOpen ? segmentOf(number) : undefined,
    handledBy,
    workDue: handledBy && `${leading?.endsAt ?? "9999"}#${number}`,
    finalOf: finalOn === undefined ? undefined : rating.rated,
    finalAt: finalOn === undefined ? undefined : rating.centre,
    finalKey: finalOn === undefined ? undefined : `${finalOn}#${number}`,
  };
};

/** Of what was noted, the most that lie within ten minutes, that instant among them. */
const mostTogether = (noted: readonly string[], at: Instant): ReadonlySet<CaseNumber> => {
  const all = noted.map((each) => {
    const [given = "", number] = each.split("#");
    return { from: Date.parse(given), number: CaseNumber.parse(number) };
  });
  const moment = Date.parse(at);
  const starts = all.map(({ from }) => from).filter((from) => from <= moment && moment < from + TEN_MINUTES_MS);
  const runs = starts.map((start) => all.filter(({ from }) => start <= from && from < start + TEN_MINUTES_MS));
  const most = runs.reduce((longest, run) => (run.length > longest.length ? run : longest), []);
  return new Set(most.map(({ number }) => number));
};

/** @throws ZodError when it is none */
const ratingOf = (item: Record<string, unknown>): Rating =>
  Rating.parse({
    ...item,
    nextStage: item.nextStageAt === undefined ? undefined : { id: item.nextStage, at: item.nextStageAt },
  });

const readable = (item: Record<string, unknown> | undefined): Rating | Error => {
  if (item === undefined) return new Refusal("rating-not-found");
  try {
    return ratingOf(item);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** What a change may touch. */
const MUTABLE = ["version", "finalOn", "followUp", "appeal", "clocks", "leading", "personal"] as const;

const standing = <T>(error: unknown, parse: (item: Record<string, unknown>) => T): T | undefined => {
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
  return error.Item && parse(unmarshall(error.Item));
};

export const ratingStore = (client: DynamoDBDocumentClient, table: string): Ratings & DueRatings => {
  const get = async (Key: Record<string, string>) =>
    (await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item;

  const put = async <T>(Item: Record<string, unknown>, parse: (item: Record<string, unknown>) => T) => {
    const command = new PutCommand({
      TableName: table,
      Item,
      ConditionExpression: neverWritten,
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    try {
      await client.send(command);
      return undefined;
    } catch (error) {
      return standing(error, parse);
    }
  };

  const noted = async (pk: string, slot: number, at: Instant, number: CaseNumber) => {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk, sk: String(slot) },
        UpdateExpression: "SET expiresAt = :expires ADD ratings :rating",
        ExpressionAttributeValues: {
          ":expires": Math.floor(Date.parse(at) / 1000) + BURST_KEPT_S,
          ":rating": new Set([`${at}#${number}`]),
        },
        ReturnValues: "ALL_NEW",
      }),
    );
    return mostTogether([...z.object({ ratings: z.set(z.string()) }).parse(Attributes).ratings], at);
  };

  const finalOnes = async (
    { name, partitionKey }: IndexShape,
    whose: string,
    { from, to, after, limit }: FinalPage,
  ): Promise<RatingPage> => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: name,
        KeyConditionExpression: `${partitionKey} = :whose and finalKey between :from and :to`,
        ExpressionAttributeValues: { ":whose": whose, ":from": from ?? "0", ":to": `${to}#~` },
        Limit: limit,
        ...(after === undefined ? {} : { ExclusiveStartKey: positionKey(after, partitionKey, whose) }),
      }),
    );
    const ratings = z.array(ListedRating).parse(Items);
    const last = ratings.at(-1);
    const more = LastEvaluatedKey !== undefined && last !== undefined;
    return { ratings, after: more ? `${last.finalOn}#${last.number}` : undefined };
  };

  return {
    ...wrongCodes(client, table, visitKey),
    tries: wrongCodes(client, table, keyOf),
    ...dueStages(client, table, { keyOf, carded: false }),
    async getEach(numbers) {
      const items = await allItems(client, table, numbers.map(keyOf));
      const found = new Map(items.map((item) => [item.number, item]));
      return new Map(numbers.map((number): [CaseNumber, Rating | Error] => [number, readable(found.get(number))]));
    },
    async find(number) {
      const item = await get(keyOf(number));
      return item && ratingOf(item);
    },
    async given(number) {
      const { pk } = keyOf(number);
      const { Items } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: "pk = :pk and begins_with(sk, :given)",
          ExpressionAttributeValues: { ":pk": pk, ":given": "given#" },
          ConsistentRead: true,
          Limit: MOST_GIVEN,
        }),
      );
      return z.array(GivenRating).parse(Items);
    },
    async keepGiven(given) {
      const { number, codeVersion } = given;
      await put({ pk: keyOf(number).pk, sk: `given#${codeVersion}`, ...given }, GivenRating.parse);
    },
    give: (rating) => put({ ...keyOf(rating.number), ...rating, ...indexed(rating) }, ratingOf),
    async save(after, expecting) {
      const changes = { ...Object.fromEntries(MUTABLE.map((name) => [name, after[name]])), ...indexed(after) };
      const entries = after.ledger.filter(({ version }) => version > expecting);
      const ledger = { appends: true, entries };
      try {
        const move = moveUpdate({ Key: keyOf(after.number), expecting, changes, ledger });
        await client.send(new UpdateCommand({ TableName: table, ...move }));
      } catch (error) {
        const found = standing(error, ratingOf);
        if (found === undefined) throw new Refusal("rating-not-found");
        const first = (ledger: Rating["ledger"]) => ledger.find(({ version }) => version === expecting + 1)?.token;
        if (first(found.ledger) !== first(after.ledger))
          throw new Refusal("version-conflict", { version: found.version });
      }
    },
    async noteInBurst(place, at: Instant, number) {
      // Twenty minutes each, and every ten minutes one begins: any ten minutes lie within one of them.
      const slot = Math.floor(Date.parse(at) / TEN_MINUTES_MS);
      const windows = await Promise.all([slot, slot - 1].map((each) => noted(`burst#${place}`, each, at, number)));
      return windows.reduce((most, each) => (each.size > most.size ? each : most));
    },
    async markBurst(number) {
      await updateIf(client, {
        TableName: table,
        Key: keyOf(number),
        UpdateExpression: "ADD marks :burst",
        ConditionExpression: isThere,
        ExpressionAttributeValues: { ":burst": new Set(["burst"]) },
      });
    },
    openVisit: (visit) => put({ ...visitKey(visit.number), ...visit }, (item) => Visit.parse(item)),
    async visit(number) {
      const item = await get(visitKey(number));
      return item && Visit.parse(item);
    },
    async recordReading(number, { at, token, by, reason }) {
      const Item = { pk: keyOf(number).pk, sk: `reading#${at}#${token}`, schema: 1, number, by, at, reason };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
    async followedUpBy(handler, limit) {
      const { Items } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: HANDLED.name,
          KeyConditionExpression: `${HANDLED.partitionKey} = :handler`,
          ExpressionAttributeValues: { ":handler": handler },
          Limit: limit,
        }),
      );
      return z.array(ListedRating).parse(Items);
    },
    ofStaff: (staffId, page) => finalOnes(OF_STAFF, staffId, page),
    ofCentre: (centre, page) => finalOnes(OF_CENTRE, centre, page),
  };
};

/** Where a page goes on: every key of the index and of the table, as DynamoDB wants it. */
const positionKey = (after: string, partitionKey: string, whose: string): Record<string, string> => ({
  ...keyOf(CaseNumber.parse(after.split("#")[1])),
  [partitionKey]: whose,
  finalKey: after,
});
