/** A ledger as a file: read whole, made, put on record, and only then handed out. */
import type { StaffMember } from "../../shared/directory/roster.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { LedgerFile } from "../../shared/ledgers/ledger-document.ts";
import { lineOf, spanOf } from "../../shared/ledgers/ledger-lines.ts";
import { type LedgerForm, MOST_LINES } from "../../shared/ledgers/ledgers.ts";
import { type LedgerAsked, type LedgerNeeds, openLedger } from "./reading.ts";

/** A function answers with at most 6 MB, and bytes travel as base64: a third more. */
export const MOST_MEGABYTES = 4;

type FileAsked = LedgerAsked & {
  readonly actor: StaffMember;
  readonly query: LedgerAsked["query"] & Parameters<typeof spanOf>[0];
  readonly token: string;
};

const ENDINGS: Readonly<Record<LedgerForm, string>> = { csv: "csv", workbook: "xlsx" };

const tooLong = (): Refusal => new Refusal("ledger-too-long", { lines: MOST_LINES, megabytes: MOST_MEGABYTES });

/**
 * Nobody gets what is not on record; what is on record and was not received is no harm.
 * @throws Refusal `ledger-too-long`, and as `openLedger`
 */
export const exportLedger = async <Made extends string | Uint8Array>(
  needs: LedgerNeeds,
  request: FileAsked,
  form: LedgerForm,
  make: (file: LedgerFile) => Promise<Made>,
): Promise<{ status: 200; body: Made; fileName: string }> => {
  const { place, centre, station, reader } = await openLedger(request, needs);
  const span = spanOf(request.query);
  const { at } = needs.now();
  const rows = await needs.ledgers.of(place, span, { limit: MOST_LINES + 1 });
  if (rows.length > MOST_LINES) throw tooLong();
  const lines = rows.map((row) => lineOf(row, reader));
  const body = await make({ ...span, of: (station ?? centre).name, asOf: at, sample: needs.sample, lines });
  if (Buffer.byteLength(body) > MOST_MEGABYTES * 1024 * 1024) throw tooLong();
  await needs.ledgers.noteExport(
    {
      ...{ schema: 1, at, by: request.actor.id, centre: centre.code, form, lines: lines.length, ...span },
      ...(station === undefined ? {} : { station: station.code }),
    },
    request.token,
  );
  return { status: 200, body, fileName: `ledger-${place}-${span.from}-${span.to}.${ENDINGS[form]}` };
};
