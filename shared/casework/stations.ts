/** Where a station only files: the case waits there until it is received at the centre, where its clocks start (R48). */
import type { ServiceItem } from "../directory/service-item.ts";
import type { Case } from "./case.ts";
import { type Clocks, clocksOnReceipt } from "./clocks.ts";
import { isInTime, type Start, started, type Timetable } from "./counting.ts";
import type { Filing } from "./handling.ts";
import { type MoveName, stateAfter } from "./moves.ts";
import { renewalOnReceipt } from "./resident-periods.ts";
import { type Facts, type Occasion, written } from "./writing.ts";

/** Within which the proxy forwards it. */
const FORWARD_WITHIN = { days: 1, unit: "working-days" } as const;
const FORWARDING = { zh: "站点转送便民服务中心时限", en: "the time a station has to forward to its centre" };

type Received = { readonly state: Case["state"]; readonly move: MoveName; readonly clocks: Clocks };

/**
 * What a filing is on receipt: received, its clocks running; or handed in at a station that only files, where no clock
 * but the one for forwarding runs.
 */
export const onReceipt = ({ item, urgent, proxy }: Filing, start: Start, timetable: Timetable): Received =>
  proxy?.level === "file"
    ? {
        state: "at-station",
        move: "hand-in",
        clocks: { forwarding: started("forwarding", start, FORWARD_WITHIN, FORWARDING, timetable) },
      }
    : { state: "filed", move: "file", clocks: clocksOnReceipt(item, start, urgent, timetable) };

export const proxyFacts = ({ proxy }: Pick<Filing, "proxy">): Facts =>
  proxy === undefined
    ? {}
    : {
        station: proxy.station,
        level: proxy.level,
        authorisedUntil: proxy.authorisation.until,
        authorisationForm: proxy.authorisation.form,
      };

/**
 * Received at the centre: this is the receipt that its clocks count from.
 * @param item as published on the day it was handed in
 */
export const forward = (before: Case, item: ServiceItem, occasion: Occasion): Case => {
  const state = stateAfter("forward", before.state);
  const { forwarding } = before.clocks;
  const received: Start = { on: occasion.today, at: occasion.at };
  const urgent = before.ledger[0]?.facts.urgent === true;
  const clocks = clocksOnReceipt(item, received, urgent, occasion);
  return written(
    {
      ...before,
      state,
      receivedAt: received.at,
      receivedOn: received.on,
      ...(before.renewal === undefined ? {} : { renewal: renewalOnReceipt(before, received.on) }),
      clocks: { ...clocks, ...(forwarding === undefined ? {} : { forwarding: { ...forwarding, running: false } }) },
    },
    "forward",
    {
      inTime: forwarding === undefined || isInTime(forwarding, occasion.at, occasion.hours),
      urgent: clocks.urgent !== undefined,
      ...(clocks.promised === undefined ? {} : { dueOn: clocks.promised.dueOn }),
    },
    occasion,
  );
};
