/**
 * Absences, one item a person: recording and ending are one conditional write on the version that was read, so two
 * writers at once cannot both find the time free. Absences that ended long ago are copied to the person's past first
 * and cut from the item by the same conditional write; a crash in between repeats the copy.
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import {
  asHistory,
  endedAbsence,
  endedByComing,
  ROSTER_KEEPS_DAYS,
  recordedBefore,
  splitByAge,
} from "../directory/absences.ts";
import type { Absences } from "../directory/directory.ts";
import type { Absence, StaffId } from "../directory/roster.ts";
import type { CentreCode } from "../directory/units.ts";
import { plusMilliseconds } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import { absencesKey, pastAbsenceKey, StoredAbsences } from "./directory-keys.ts";

const neverWritten = "attribute_not_exists(pk)";
const stillAsRead = "version = :seen";

/** What recording an absence leaves as it was. */
const unchanged = (before: StoredAbsences | undefined): Pick<StoredAbsences, "attended"> =>
  before?.attended === undefined ? {} : { attended: before.attended };

/** Each lost race means that another write for the same person came through: a few are plenty. */
const ATTEMPTS = 5;
const DAY_MS = 24 * 60 * 60 * 1000;

export const recordingAbsences = (client: DynamoDBDocumentClient, table: string): Absences => {
  const read = async (centre: CentreCode, staffId: StaffId): Promise<StoredAbsences | undefined> => {
    const Key = absencesKey(centre, staffId);
    const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item && StoredAbsences.parse(Item);
  };

  /** False when someone else wrote since `before` was read. */
  const write = async (
    { centre, staffId }: Pick<Absence, "centre" | "staffId">,
    before: StoredAbsences | undefined,
    after: Pick<StoredAbsences, "attended"> & { readonly absences: readonly Absence[] },
  ): Promise<boolean> => {
    const condition =
      before === undefined
        ? { ConditionExpression: neverWritten }
        : { ConditionExpression: stillAsRead, ExpressionAttributeValues: { ":seen": before.version } };
    const Item = {
      ...absencesKey(centre, staffId),
      schema: 1,
      staffId,
      centre,
      version: (before?.version ?? 0) + 1,
      ...after,
    };
    try {
      await client.send(new PutCommand({ TableName: table, Item, ...condition }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  const keepAsPast = async (past: readonly Absence[]): Promise<void> => {
    for (const absence of past) {
      const Item = { ...asHistory(absence), ...pastAbsenceKey(absence) };
      await client.send(new PutCommand({ TableName: table, Item }));
    }
  };

  /** Reads, decides, writes; decides again when the race was lost. A reply lost on the way is met as "already so". */
  const changing = async <T>(attempt: () => Promise<T | undefined>): Promise<T> => {
    for (let left = ATTEMPTS; left > 0; left -= 1) {
      const done = await attempt();
      if (done !== undefined) return done;
    }
    throw new Refusal("service-unavailable");
  };

  return {
    record: (absence) =>
      changing(async () => {
        const before = await read(absence.centre, absence.staffId);
        const same = recordedBefore(before?.absences ?? [], absence);
        if (same !== undefined) return same;
        const oldest = plusMilliseconds(absence.recordedAt, -ROSTER_KEEPS_DAYS * DAY_MS);
        const { kept, past } = splitByAge(before?.absences ?? [], oldest);
        await keepAsPast(past);
        return (await write(absence, before, { ...unchanged(before), absences: [...kept, absence] }))
          ? absence
          : undefined;
      }),

    // The book's last mark may be written again by whoever repeats after a crash: it is on record then.
    attended: (whose, last, now) =>
      changing(async () => {
        const before = await read(whose.centre, whose.staffId);
        if (before?.attended !== undefined && before.attended.at >= last.at) return before.absences;
        const known = before?.absences ?? [];
        const absences = last.event === "in" ? endedByComing(known, { until: last.at, by: last.by, at: now }) : known;
        return (await write(whose, before, { attended: last, absences })) ? absences : undefined;
      }),

    end: ({ centre, staffId, id }, end) =>
      changing(async () => {
        const before = await read(centre, staffId);
        const absence = before?.absences.find((each) => each.id === id);
        if (before === undefined || absence === undefined) throw new Refusal("absence-not-found");
        const ended = endedAbsence(absence, end);
        if (ended === absence) return absence;
        const absences = before.absences.map((each) => (each.id === id ? ended : each));
        return (await write(absence, before, { ...unchanged(before), absences })) ? ended : undefined;
      }),
  };
};
