import { sampled } from "../../shared/directory/sample-notice.ts";
import { lineOf, spanOf } from "../../shared/ledgers/ledger-lines.ts";
import { positionIn, positionOf } from "../../shared/ledgers/ledgers.ts";
import { cursorAt, requirePosition } from "../runtime/cursor.ts";
import { operation } from "../runtime/operation.ts";
import { type LedgerNeeds, openLedger } from "./reading.ts";

/** One page. What is written down while somebody pages comes at the end; a line that they have seen may go further. */
export const readLedger = operation("read-ledger", (needs: LedgerNeeds) => async (request) => {
  const { query, locale } = request;
  const after = requirePosition(query.cursor, positionIn, locale);
  const { place, centre, station, reader } = await openLedger(request, needs);
  const span = spanOf(query);
  const found = await needs.ledgers.of(place, span, { after, limit: query.limit + 1 });
  const shown = found.slice(0, query.limit);
  const last = found.length > shown.length ? shown.at(-1) : undefined;
  return {
    status: 200,
    body: {
      centre,
      ...(station === undefined ? {} : { station }),
      ...span,
      asOf: needs.now().at,
      lines: shown.map((row) => lineOf(row, reader)),
      ...(last === undefined ? {} : { cursor: cursorAt(positionOf(last)) }),
      ...sampled(needs.sample),
    },
  };
});
