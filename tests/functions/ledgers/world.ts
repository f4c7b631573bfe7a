/** The ledgers' routes on real stores, with the permissions that they are deployed with, and what stands in the ledgers. */
import { vi } from "vitest";
import { STAFF_OPERATIONS } from "../../../functions/ledgers/staff-operations.ts";
import { httpHandler } from "../../../functions/runtime/http.ts";
import { directoryStore, readingDirectory } from "../../../shared/aws/directory-store.ts";
import { ledgerStore } from "../../../shared/aws/ledger-store.ts";
import type { Case } from "../../../shared/casework/case.ts";
import type { Filing } from "../../../shared/casework/handling.ts";
import { loadSampleTown } from "../../../shared/directory/loading.ts";
import { townRegister } from "../../../shared/directory/register.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import { villageRegister } from "../../../shared/directory/station-register.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import { LEDGER_ROUTES } from "../../../shared/http/routes/ledgers.ts";
import { type Instant, instant, localDate, localDateOf } from "../../../shared/kernel/local-date.ts";
import { caseRowOf, type LedgerRow } from "../../../shared/ledgers/ledger-row.ts";
import { CENTRE, caseNumber, filed, filedAtStation, itemNamed, OTHER_CENTRE } from "../../support/casework.ts";
import { clientFor, freshTables } from "../../support/tables.ts";
import { caller } from "../directory/calling.ts";

const towns = UNITS_370481.towns.filter(({ code }) => [CENTRE, OTHER_CENTRE].includes(code));
const villages = UNITS_370481.villages.filter(({ centre }) => centre === CENTRE).slice(0, 2);
const sample = sampleTown({ ...UNITS_370481, towns, villages });
const [OWN, NEXT] = sample.proxies;
if (OWN?.station === undefined || NEXT?.station === undefined) throw new Error("the sample has two proxies");
export const PROXY = OWN;
export const OTHER_PROXY = NEXT;
export const STATION = OWN.station;
export const OTHER_STATION = NEXT.station;
export const HEAD = sample.office.find(({ role }) => role === "office-head")!.sub;
export const subOf = (id: string): string =>
  [...sample.rosters.flatMap(({ staff }) => staff), ...sample.proxies].find((each) => each.id === id)!.sub;

/** Filed by a proxy of a station that may accept it. */
export const atStation = (code: string, nth: string, at: string, by = OWN, until = "2026-12-31"): Case => {
  const station = by.station ?? "";
  const authorisation = { until: localDate(until), form: "witness" as const };
  const proxy = { staffId: by.id, station, level: "accept" as const, authorisation };
  return filedAtStation(itemNamed(code), at, "accept", until, { number: caseNumber(nth), station, proxy });
};
export const atCentre = (code: string, nth: string, at: string, change: Partial<Filing> = {}): Case =>
  filed(itemNamed(code), at, { number: caseNumber(nth), ...change });

export const ledgerWorld = async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  const { client, names, endpoint } = await freshTables();
  await loadSampleTown(directoryStore(client, names.directory), sample);
  const asDeployed = clientFor(endpoint, names, "ledgers-staff");
  const directory = readingDirectory(asDeployed, names.directory);
  const clock: { at: Instant } = { at: instant("2026-10-09T09:00:00+08:00") };
  const sent: string[] = [];
  asDeployed.middlewareStack.add(
    (next, context) => async (args) => {
      sent.push(`${context.commandName} ${JSON.stringify(args.input)}`);
      return next(args);
    },
    { step: "initialize" },
  );
  const ledgers = ledgerStore(asDeployed, names.reports);
  const needs = {
    ledgers,
    directory,
    people: directory,
    register: townRegister("370481"),
    villages: villageRegister("370481"),
    sample: true,
    origins: [],
    now: () => ({ at: clock.at, today: localDateOf(clock.at) }),
  };
  const written = ledgerStore(client, names.reports);
  const served = (change: Partial<typeof needs> = {}) =>
    caller(httpHandler("ledgers-staff", LEDGER_ROUTES, STAFF_OPERATIONS, { ...needs, ...change }));
  return {
    call: served(),
    served,
    ledgers,
    clock,
    /** What the function asked of its tables since it was last emptied. */
    sent,
    client,
    names,
    write: async (...rows: readonly (LedgerRow | Case)[]) => {
      for (const row of rows) await written.record("kind" in row ? row : caseRowOf(row));
    },
  };
};
export type LedgerWorld = Awaited<ReturnType<typeof ledgerWorld>>;
