/** What a proxy is told by SMS of the cases they filed: that one has gone on, never what it is about (R36, R47). */
import type { Case, LedgerEntry } from "../casework/case.ts";
import { NO_STEPS } from "../casework/proxy-filing.ts";
import { inGroups } from "../kernel/ids.ts";
import { localDateOf } from "../kernel/local-date.ts";
import { type Delivery, openDelivery, proxyDeliveryId } from "./delivery.ts";
import { sendableFrom } from "./quiet-hours.ts";
import { isOvertaken, type SendingDay } from "./resident-messages.ts";

/**
 * The SMS owed to the proxy for one entry of the ledger; undefined: it is no step, the proxy made it, or the authorisation
 * is over. The id follows from case and entry: an entry seen twice is one SMS.
 * @param subject the case with its whole ledger, after the entry
 */
export const proxyDelivery = (
  subject: Case,
  entry: LedgerEntry,
  { at, calendar, window }: SendingDay,
): Delivery | undefined => {
  const { proxy, number, centre } = subject;
  if (proxy === undefined || NO_STEPS.includes(entry.what) || entry.by.kind === "proxy") return undefined;
  if (isOvertaken(subject, entry) || localDateOf(entry.at) > proxy.authorisation.until) return undefined;
  return openDelivery({
    id: proxyDeliveryId(number, entry.version),
    recipient: { kind: "staff", staffId: proxy.staffId, centre },
    content: { template: "proxy-step", params: { number: inGroups(number) } },
    createdAt: at,
    notBefore: sendableFrom(at, calendar, window, false),
    urgent: false,
  });
};
