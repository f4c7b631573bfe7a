/** Cases of the sample town, made by the same moves as real ones. */
import { createHash } from "node:crypto";
import { tengzhou } from "../../../infra/municipalities/tengzhou.ts";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import type { Case } from "../../../shared/casework/case.ts";
import { type Filing, fileCase } from "../../../shared/casework/handling.ts";
import type { Occasion } from "../../../shared/casework/writing.ts";
import type { Roster } from "../../../shared/directory/roster.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import type { ServiceItem } from "../../../shared/directory/service-item.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import { CaseNumber } from "../../../shared/kernel/ids.ts";
import { instant, localDateOf } from "../../../shared/kernel/local-date.ts";

export const town = sampleTown(UNITS_370481);
export const roster: Roster = town.rosters[0]!;
export const hours = tengzhou.officeHours;
export const ladder = tengzhou.ladder;
export const window = tengzhou.sms.window;
export const calendar = CHINA_CALENDAR;

export const itemNamed = (code: string): ServiceItem => {
  const item = town.items.find((each) => each.code === code);
  if (item === undefined) throw new Error(`the sample town has no item ${code}`);
  return item;
};

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** @param at local time, `2026-09-18T09:00` */
export const occasion = (at: string, token = `token-${at}`): Occasion => {
  const moment = instant(`${at}:00+08:00`);
  return {
    at: moment,
    today: localDateOf(moment),
    by: { kind: "resident" },
    token,
    sha256,
    textHash: sha256,
    calendar,
    hours,
    ladder,
  };
};

export type Sample = {
  readonly number?: string;
  readonly item?: string;
  readonly filedAt?: string;
  readonly urgent?: boolean;
  readonly phone?: string | undefined;
  readonly notifyBySms?: boolean;
  readonly roster?: Roster;
};

export const filingOf = (sample: Sample = {}): Filing => ({
  number: CaseNumber.parse(sample.number ?? "K7M29QXR4T3B"),
  bodyHash: "body",
  item: itemNamed(sample.item ?? "tree-felling-licence"),
  decidingOrgan: "滕州市林业局",
  centre: (sample.roster ?? roster).centre,
  channel: "online",
  applicant: {
    name: "张示安",
    ...("phone" in sample ? (sample.phone ? { phone: sample.phone } : {}) : { phone: "10000000001" }),
  },
  urgent: sample.urgent ?? false,
  notifyBySms: sample.notifyBySms ?? true,
});

export const filedCase = (sample: Sample = {}): Case =>
  fileCase(filingOf(sample), sample.roster ?? roster, occasion(sample.filedAt ?? "2026-09-18T09:00"));
