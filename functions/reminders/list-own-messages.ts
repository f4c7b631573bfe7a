import { instantAt, plusDays } from "../../shared/kernel/local-date.ts";
import type { SentMessages } from "../../shared/reminders/sent-messages.ts";
import { cursorAt } from "../runtime/cursor.ts";
import { type Now, operation } from "../runtime/operation.ts";
import { messagePosition } from "./message-naming.ts";
import { type ShowingNeeds, showing } from "./showing-messages.ts";

/** Days. */
const SHOWN_FOR = 90;

type Needs = ShowingNeeds & { readonly sent: Pick<SentMessages, "toStaff">; readonly now: Now };

/** What was sent to the reader, the newest first. Reads one page, whatever was sent before. */
export const listOwnMessages = operation("list-own-messages", (needs: Needs) => async ({ actor, query, locale }) => {
  const before = messagePosition(query.cursor, locale)?.position;
  const since = instantAt(plusDays(needs.now().today, -SHOWN_FOR), "00:00");
  const found = await needs.sent.toStaff(actor.id, since, { before, limit: query.limit + 1 });
  const shown = found.slice(0, query.limit);
  const deliveries = await Promise.all(shown.map(({ deliveryId }) => needs.deliveries.get(deliveryId)));
  const show = showing(needs);
  const last = found.length > shown.length ? shown.at(-1) : undefined;
  return {
    status: 200,
    body: {
      messages: await Promise.all(deliveries.flatMap((each) => (each === undefined ? [] : [show(each)]))),
      ...(last === undefined ? {} : { cursor: cursorAt(last.listedAt) }),
    },
  };
});
