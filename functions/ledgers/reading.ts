/** Whose ledger somebody may read, and how its lines look to them. */
import type { Directory } from "../../shared/directory/directory.ts";
import { ofOffice } from "../../shared/directory/duty.ts";
import { centreName } from "../../shared/directory/names.ts";
import { type TownRegister, townOf } from "../../shared/directory/register.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import { stationOf, villagesOf } from "../../shared/directory/station-register.ts";
import type { CentreCode, StationCode, Village } from "../../shared/directory/units.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { LedgerReader } from "../../shared/ledgers/ledger-lines.ts";
import type { LedgerPlace } from "../../shared/ledgers/ledger-row.ts";
import type { Ledgers } from "../../shared/ledgers/ledgers.ts";
import type { Now } from "../runtime/operation.ts";

export type LedgerNeeds = {
  readonly ledgers: Ledgers;
  readonly directory: Pick<Directory, "items">;
  readonly register: TownRegister;
  readonly villages: readonly Village[];
  /** Whether people and items are invented. */
  readonly sample: boolean;
  readonly now: Now;
};
type Named = { readonly code: string; readonly name: string };
export type Opened = {
  readonly place: LedgerPlace;
  readonly centre: Named;
  readonly station?: Named;
  readonly reader: LedgerReader;
};
export type LedgerAsked = {
  readonly actor: StaffMember;
  readonly params: { readonly centreCode: CentreCode };
  readonly query: { readonly station?: StationCode | undefined };
};

const LEADERS: readonly StaffMember["role"][] = ["director", "deputy-director"];

/**
 * The station whose ledger it is; undefined: the centre's. The municipal office reads any, leaders their own centre's, a
 * proxy that of their own station, whether they name it or not. @throws Refusal `forbidden`
 */
const stationFor = ({ actor, params, query }: LedgerAsked): StationCode | undefined => {
  if (ofOffice(actor)) return query.station;
  if (actor.centre !== params.centreCode) throw new Refusal("forbidden");
  if (LEADERS.includes(actor.role)) return query.station;
  const own = actor.role === "proxy" ? actor.station : undefined;
  if (own === undefined || (query.station !== undefined && query.station !== own)) throw new Refusal("forbidden");
  return own;
};

/** Leaders and the office see every case of the centre; for a proxy it matters which items reveal something. */
const harmlessFor = async ({ role }: StaffMember, { directory }: LedgerNeeds): Promise<ReadonlySet<string>> => {
  if (role !== "proxy") return new Set();
  return new Set((await directory.items()).filter(({ sensitive }) => !sensitive).map(({ code }) => code));
};

/** @throws Refusal `unknown-centre`, `unknown-station`, `forbidden` */
export const openLedger = async (asked: LedgerAsked, needs: LedgerNeeds): Promise<Opened> => {
  const { centreCode } = asked.params;
  const town = townOf(needs.register, centreCode);
  if (town === undefined) throw new Refusal("unknown-centre", { centre: centreCode });
  const code = stationFor(asked);
  const stations = new Map(villagesOf(needs.villages, centreCode).map((each) => [each.code, stationOf(town, each)]));
  const station = code === undefined ? undefined : stations.get(code);
  if (code !== undefined && station === undefined) throw new Refusal("unknown-station", { station: code });
  const reader: LedgerReader = {
    actor: asked.actor,
    today: needs.now().today,
    harmless: await harmlessFor(asked.actor, needs),
    stationName: (each) => stations.get(each)?.name ?? each,
  };
  const centre = { code: centreCode, name: centreName(town) };
  return station === undefined
    ? { place: centreCode, centre, reader }
    : { place: station.code, centre, station: { code: station.code, name: station.name }, reader };
};
