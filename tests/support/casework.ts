/** The sample town's cases for tests: its items, its rosters, its calendar, and occasions at instants of one's choosing. */
import { createHash, createHmac } from "node:crypto";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import type { ActedBy, Case } from "../../shared/casework/case.ts";
import { type Filing, fileCase } from "../../shared/casework/handling.ts";
import type { Occasion } from "../../shared/casework/writing.ts";
import type { EntrustedLevel } from "../../shared/directory/entrustment.ts";
import { SAMPLE_ITEMS } from "../../shared/directory/items-sample.ts";
import type { Roster } from "../../shared/directory/roster.ts";
import { sampleTown } from "../../shared/directory/sample-town.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";
import { UNITS_370481 } from "../../shared/directory/units-370481.ts";
import { CaseNumber, type Sha256 } from "../../shared/kernel/ids.ts";
import { instant, localDate, localDateOf } from "../../shared/kernel/local-date.ts";

export const CENTRE = "370481102";
export const OTHER_CENTRE = "370481103";
export const town = sampleTown(UNITS_370481);
export const rosterOf = (centre: string): Roster => town.rosters.find((each) => each.centre === centre)!;
export const roster = rosterOf(CENTRE);
export const hours = tengzhou.officeHours;
export const ladder = tengzhou.ladder;

export const sha256: Sha256 = (text) => createHash("sha256").update(text).digest("hex");
const textHash: Sha256 = (text) => createHmac("sha256", "test").update(text).digest("hex");

export const itemNamed = (code: string): ServiceItem => {
  const item = SAMPLE_ITEMS.find((each) => each.code === code);
  if (item === undefined) throw new Error(`no sample item ${code}`);
  return item;
};
/** A sample item under another regime or with other limits. */
export const itemLike = (code: string, change: Partial<ServiceItem>): ServiceItem => ({
  ...itemNamed(code),
  ...change,
});

export const RESIDENT: ActedBy = { kind: "resident" };
export const CLERK: ActedBy = {
  kind: "staff",
  staffId: `${CENTRE}-a1`,
  postId: `${CENTRE}-p01`,
  basis: "holder",
};

let requests = 0;
/** @param at local time, `2026-09-18T10:00` */
export const occasion = (at: string, by: ActedBy = CLERK): Occasion => {
  const moment = instant(`${at}:00+08:00`);
  requests += 1;
  return {
    at: moment,
    today: localDateOf(moment),
    by,
    token: `request-${requests}`,
    sha256,
    textHash,
    calendar: CHINA_CALENDAR,
    hours,
    ladder,
  };
};

export const caseNumber = (text: string): CaseNumber => CaseNumber.parse(text.padStart(12, "0"));

export const filingOf = (item: ServiceItem, change: Partial<Filing> = {}): Filing => ({
  number: caseNumber("1"),
  bodyHash: "body",
  item,
  decidingOrgan: "滕州市民政局",
  centre: CENTRE,
  channel: "online",
  applicant: { name: "示例甲", phone: "10000000001" },
  urgent: false,
  notifyBySms: false,
  ...change,
});

export const PROXY: ActedBy = { kind: "proxy", staffId: `${CENTRE}201-proxy`, station: `${CENTRE}201` };
/** Filed at a station entrusted so far for the item. */
export const filedAtStation = (
  item: ServiceItem,
  at: string,
  level: EntrustedLevel,
  until = "2026-12-31",
  change: Partial<Filing> = {},
): Case => {
  const { staffId, station } = PROXY as Extract<ActedBy, { kind: "proxy" }>; // as it is written above
  const proxy = { staffId, station, level, authorisation: { until: localDate(until), form: "witness" as const } };
  const filing = filingOf(item, {
    channel: "station",
    station,
    proxy,
    witness: "示例乙",
    notifyBySms: true,
    ...change,
  });
  return fileCase(filing, roster, occasion(at, PROXY));
};

export const filed = (item: ServiceItem, at: string, change: Partial<Filing> = {}): Case =>
  fileCase(filingOf(item, change), roster, occasion(at, RESIDENT));

/** Stages that have been told of; when does not matter here. */
export const told = (...ids: readonly string[]): Case["firedStages"] =>
  Object.fromEntries(ids.map((id) => [id, { at: instant("2026-09-18T09:00:00+08:00") }]));
