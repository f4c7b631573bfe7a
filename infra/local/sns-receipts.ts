/**
 * The delivery status of text messages as SNS writes it to its two log groups, in the words of "Viewing Amazon CloudWatch
 * metrics and logs for SMS deliveries". A log holds the telephone number; whoever reads it must not keep it.
 */
import type { RehearsalClock } from "./clock.ts";
import type { Logs } from "./logs.ts";
import type { Carried, Receipt } from "./sms-carrier.ts";

const groupOf = (place: { readonly region: string; readonly account: string }, receipt: Receipt): string => {
  const arrived = `sns/${place.region}/${place.account}/DirectPublishToPhoneNumber`;
  return receipt === "delivered" ? arrived : `${arrived}/Failure`;
};

const recordOf = ({ phone, messageId, at, shownFrom }: Carried, receipt: Receipt): string =>
  JSON.stringify({
    notification: { messageId, timestamp: new Date(at).toISOString().replace("T", " ").replace("Z", "") },
    delivery: {
      phoneCarrier: "A carrier",
      mnc: 0,
      numberOfMessageParts: 1,
      destination: phone,
      priceInUSD: 0.05,
      smsType: "Transactional",
      mcc: 460,
      providerResponse:
        receipt === "delivered" ? "Message has been accepted by phone" : "Phone is currently unreachable/unavailable",
      dwellTimeMs: 600,
      dwellTimeMsUntilDeviceAck: shownFrom - at,
    },
    status: receipt === "delivered" ? "SUCCESS" : "FAILURE",
  });

/** One record for each receipt, when the clock says that it shows. */
export const snsReceipts =
  (logs: Logs, clock: Pick<RehearsalClock, "at">, place: { readonly region: string; readonly account: string }) =>
  (sms: Carried): void => {
    for (const receipt of sms.receipts)
      clock.at(sms.shownFrom, () => logs.write(groupOf(place, receipt), recordOf(sms, receipt), sms.shownFrom));
  };
