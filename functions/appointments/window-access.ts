/** Who opens a window's slots, and who sees whom it has to expect. */
import type { Appointments } from "../../shared/appointments/appointments.ts";
import { type AppointmentNumber, centreOfWindow, type Settlement } from "../../shared/appointments/sheet.ts";
import { staffAppointment } from "../../shared/appointments/views.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { capacity, ofOffice } from "../../shared/directory/duty.ts";
import type { Roster, ServiceWindow, StaffMember, WindowId } from "../../shared/directory/roster.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Now } from "../runtime/operation.ts";
import { openNumber } from "./resident-access.ts";
import { settle } from "./settling.ts";

export type WindowNeeds = {
  readonly appointments: Appointments;
  readonly directory: Pick<Directory, "roster">;
  readonly now: Now;
};

/** Of their own centre, a proxy's none; the municipal office's, where nobody of the centre is there for it (R34). */
const isOwn = (roster: Roster, window: ServiceWindow, actor: StaffMember, at: Instant): boolean =>
  ofOffice(actor) ? serves(roster, window, actor, at) : actor.centre === roster.centre && actor.role !== "proxy";

/** A window of the reader's own; another's reads as absent. @throws Refusal `otherwise` */
export const ownWindow = async (
  { directory, now }: Pick<WindowNeeds, "directory" | "now">,
  actor: StaffMember,
  id: WindowId,
  otherwise: "slot-not-found" | "appointment-not-found" = "slot-not-found",
): Promise<{ readonly roster: Roster; readonly window: ServiceWindow }> => {
  const roster = await directory.roster(centreOfWindow(id));
  const window = roster.windows.find((each) => each.id === id);
  if (window === undefined || !isOwn(roster, window, actor, now().at)) throw new Refusal(otherwise);
  return { roster, window };
};

/** The centre's director and deputy, and the window's head. */
export const plans = (actor: StaffMember, window: ServiceWindow): boolean =>
  actor.role === "director" || actor.role === "deputy-director" || window.head === actor.id;

/** Whoever serves at the window now, or plans for it, sees who comes. */
export const serves = (roster: Roster, window: ServiceWindow, actor: StaffMember, at: Instant): boolean =>
  plans(actor, window) ||
  roster.posts.some((post) => post.window === window.id && capacity(roster, post.id, actor, at) !== undefined);

type Marked = { readonly number: AppointmentNumber; readonly actor: StaffMember };

/** @throws Refusal `appointment-not-found`, `forbidden`, and whatever `settle` refuses */
export const markAs = async (needs: WindowNeeds, { number, actor }: Marked, to: Settlement["to"]) => {
  const { at } = needs.now();
  const opened = await openNumber(needs, number, at);
  if (opened === undefined) throw new Refusal("appointment-not-found");
  const { roster, window } = await ownWindow(needs, actor, opened.sheet.window, "appointment-not-found");
  if (!serves(roster, window, actor, at)) throw new Refusal("forbidden");
  const slot = await settle(needs.appointments, opened, number, { to, at, by: actor.id });
  return {
    status: 200,
    body: staffAppointment({ sheet: opened.sheet, slot, number }, opened.appointment, true),
  } as const;
};
