/**
 * How the staff get at a complaint: through the walls, always (R53). Whoever they keep out gets the answer for a number that
 * does not exist, after the same reads.
 */
import type { Complaint, ComplaintActor, ComplaintNumber } from "../../shared/complaints/complaint.ts";
import type { Complaints } from "../../shared/complaints/complaints.ts";
import { complaintUpToDate } from "../../shared/complaints/recounting.ts";
import { type Capacity, type Opened, openFor } from "../../shared/complaints/walls.ts";
import type { ComplaintOccasion } from "../../shared/complaints/writing.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { peopleAround } from "../runtime/people-around.ts";
import { type ComplaintNeeds, complaintOccasion } from "./filing.ts";

export type StaffNeeds = ComplaintNeeds & {
  readonly complaints: Complaints;
  readonly directory: Pick<Directory, "roster" | "office">;
};

/** @param reading with its whole ledger, or as much as a move needs @throws Refusal `complaint-not-found` */
export const openAsStaff = async (
  needs: Pick<StaffNeeds, "complaints" | "directory">,
  viewer: StaffMember,
  number: ComplaintNumber,
  at: Instant,
  reading: "find" | "findWhole" = "find",
): Promise<Opened<Complaint>> => {
  const [item, people] = await Promise.all([needs.complaints[reading](number), peopleAround(needs, viewer)]);
  const opened = item && openFor(item, viewer, people, at);
  if (opened === undefined) throw new Refusal("complaint-not-found");
  return opened;
};

export type MoveRequest = {
  readonly params: { readonly complaintNumber: ComplaintNumber };
  readonly actor: StaffMember;
  readonly ifMatch: number;
  readonly token: string;
};

/** Who handles it, or stands in for them. */
export const HANDLING: readonly Capacity[] = ["handler", "above"];
/** Nobody orders, or annuls, for themselves. */
export const OFFICE_ALONE: readonly Capacity[] = ["office"];
export const OVERSEEING: readonly Capacity[] = [...HANDLING, "office"];

/**
 * Saves what `change` makes of the complaint as calendar and time have made it by now (R8), in one conditional write; nothing
 * where it changes nothing. @returns it as the mover saw it last, wherever it
 * has gone
 * @throws Refusal `complaint-not-found`, `forbidden`, `version-conflict`, and what `change` throws
 */
export const moveComplaint = async (
  needs: StaffNeeds,
  { params, actor, ifMatch, token }: MoveRequest,
  change: (before: Complaint, occasion: ComplaintOccasion) => Complaint | Promise<Complaint>,
  may: readonly Capacity[] = HANDLING,
): Promise<Opened<Complaint>> => {
  const moment = needs.now();
  const { as, complaint } = await openAsStaff(needs, actor, params.complaintNumber, moment.at);
  if (!may.includes(as)) throw new Refusal("forbidden");
  if (complaint.version !== ifMatch) throw new Refusal("version-conflict", { version: complaint.version });
  const by: ComplaintActor = { kind: "staff", staffId: actor.id, role: actor.role, as };
  const occasion = await complaintOccasion(needs, complaint.centre, { ...moment, by, token });
  const complaintAfter = await change(complaintUpToDate(complaint, occasion), occasion);
  if (complaintAfter !== complaint) await needs.complaints.save(complaintAfter, ifMatch);
  return { as, complaint: complaintAfter };
};
