/** R35 on real tables, with the rights that sweep and watchdog are deployed with. */
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WatchIncomplete } from "../../../functions/reminders/watch-deadlines.ts";
import type { Case } from "../../../shared/casework/case.ts";
import { CaseNumber } from "../../../shared/kernel/ids.ts";
import { instant, plusMilliseconds } from "../../../shared/kernel/local-date.ts";
import { type NotificationId, notificationId } from "../../../shared/reminders/notification.ts";
import { roster } from "../../domain/reminders/sample-case.ts";
import { makeWorld, phoneOf, type World } from "./world.ts";

/** Filed on Friday 2026-09-18: yellow on the 24th, silence after the 25th, red on the 28th, each at 08:30. */
const YELLOW = "2026-09-24T08:30";
const AFTER_RED = "2026-09-28T10:00";
const [RED_AT, MINUTE] = [instant("2026-09-28T08:30:00+08:00"), 60_000];

let world: World;
let said: Record<string, unknown>[];
beforeEach(async () => {
  said = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void said.push(JSON.parse(line)));
  world = await makeWorld();
});
afterEach(() => vi.restoreAllMocks());

const read = (number: string) => world.cases.get(CaseNumber.parse(number));
const entries = ({ ledger }: Case) => ledger.map(({ what }) => what);
const saying = (code: string) => said.filter((line) => line.code === code);
const change = (number: string, expression: string, values?: Record<string, unknown>, names?: Record<string, string>) =>
  world.client.send(
    new UpdateCommand({
      TableName: world.names.cases,
      Key: { pk: `case#${number}`, sk: "case" },
      UpdateExpression: expression,
      ...(values && { ExpressionAttributeValues: values }),
      ...(names && { ExpressionAttributeNames: names }),
    }),
  );
/** As if no next stage had ever been written with it. */
const forget = (number: string) => change(number, "REMOVE nextStageAt, nextStage, stageSegment");
