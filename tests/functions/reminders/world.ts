/**
 * The reminders of a small town on real tables: a clock that stands still, a topic that only remembers, a gateway that can
 * be asked, and processes that can die after any write.
 */
import { randomUUID } from "node:crypto";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { NAMES, tablesInMemory } from "../../../bench/soak/crashes/tables-in-memory.ts";
import { caseDocket, complaintDocket } from "../../../functions/reminders/docket.ts";
import { attended } from "../../../functions/reminders/fire-stages.ts";
import { returnDocket } from "../../../functions/reminders/return-docket.ts";
import { sendSms } from "../../../functions/reminders/send-sms.ts";
import { sweepDeadlines } from "../../../functions/reminders/sweep-deadlines.ts";
import { watchDeadlines } from "../../../functions/reminders/watch-deadlines.ts";
import { watchedDocket } from "../../../functions/reminders/watched-docket.ts";
import { sha256 } from "../../../functions/runtime/hashes.ts";
import { TENGZHOU_TOWN } from "../../../infra/municipalities/tengzhou-town.ts";
import { caseStore } from "../../../shared/aws/case-store.ts";
import { complaintStore } from "../../../shared/aws/complaint-store.ts";
import { deliveryStore } from "../../../shared/aws/delivery-store.ts";
import { returnReminderStore } from "../../../shared/aws/return-reminder-store.ts";
import { returnStore } from "../../../shared/aws/return-store.ts";
import { smsCapStore } from "../../../shared/aws/sms-cap-store.ts";
import { watchedCases, watchedComplaints } from "../../../shared/aws/watch-store.ts";
import type { Ladder } from "../../../shared/calendar/ladder-settings.ts";
import { attentionOf } from "../../../shared/casework/writing.ts";
import { attentionOfComplaint } from "../../../shared/complaints/writing.ts";
import { townRegister } from "../../../shared/directory/register.ts";
import type { Roster, StaffMember } from "../../../shared/directory/roster.ts";
import { type Instant, instant, localDateOf, plusMilliseconds } from "../../../shared/kernel/local-date.ts";
import type { ReturnKind } from "../../../shared/municipality/return-kinds.ts";
import type { Asked, FindOutcome, SendOutcome, Sms } from "../../../shared/reminders/gateway.ts";
import { attentionOfReturn } from "../../../shared/returns/reminding.ts";
import { TABLES } from "../../../shared/tables.ts";
import {
  calendar,
  filedCase,
  hours,
  ladder,
  roster,
  type Sample,
  town,
  window,
} from "../../domain/reminders/sample-case.ts";
import { clientFor, type FreshTables, freshTables } from "../../support/tables.ts";

/** Half of the time has scenarios of its own (`ladder.test.ts`). */
const WITHOUT_HALF: Ladder = { ...ladder, stages: { ...ladder.stages, promised: ["yellow", "red", "supervision"] } };

export class Died extends Error {}

/** One run of one function. After its death it does nothing any more. */
export type Life = { dead: boolean };

/** Counts writes over all lives, and ends the life that does the given one, right after it has taken effect. */
export class Fate {
  writes = 0;
  /** Absent: nobody dies. 0: before the first write. */
  readonly diesAfter: number | undefined;
  constructor(diesAfter?: number) {
    this.diesAfter = diesAfter;
  }
  async doing<T>(life: Life, write: () => Promise<T>): Promise<T> {
    if (this.diesAfter === 0 && this.writes === 0) life.dead = true;
    if (life.dead) throw new Died();
    const done = await write();
    this.writes += 1;
    if (this.writes === this.diesAfter) life.dead = true;
    if (life.dead) throw new Died();
    return done;
  }
}

const READS = new Set(["GetCommand", "BatchGetCommand", "QueryCommand"]);

const mortal = (client: DynamoDBDocumentClient, life: Life, fate: Fate): DynamoDBDocumentClient =>
  new Proxy(client, {
    get: (target, name) => {
      if (name !== "send") return Reflect.get(target, name);
      return (command: Parameters<DynamoDBDocumentClient["send"]>[0]) => {
        const doing = () => target.send(command);
        if (!READS.has(command.constructor.name)) return fate.doing(life, doing);
        return life.dead ? Promise.reject(new Died()) : doing();
      };
    },
  });

export const FIVE_MINUTES = 5 * 60_000;

/** Where no rights are asked for. */
type InMemory = { readonly client: DynamoDBDocumentClient; readonly names: typeof NAMES };

export const makeWorld = async (given?: FreshTables | InMemory) => {
  const tables = given ?? (await freshTables());
  const { client, names } = tables;
  // Each with no more rights than the deployed function has.
  const clientAs = (id: string) => ("endpoint" in tables ? clientFor(tables.endpoint, tables.names, id) : client);
  const sweeping = clientAs("reminders-scheduled");
  const watching = clientAs("reminders-watchdog");
  const sending = clientAs("reminders-sms-sender");
  const world = {
    at: instant("2026-09-18T09:00:00+08:00") as Instant,
    fate: new Fate(),
    roster: roster as Roster,
    office: town.office as readonly StaffMember[],
    /** Ids that the topic was given and nobody has received yet. */
    topic: [] as string[],
    taken: [] as Sms[],
    askable: true,
    ladder: WITHOUT_HALF,
    /** Data returns that the centre owes. */
    returnKinds: [] as readonly ReturnKind[],
    calendar,
    /** What the gateway does instead of taking a message on. */
    answer: undefined as ((sms: Sms) => SendOutcome | undefined) | undefined,
    found: undefined as FindOutcome | undefined,
    /** What a receipt says; by default nobody was away, and every phone was on. */
    receipt: (_: Asked): FindOutcome | Promise<FindOutcome> => ({ outcome: "delivered" }),
    limits: { ...TENGZHOU_TOWN.sms.limits },
    remaining: 240_000,
    /** Called whenever people are looked up: a place to be slow in. */
    onRoster: () => {},
    cases: caseStore(client, names.cases),
    complaints: complaintStore(client, names.complaints),
    deliveries: deliveryStore(client, names.reminders),
    returns: returnStore(client, names.reports),
  };

  const file = async (sample: Sample = {}) => {
    const created = filedCase({ roster: world.roster, ...sample });
    await world.cases.file(created);
    return created;
  };

  const calendars = { current: async () => world.calendar };

  const stores = (life: Life, permitted: DynamoDBDocumentClient) => {
    const own = mortal(permitted, life, world.fate);
    const caps = smsCapStore(own, names.reminders);
    const complaints = complaintStore(own, names.complaints);
    const ratings = { find: async () => undefined };
    return {
      cases: caseStore(own, names.cases),
      deliveries: deliveryStore(own, names.reminders),
      caps,
      complaints,
      ratings,
      dataReturns: returnDocket({
        returns: returnStore(own, names.reports),
        reminders: returnReminderStore(own, names.reports),
        calendars,
        towns: townRegister(TENGZHOU_TOWN.divisionCode).towns.filter(({ code }) => code === world.roster.centre),
        kinds: world.returnKinds,
        ...{ hours, ladder: world.ladder, now: () => ({ at: world.at }) },
      }),
    };
  };
  const directory = {
    roster: async (centre: Roster["centre"]): Promise<Roster> => {
      world.onRoster();
      if (centre === world.roster.centre) return world.roster;
      throw new Error(`no roster of ${centre}`);
    },
    office: async () => world.office,
    proxies: async (centre: Roster["centre"]) => town.proxies.filter((proxy) => proxy.centre === centre),
  };

  const sweep = () => {
    const life: Life = { dead: false };
    const own = stores(life, sweeping);
    const run = sweepDeadlines({
      ...own,
      dockets: [attended(caseDocket(own.cases)), attended(complaintDocket(own.complaints)), attended(own.dataReturns)],
      directory,
      calendars,
      hours,
      ladder: world.ladder,
      window,
      publish: (id) => world.fate.doing(life, async () => void world.topic.push(id)),
    });
    const { at } = world;
    return run({ at, today: localDateOf(at), scheduledFor: at, remaining: () => world.remaining });
  };

  const watch = () => {
    const life: Life = { dead: false };
    const own = stores(life, watching);
    const run = watchDeadlines({
      ...own,
      dockets: [
        watchedDocket(caseDocket(own.cases), watchedCases(watching, names.cases), attentionOf),
        watchedDocket(
          complaintDocket(own.complaints),
          watchedComplaints(watching, names.complaints),
          attentionOfComplaint,
        ),
        watchedDocket(own.dataReturns, own.dataReturns, attentionOfReturn),
      ],
      directory,
      calendars,
      hours,
      ladder: world.ladder,
      window,
      publish: (id) => world.fate.doing(life, async () => void world.topic.push(id)),
    });
    const { at } = world;
    return run({ at, today: localDateOf(at), scheduledFor: at, remaining: () => world.remaining });
  };

  const gateway = (life: Life) => ({
    timeoutMs: 10_000,
    send: (sms: Sms) =>
      world.fate.doing(life, async (): Promise<SendOutcome> => {
        const instead = world.answer?.(sms);
        if (instead !== undefined && instead.outcome !== "accepted") return instead;
        world.taken.push(sms);
        return { outcome: "accepted", messageId: `m-${world.taken.length}` };
      }),
    receipt: async (asked: Asked): Promise<FindOutcome> => world.receipt(asked),
    ...(world.askable
      ? {
          find: async ({ id, to }: Asked): Promise<FindOutcome> => {
            if (world.found !== undefined) return world.found;
            return world.taken.some((sms) => sms.id === id && sms.to === to)
              ? { outcome: "pending" }
              : { outcome: "absent" };
          },
        }
      : {}),
  });

  const send = (deliveryId: string) => {
    const life: Life = { dead: false };
    return sendSms({
      ...stores(life, sending),
      directory,
      calendars,
      window,
      gateway: gateway(life),
      hours,
      ladder: world.ladder,
      signature: "滕州政务服务",
      limits: world.limits,
      numberHash: async () => sha256,
      now: () => ({ at: world.at, today: localDateOf(world.at) }),
      newHolder: randomUUID,
    })(deliveryId);
  };

  /** Every message twice at once, as a topic may deliver it. A sender that dies is not called again. */
  const receive = async () => {
    for (const id of world.topic.splice(0)) {
      const both = await Promise.allSettled([send(id), send(id)]);
      for (const one of both) if (one.status === "rejected" && !(one.reason instanceof Died)) throw one.reason;
    }
  };
  const moveTo = (local: string) => {
    world.at = instant(`${local}:00+08:00`);
  };
  const tick = () => {
    world.at = plusMilliseconds(world.at, FIVE_MINUTES);
  };
  /** Sweeps and sends, every five minutes, until there is nothing to come before `until`. */
  const liveOn = async (until: Instant) => {
    for (let rounds = 0; rounds < 30; rounds += 1) {
      const { nextNeededAt } = await sweep();
      await receive();
      if (nextNeededAt === null || nextNeededAt > until) return nextNeededAt;
      tick();
    }
    throw new Error("it never comes to rest");
  };
  return Object.assign(world, { client, names, file, sweep, watch, send, receive, moveTo, tick, liveOn });
};
/** Some ten times faster, for long lives; in tables that the soak compares with DynamoDB Local (`unlike`). */
export const worldInMemory = (): Promise<World> => makeWorld({ client: tablesInMemory(TABLES), names: NAMES });

export type World = Awaited<ReturnType<typeof makeWorld>>;

export const phoneOf = (from: Roster, person: string): string =>
  from.staff.find(({ id }) => id === `${from.centre}-${person}`)?.phone ?? "";
