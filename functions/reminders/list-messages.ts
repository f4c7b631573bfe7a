import { firstDayOf, type LocalDate, lastDayOf, localDateOf, plusDays } from "../../shared/kernel/local-date.ts";
import type { Delivery } from "../../shared/reminders/delivery.ts";
import type { MessagesQuery } from "../../shared/reminders/message-views.ts";
import { caseNumbersIn, type ListedMessage, type SentMessages } from "../../shared/reminders/sent-messages.ts";
import { cursorAt } from "../runtime/cursor.ts";
import { type Now, operation } from "../runtime/operation.ts";
import { messagePosition } from "./message-naming.ts";
import { type ShowingNeeds, showing } from "./showing-messages.ts";

/** Messages looked at for one page, whatever is asked for. */
const LOOKED_AT = 200;
const LEAST_AT_ONCE = 20;

type Needs = ShowingNeeds & { readonly sent: Pick<SentMessages, "ofDay">; readonly now: Now };

/** The last one first. */
export const daysAsked = ({ day, month }: Pick<MessagesQuery, "day" | "month">, today: LocalDate): LocalDate[] => {
  if (month === undefined) return [day ?? today];
  const days: LocalDate[] = [];
  for (let each = lastDayOf(month); each >= firstDayOf(month); each = plusDays(each, -1)) days.push(each);
  return days;
};

const isAsked = ({ recipient, state }: ListedMessage, query: MessagesQuery): boolean =>
  (query.state === undefined || state === query.state) &&
  (query.centre === undefined || recipient.centre === query.centre) &&
  (query.caseNumber === undefined || recipient.kind === "staff" || recipient.caseNumber === query.caseNumber);

/** A digest names its cases only in its notifications; what else staff are told carries the number in its own id. */
const isAbout = ({ recipient, id, notifications = new Set() }: Delivery, { caseNumber }: MessagesQuery): boolean =>
  caseNumber === undefined ||
  recipient.kind === "resident" ||
  id.startsWith(`${caseNumber}#`) ||
  caseNumbersIn(notifications).has(caseNumber);

type Look = {
  readonly found: readonly Delivery[];
  /** Undefined: nothing is left to look at. */
  readonly readTo: string | undefined;
};

/** Day after day, until a page is full or enough was looked at. */
const look = async (
  days: readonly LocalDate[],
  before: string | undefined,
  query: MessagesQuery,
  needs: Needs,
): Promise<Look> => {
  const found: Delivery[] = [];
  const size = Math.max(query.limit, LEAST_AT_ONCE);
  let readTo = before;
  let left = LOOKED_AT;
  for (const day of days) {
    let listed: readonly ListedMessage[];
    do {
      listed = await needs.sent.ofDay(day, { before: readTo, limit: size });
      const asked = await Promise.all(
        listed.map(async (each) => (isAsked(each, query) ? needs.deliveries.get(each.deliveryId) : undefined)),
      );
      for (const [index, delivery] of asked.entries()) {
        readTo = listed[index]?.listedAt;
        if (delivery !== undefined && isAbout(delivery, query)) found.push(delivery);
        if (found.length === query.limit) return { found, readTo };
      }
      left -= listed.length;
      if (left <= 0) return { found, readTo };
    } while (listed.length === size);
  }
  return { found, readTo: undefined };
};

/**
 * What was sent to whom about what, and what became of it: of a day, or of a month. Looks at a bounded number of messages:
 * a page may be short, or empty, with a cursor all the same.
 */
export const listMessages = operation("list-messages", (needs: Needs) => async ({ query, locale }) => {
  const before = messagePosition(query.cursor, locale);
  const until = before && localDateOf(before.at);
  const days = daysAsked(query, needs.now().today).filter((day) => until === undefined || day <= until);
  const { found, readTo } = await look(days, before?.position, query, needs);
  const show = showing(needs);
  return {
    status: 200,
    body: {
      messages: await Promise.all(found.map(show)),
      ...(readTo === undefined ? {} : { cursor: cursorAt(readTo) }),
    },
  };
});
