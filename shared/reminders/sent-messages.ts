/** What the rest of the system asks of what was sent; kept by `shared/aws/delivery-list-store.ts`. */
import * as z from "zod";
import type { StaffId } from "../directory/roster.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { Instant, type LocalDate } from "../kernel/local-date.ts";
import { Delivery, type Resend } from "./delivery.ts";

/** `<instant from which it may be sent>#<delivery id>`: sorts by time, and is unique. */
export type Position = string;

/** What the index of a day carries of a message. */
export const ListedMessage = Delivery.pick({ recipient: true, state: true, content: true, parts: true }).extend({
  deliveryId: z.string(),
  listedAt: z.string(),
});
export type ListedMessage = z.infer<typeof ListedMessage>;

/** Those before a position, the newest first; without one, from the newest on. */
export type Before = { readonly before?: Position | undefined; readonly limit: number };

export type SentMessages = {
  /** To be sent on this day, or sent; none of complaints (R53). */
  ofDay(day: LocalDate, page: Before): Promise<readonly ListedMessage[]>;
  /** To one member of staff, since an instant: where each stands in the list, and its delivery. */
  toStaff(
    staffId: StaffId,
    since: Instant,
    page: Before,
  ): Promise<readonly Pick<ListedMessage, "deliveryId" | "listedAt">[]>;
};

export type Resends = {
  /**
   * Puts a sending-again on a delivery's record, if it was sent again `before` times so far. The delivery as it is now;
   * the caller sees there whose sending-again it was.
   */
  record(deliveryId: string, before: number, resend: Resend): Promise<Delivery | undefined>;
};

/** Where a page goes on. Undefined: no position of ours. */
export const positionIn = (text: string): { readonly position: Position; readonly at: Instant } | undefined => {
  const at = Instant.safeParse(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)#.{1,300}$/.exec(text)?.[1]);
  return at.success ? { position: text, at: at.data } : undefined;
};

/** The cases that a message's notifications are about: their ids begin with the number. */
export const caseNumbersIn = (notifications: Iterable<string>): ReadonlySet<CaseNumber> =>
  new Set([...notifications].flatMap((id) => CaseNumber.safeParse(id.split("#")[0]).data ?? []));
