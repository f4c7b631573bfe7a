/**
 * Who came and went: one item a person and day, written on the version that was read. The latest mark is kept beside the
 * person's absences, where the roster reads it; this book is written first, and a crash in between is mended by repeating.
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { AttendanceDay, withMark } from "../directory/attendance.ts";
import type { AttendanceBook, DayRef } from "../directory/directory.ts";
import { Refusal } from "../kernel/refusal.ts";
import { attendanceKey, attendancePartition } from "./directory-keys.ts";

/** Each lost race means that another mark of the same person came through: a few are plenty. */
const ATTEMPTS = 5;

export const attendanceBook = (client: DynamoDBDocumentClient, table: string): AttendanceBook => {
  const read = async (day: DayRef): Promise<AttendanceDay | undefined> => {
    const Key = attendanceKey(day);
    const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item && AttendanceDay.parse(Item);
  };

  /** False when someone else wrote since it was read. */
  const write = async (day: AttendanceDay): Promise<boolean> => {
    const command = new PutCommand({
      TableName: table,
      Item: { ...attendanceKey(day), ...day },
      ConditionExpression: "attribute_not_exists(pk) or version = :seen",
      ExpressionAttributeValues: { ":seen": day.version - 1 },
    });
    try {
      await client.send(command);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  return {
    async mark(of, mark) {
      for (let left = ATTEMPTS; left > 0; left -= 1) {
        const before = await read(of);
        const marks = withMark(before?.marks ?? [], mark);
        if (before !== undefined && marks === before.marks) return before;
        const after: AttendanceDay = { schema: 1, ...of, version: (before?.version ?? 0) + 1, marks: [...marks] };
        if (await write(after)) return after;
      }
      throw new Refusal("service-unavailable");
    },

    day: read,

    // A day is one small item: the days of a span that may be asked for fit one page.
    async days(staffId, { from, to }) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: "pk = :pk and sk between :from and :to",
          ExpressionAttributeValues: { ":pk": attendancePartition(staffId), ":from": from, ":to": to },
        }),
      );
      return Items.map((item) => AttendanceDay.parse(item));
    },
  };
};
