/** The deployed sweep and senders in a town whose time, topic, gateway and deaths are a weaver's. */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { caseDocket } from "../../../functions/reminders/docket.ts";
import { attended } from "../../../functions/reminders/fire-stages.ts";
import { sendSms } from "../../../functions/reminders/send-sms.ts";
import { sweepDeadlines } from "../../../functions/reminders/sweep-deadlines.ts";
import { sha256 } from "../../../functions/runtime/hashes.ts";
import { tengzhou } from "../../../infra/municipalities/tengzhou.ts";
import { caseStore } from "../../../shared/aws/case-store.ts";
import { deliveryStore } from "../../../shared/aws/delivery-store.ts";
import { smsCapStore } from "../../../shared/aws/sms-cap-store.ts";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import type { Roster } from "../../../shared/directory/roster.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import { instantOf, localDateOf } from "../../../shared/kernel/local-date.ts";
import type { Asked, Sms } from "../../../shared/reminders/gateway.ts";
import type { Random } from "../random.ts";
import type { ReminderTables } from "../reminding.ts";
import type { SmsCentre } from "./sms-centre.ts";
import { Died, type Life, newLife, type Weaver } from "./weaver.ts";

export const town = sampleTown(UNITS_370481);

/** As the adapters have it. */
const TIMEOUT_MS = 10_000;
const FIVE_MINUTES_MS = 5 * 60_000;
/** A message or a tick that comes again comes within so many milliseconds: longer than a lease, and than two. */
const AGAIN_WITHIN_MS = 150_000;
const MOST_TICKS = 60;

export type Town = {
  readonly weaver: Weaver;
  readonly centre: SmsCentre;
  readonly random: Random;
  readonly client: DynamoDBDocumentClient;
  readonly names: ReminderTables;
  /** Of the centre that the cases are filed at. */
  readonly roster: Roster;
  /** No tick comes for so long after the first one, milliseconds. */
  readonly downForMs: number;
  /** The schedule and the topic deliver once, twice or three times for so many ticks, and once from then on. */
  readonly restlessTicks: number;
};

/** What has happened to senders between the gateway's taking a message on and the next write that takes effect. */
export type Mishaps = { insideSending: number };

const clientOf = ({ weaver, client }: Town, life: Life, onWrite: () => void): DynamoDBDocumentClient =>
  new Proxy(client, {
    get: (target, name) => {
      if (name !== "send") return Reflect.get(target, name);
      return (command: Parameters<DynamoDBDocumentClient["send"]>[0]) =>
        weaver.step(life, async () => {
          const answer = await target.send(command);
          if (!/^(Get|Query)/.test(command.constructor.name)) onWrite();
          return answer;
        });
    },
  });

const outsideOf = (place: Town, life: Life, onWrite = (): void => {}) => {
  const { weaver, names } = place;
  const client = clientOf(place, life, onWrite);
  return {
    cases: caseStore(client, names.cases),
    deliveries: deliveryStore(client, names.reminders),
    // Nobody complains here.
    complaints: { find: async () => undefined },
    ratings: { find: async () => undefined },
    caps: smsCapStore(client, names.reminders),
    directory: {
      roster: (centre: string) =>
        weaver.step(life, async () => {
          if (centre !== place.roster.centre) throw new Error(`no centre ${centre}`);
          return place.roster;
        }),
      office: () => weaver.step(life, async () => town.office),
      proxies: (centre: string) =>
        weaver.step(life, async () => town.proxies.filter((proxy) => proxy.centre === centre)),
    },
    calendars: { current: () => weaver.step(life, async () => CHINA_CALENDAR) },
    hours: tengzhou.officeHours,
    ladder: tengzhou.ladder,
    window: tengzhou.sms.window,
  };
};

export class SmallTown {
  readonly mishaps: Mishaps = { insideSending: 0 };
  readonly failures: unknown[] = [];
  /** As the last sweep that lived said; until then, now. */
  #nextNeededAt: string | null = "";
  #living = 0;
  readonly #place: Town;
  /** Senders whose message was taken on, and is not on record yet. */
  readonly #inside = new Set<Life>();
  #holders = 0;
  #ticks = 0;

  constructor(place: Town) {
    this.#place = place;
    place.weaver.onJump = (life) => {
      const others = [...this.#inside].filter((each) => each !== life && !each.dead);
      this.mishaps.insideSending += others.length;
    };
  }

  /** The schedule ticks every five minutes until nothing is to come before `until`. */
  async liveOn(until: string): Promise<void> {
    const { weaver } = this.#place;
    this.#tick(until);
    await weaver.run();
  }

  /** Whoever dies, dies; anything else is a failure of the proof. */
  async #live(life: Life, run: Promise<unknown>): Promise<void> {
    this.#living += 1;
    try {
      await run;
    } catch (error) {
      if (!life.dead && !(error instanceof Died)) this.failures.push(error);
    } finally {
      this.#living -= 1;
    }
  }

  #times(): number {
    const { restlessTicks, random } = this.#place;
    return this.#ticks <= restlessTicks ? random.between(1, 3) : 1;
  }

  #soonAndAgain(happens: () => void): void {
    const { weaver, random } = this.#place;
    const times = this.#times();
    for (let n = 0; n < times; n += 1) {
      // At once, so that two race; or while the first is held up; or after its lease.
      const afterMs = random.chance(0.5) ? random.below(1_000) : random.below(AGAIN_WITHIN_MS);
      weaver.later(n === 0 ? random.below(1_000) : afterMs, happens);
    }
  }

  #tick(until: string): void {
    const { weaver } = this.#place;
    this.#ticks += 1;
    const scheduledFor = weaver.ms;
    this.#soonAndAgain(() => this.#sweep(scheduledFor));
    weaver.later(this.#ticks === 1 ? Math.max(FIVE_MINUTES_MS, this.#place.downForMs) : this.#untilNeeded(), () => {
      const rests = this.#living === 0 && (this.#nextNeededAt === null || this.#nextNeededAt > until);
      if (!rests && this.failures.length === 0 && this.#ticks < MOST_TICKS) this.#tick(until);
    });
  }

  /** Idle ticks are left out, as the local run does. */
  #untilNeeded(): number {
    const needed = this.#living > 0 || this.#nextNeededAt === null ? 0 : Date.parse(this.#nextNeededAt) || 0;
    const ticks = Math.ceil((needed - this.#place.weaver.ms) / FIVE_MINUTES_MS);
    return Math.max(1, ticks) * FIVE_MINUTES_MS;
  }

  #sweep(scheduledForMs: number): void {
    const { weaver } = this.#place;
    const life = newLife("sweep");
    const publish = (id: string) => weaver.step(life, async () => this.#soonAndAgain(() => this.#send(id)));
    const { at } = weaver;
    const run = async () => {
      const outside = outsideOf(this.#place, life);
      const sweep = sweepDeadlines({ ...outside, dockets: [attended(caseDocket(outside.cases))], publish });
      const when = { at, today: localDateOf(at), scheduledFor: instantOf(scheduledForMs) };
      const { nextNeededAt } = await sweep({ ...when, remaining: () => 240_000 });
      this.#nextNeededAt = nextNeededAt;
    };
    void this.#live(life, run());
  }

  #send(deliveryId: string): void {
    const { weaver, centre } = this.#place;
    const life = newLife("sender");
    life.onDoom = () => {
      if (this.#inside.has(life)) this.mishaps.insideSending += 1;
    };
    const outside = outsideOf(this.#place, life, () => void this.#inside.delete(life));
    const take = async (sms: Sms) => {
      const before = centre.taken.length;
      const outcome = centre.send(sms, weaver.ms);
      if (centre.taken.length > before) this.#inside.add(life);
      return outcome;
    };
    const find = (asked: Asked) => weaver.step(life, async () => centre.find(asked, weaver.ms));
    const receipt = (asked: Asked) => weaver.step(life, async () => centre.receipt(asked, weaver.ms));
    const run = sendSms({
      ...outside,
      gateway: {
        timeoutMs: TIMEOUT_MS,
        // Nothing is awaited between the guard and the request: on its way it is, for as long as the adapter waits at most.
        send: (sms) =>
          weaver.step(life, () => take(sms), {
            ms: TIMEOUT_MS,
            givenUp: () => ({ outcome: "unknown", code: "no-answer" }),
          }),
        receipt,
        ...(centre.manners.askable ? { find } : {}),
      },
      signature: tengzhou.sms.signature,
      limits: tengzhou.sms.limits,
      numberHash: async () => sha256,
      now: () => {
        const at = weaver.clock(life);
        return { at, today: localDateOf(at) };
      },
      newHolder: () => {
        this.#holders += 1;
        return `holder-${this.#holders}`;
      },
    });
    void this.#live(life, run(deliveryId));
  }
}
