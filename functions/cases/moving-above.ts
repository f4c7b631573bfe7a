/**
 * Who goes after a case that a higher body has: the proxy who filed it, where the station may take it on (R47, R48), or
 * whoever is on duty at its post.
 */
import type { Case } from "../../shared/casework/case.ts";
import { GOING_UP } from "../../shared/casework/proxy-filing.ts";
import { earliestAbove } from "../../shared/casework/sending-up.ts";
import type { Locale } from "../../shared/http/problems.ts";
import type { LocalDate } from "../../shared/kernel/local-date.ts";
import { requireDay } from "../runtime/entered-days.ts";
import { type MoveNeeds, type MoveRequest, moveCase } from "./moving.ts";
import { moveAsProxy } from "./moving-as-proxy.ts";

/** @throws Refusal as `moveCase`, or as `moveAsProxy` for a proxy */
export const moveAbove = (
  needs: MoveNeeds,
  request: MoveRequest,
  change: Parameters<typeof moveCase>[2],
): Promise<Case> =>
  request.actor.role === "proxy" ? moveAsProxy(needs, request, GOING_UP, change) : moveCase(needs, request, change);

/** What happened above is recorded afterwards, but in its order. @throws Refusal `validation-failed`, `not-above` */
export const requireDayAbove = (before: Case, on: LocalDate, today: LocalDate, locale: Locale): void =>
  requireDay("on", on, { earliest: earliestAbove(before), latest: today }, locale);
