/** How a resident opens a complaint: by its number and the look-up code, without an account (R51). */
import type { Complaint } from "../../shared/complaints/complaint.ts";
import { lockOf, openForResident } from "../../shared/complaints/walls.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { openWithCode, type Tried } from "../runtime/opening.ts";
import type { ComplaintNeeds } from "./filing.ts";

export type ProxiesNeeds = { readonly people: Pick<Directory, "proxies"> };
export type AccessNeeds = Pick<ComplaintNeeds, "complaints" | "keyed" | "now">;

/** @throws Refusal `complaint-not-found`, `too-many-attempts` */
export const openComplaint = async ({ complaints, keyed, now }: AccessNeeds, tried: Tried): Promise<Complaint> => {
  const guarded = {
    find: async (number: Tried["number"]) => {
      const item = await complaints.find(number);
      return item && { ...lockOf(item), item };
    },
    attempts: complaints.attempts,
    recordWrongCode: complaints.recordWrongCode,
  };
  const { item } = await openWithCode(guarded, { keyed, now }, tried, "complaint-not-found");
  return openForResident(item);
};

/** What a complaint is handled together with (R58): how that ended is told to whoever holds the code of either. */
export const joinedWith = async (
  { complaints }: Pick<AccessNeeds, "complaints">,
  { joinedTo }: Complaint,
): Promise<Complaint | undefined> => {
  const item = joinedTo && (await complaints.find(joinedTo));
  return item && openForResident(item);
};
