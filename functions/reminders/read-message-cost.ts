import { type LocalDate, monthOf } from "../../shared/kernel/local-date.ts";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { costCounter } from "../../shared/reminders/message-cost.ts";
import type { SentMessages } from "../../shared/reminders/sent-messages.ts";
import { type Now, operation } from "../runtime/operation.ts";
import { daysAsked } from "./list-messages.ts";

const PAGE = 500;
/** Days read at a time. */
const AT_ONCE = 4;
/** Messages: what one request has time for, and more than a town sends in a month. */
const MOST = 100_000;

type Needs = {
  readonly sent: Pick<SentMessages, "ofDay">;
  readonly sms: Pick<MunicipalitySettings["sms"], "signature" | "pricePerPart">;
  readonly now: Now;
};

/**
 * Counted from the messages of the month's days, by the day from which each may be sent. Those about complaints are not among
 * them: their number would tell whoever is walled from one that there is one (R53). Reads only.
 */
export const readMessageCost = operation(
  "read-message-cost",
  ({ sent, sms, now }: Needs) =>
    async ({ query: { month } }) => {
      const { today } = now();
      const counter = costCounter(sms.signature);
      const countDay = async (day: LocalDate): Promise<void> => {
        let before: string | undefined;
        do {
          const page = await sent.ofDay(day, { before, limit: PAGE });
          for (const message of page) counter.count(message);
          before = page.length < PAGE ? undefined : page.at(-1)?.listedAt;
        } while (before !== undefined && counter.counted() < MOST);
      };
      const days = daysAsked({ month }, today);
      for (let n = 0; n < days.length && counter.counted() < MOST; n += AT_ONCE) {
        await Promise.all(days.slice(n, n + AT_ONCE).map(countDay));
      }
      const facts = { over: month < monthOf(today), complete: counter.counted() < MOST, price: sms.pricePerPart };
      return { status: 200, body: counter.result(month, facts) };
    },
);
