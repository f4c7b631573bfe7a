/**
 * Appointments in DynamoDB. One item is one window's day, its slots and their bookings inside: opening slots is one
 * conditional write, taking a place is one, settling it is one.
 *
 *   a window's day     pk `centre#<code>`          sk `day#<day>#<window>`
 *   the erasable part  pk `appointment#<number>`   sk `appointment`, gone 90 days after its day
 *   wrong codes        pk `appointment#<number>`   sk `lookup#<keyed hash of the address>`, gone a day later
 *   a phone's claims   pk `phone#<keyed hash>`     sk `claims`, gone a day after the last of them
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { Appointment, type Appointments, Claim, type Claims } from "../appointments/appointments.ts";
import { type AppointmentNumber, centreOfWindow, Sheet, type Slot, slotKeyOf } from "../appointments/sheet.ts";
import type { WindowId } from "../directory/roster.ts";
import { Instant, type LocalDate } from "../kernel/local-date.ts";
import { updateIf } from "./conditional-update.ts";
import { putOnce } from "./put-once.ts";

const DAY_S = 24 * 60 * 60;
const secondOf = (at: string): number => Math.floor(Date.parse(at) / 1000);

const sheetKey = (window: WindowId, day: LocalDate) => ({
  pk: `centre#${centreOfWindow(window)}`,
  sk: `day#${day}#${window}`,
});
const appointmentKey = (number: AppointmentNumber) => ({ pk: `appointment#${number}`, sk: "appointment" });
const attemptsKey = (number: AppointmentNumber, address: string) => ({
  pk: `appointment#${number}`,
  sk: `lookup#${address}`,
});
const claimsKey = (phone: string) => ({ pk: `phone#${phone}`, sk: "claims" });

const neverWritten = "attribute_not_exists(pk)";
const forgottenOrOfThisBody = "attribute_not_exists(personal) or bodyHash = :body";
const ofThisAttempt = "attempt = :attempt";
const stillAsRead = "version = :seen";
const hasPlaceFor =
  "#slots.#key.taken < #slots.#key.places and attribute_not_exists(#slots.#key.bookings.#number) and size(#slots.#key.bookings) < :most";
const stillBooked = "#slots.#key.bookings.#number.#state = :booked";

const Attempts = z.object({ failures: z.int(), windowEndsAt: Instant });
const StoredClaims = z.object({ version: z.int(), claims: z.array(Claim) });

/** Undefined when the condition failed; `inTheWay` is told what stood there. */
const unlessRefused = async <T>(
  write: Promise<T>,
  inTheWay: (item: Record<string, unknown> | undefined) => T | undefined = () => undefined,
): Promise<T | undefined> => {
  try {
    return await write;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return inTheWay(error.Item && unmarshall(error.Item));
  }
};

type Half = "sheet" | "sheets" | "open" | "take" | "settle";
const slotsInTable = (client: DynamoDBDocumentClient, TableName: string): Pick<Appointments, Half> => {
  const update = async (
    Key: Record<string, string>,
    change: Omit<UpdateCommandInput, "TableName" | "Key">,
  ): Promise<Sheet> => {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName,
        Key,
        ReturnValues: "ALL_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        ...change,
      }),
    );
    return Sheet.parse(Attributes);
  };
  return {
    async sheet(window, day) {
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: sheetKey(window, day), ConsistentRead: true }),
      );
      return Item && Sheet.parse(Item);
    },
    async sheets(centre, day) {
      const found: Sheet[] = [];
      let cursor: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: "pk = :pk and begins_with(sk, :day)",
            ExpressionAttributeValues: { ":pk": `centre#${centre}`, ":day": `day#${day}#` },
            ...(cursor === undefined ? {} : { ExclusiveStartKey: cursor }),
          }),
        );
        found.push(...z.array(Sheet).parse(page.Items));
        cursor = page.LastEvaluatedKey;
      } while (cursor !== undefined);
      return found;
    },
    async open(after, before, added) {
      const Key = sheetKey(after.window, after.day);
      if (before === undefined) {
        return (await putOnce(client, TableName, { ...Key, ...after })) === undefined ? after : undefined;
      }
      // A slot that stands may be booked meanwhile: its bookings are not written.
      const stands = (slot: Slot): boolean => before.slots[slotKeyOf(slot)] !== undefined;
      const change = {
        UpdateExpression: `SET ${["version = :next", ...added.map((slot, n) => `#slots.#s${n}${stands(slot) ? ".turnover" : ""} = :s${n}`)].join(", ")}`,
        ConditionExpression: stillAsRead,
        ExpressionAttributeNames: {
          "#slots": "slots",
          ...Object.fromEntries(added.map((slot, n) => [`#s${n}`, slotKeyOf(slot)])),
        },
        ExpressionAttributeValues: {
          ":seen": before.version,
          ":next": after.version,
          ...Object.fromEntries(added.map((slot, n) => [`:s${n}`, stands(slot) ? slot.turnover : slot])),
        },
      };
      return unlessRefused(update(Key, change));
    },
    async take({ window, day, key }, number, booking, most) {
      const write = update(sheetKey(window, day), {
        UpdateExpression: "SET #slots.#key.bookings.#number = :booking, #slots.#key.taken = #slots.#key.taken + :one",
        ConditionExpression: hasPlaceFor,
        ExpressionAttributeNames: { "#slots": "slots", "#key": key, "#number": number },
        ExpressionAttributeValues: { ":booking": booking, ":one": 1, ":most": most },
      });
      const after = await unlessRefused(write, (item) => {
        const found = item && Sheet.parse(item);
        return found?.slots[key]?.bookings[number] === undefined ? undefined : found;
      });
      return after?.slots[key];
    },
    async settle({ window, day, key }, number, { to, at, by }) {
      const settled = "#slots.#key.bookings.#number";
      const sets = [
        `${settled}.#state = :to`,
        `${settled}.settledAt = :at`,
        ...(by === undefined ? [] : [`${settled}.settledBy = :by`]),
        ...(to === "cancelled" ? ["#slots.#key.taken = #slots.#key.taken - :one"] : []),
      ];
      const write = update(sheetKey(window, day), {
        UpdateExpression: `SET ${sets.join(", ")}`,
        ConditionExpression: stillBooked,
        ExpressionAttributeNames: { "#slots": "slots", "#key": key, "#number": number, "#state": "state" },
        ExpressionAttributeValues: {
          ":to": to,
          ":at": at,
          ":booked": "booked",
          ...(by === undefined ? {} : { ":by": by }),
          ...(to === "cancelled" ? { ":one": 1 } : {}),
        },
      });
      const after = await unlessRefused(write, (item) => {
        // Sent again because the first reply got lost: what stands there is this very settlement.
        const found = item && Sheet.parse(item);
        const { state, settledAt, settledBy } = found?.slots[key]?.bookings[number] ?? {};
        return state === to && settledAt === at && settledBy === by ? found : undefined;
      });
      return after?.slots[key];
    },
  };
};

export const appointmentStore = (client: DynamoDBDocumentClient, table: string): Appointments => {
  const read = async (Key: Record<string, string>) =>
    (await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item;
  return {
    ...slotsInTable(client, table),
    async find(number, at) {
      const item = await read(appointmentKey(number));
      const kept = item !== undefined && item.personal !== undefined && item.expiresAt > secondOf(at);
      return kept ? Appointment.parse(item) : undefined;
    },
    async keep(appointment) {
      const put = new PutCommand({
        TableName: table,
        Item: { ...appointmentKey(appointment.number), ...appointment },
        ConditionExpression: forgottenOrOfThisBody,
        ExpressionAttributeValues: { ":body": appointment.bodyHash },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      });
      return unlessRefused<Appointment | undefined>(
        client.send(put).then(() => undefined),
        (item) => Appointment.parse(item),
      );
    },
    async forget(number, attempt, at) {
      await updateIf(client, {
        TableName: table,
        Key: appointmentKey(number),
        UpdateExpression: "SET expiresAt = :at REMOVE personal",
        ConditionExpression: ofThisAttempt,
        ExpressionAttributeValues: { ":at": secondOf(at), ":attempt": attempt },
      });
    },
    async claims(phone): Promise<Claims> {
      const item = await read(claimsKey(phone));
      return item === undefined ? { version: 0, claims: [] } : StoredClaims.parse(item);
    },
    async replaceClaims(phone, claims, { version }, at) {
      const last = Math.max(secondOf(at), ...claims.map(({ ends }) => secondOf(ends)));
      const condition =
        version === 0
          ? { ConditionExpression: neverWritten }
          : { ConditionExpression: stillAsRead, ExpressionAttributeValues: { ":seen": version } };
      const Item = { ...claimsKey(phone), version: version + 1, claims, expiresAt: last + DAY_S };
      const put = client.send(new PutCommand({ TableName: table, Item, ...condition })).then(() => true);
      return (await unlessRefused(put)) ?? false;
    },
    async attempts(number, address) {
      const item = await read(attemptsKey(number, address));
      return item && Attempts.parse(item);
    },
    async recordWrongCode(number, address, { failures, windowEndsAt }) {
      const sets = "SET windowEndsAt = :end, expiresAt = :expires";
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: attemptsKey(number, address),
          UpdateExpression: failures > 1 ? `${sets} ADD failures :one` : `${sets}, failures = :one`,
          ExpressionAttributeValues: { ":end": windowEndsAt, ":expires": secondOf(windowEndsAt) + DAY_S, ":one": 1 },
        }),
      );
    },
  };
};
