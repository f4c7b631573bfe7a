/** What is made to fail just now, for rehearsing bad days. */
import * as z from "zod";

export const Faults = z.strictObject({
  /**
   * `reject`: the gateway refuses the number or text for good; `throttle`: asks to come again later; `unavailable`: fails;
   * `timeout-after-accept`: sends the SMS, and its answer is lost.
   */
  sms: z.enum(["reject", "throttle", "unavailable", "timeout-after-accept"]).nullable(),
  /**
   * What becomes of the SMS that are taken on from now on; null: they arrive. `never`: nobody hears what became of them;
   * `twice`: the receipt comes twice, and one that contradicts it in between.
   */
  receipts: z.enum(["undeliverable", "never", "twice"]).nullable(),
  /** The gateway shows what it takes on from now on, and its receipt, this much later by the rehearsal clock. */
  smsShownAfterSeconds: z.int().min(0).max(604_800).nullable(),
  /** `throttle`: nothing is read or written; `lost-reply`: it is, and the first answer to each request is lost. */
  dynamodb: z.enum(["throttle", "lost-reply"]).nullable(),
  topics: z.enum(["throttle", "unavailable"]).nullable(),
  /** `held`: the tables' streams are not read; what they hold is handed over as soon as they are. */
  streams: z.literal("held").nullable(),
});
export type Faults = z.infer<typeof Faults>;

export type FaultSwitch = {
  readonly current: Faults;
  /** Leaves alone what is not named. */
  set(faults: Partial<Faults>): Faults;
};

export const createFaults = (changed: (faults: Faults) => void): FaultSwitch => {
  let current: Faults = {
    sms: null,
    receipts: null,
    smsShownAfterSeconds: null,
    dynamodb: null,
    topics: null,
    streams: null,
  };
  return {
    get current() {
      return current;
    },
    set(faults) {
      current = { ...current, ...faults };
      changed(current);
      return current;
    },
  };
};
