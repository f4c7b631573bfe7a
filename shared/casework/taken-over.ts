/** Where a ledger says that B acted for A without a recorded hand-over (R41): what becomes a finding. */
import { STAND_IN_UNRECORDED } from "../directory/duty.ts";
import type { TakeOver } from "../directory/findings.ts";
import { PostId } from "../directory/roster.ts";
import { localDateOf } from "../kernel/local-date.ts";
import type { Case, LedgerEntry } from "./case.ts";
import type { Contact } from "./contacts.ts";

/** Undefined: the entry was written by somebody on duty, or by nobody of a post. */
export const takeOverIn = ({ number, centre }: Case, { by, at }: LedgerEntry): TakeOver | undefined => {
  if (by.kind !== "staff" || by.basis !== STAND_IN_UNRECORDED) return undefined;
  return {
    schema: 1,
    centre,
    date: localDateOf(at),
    post: by.postId,
    staffId: by.staffId,
    at,
    caseNumber: number,
  };
};

/** Of a contact that was offered to a post, after the version `seen`. */
export const takeOversOfContact = ({ id, centre, ledger }: Contact, seen: number): readonly TakeOver[] =>
  ledger.flatMap(({ version, by, at, facts }): TakeOver[] => {
    const post = PostId.safeParse(facts.post).data;
    if (version <= seen || by.kind !== "staff" || facts.basis !== STAND_IN_UNRECORDED || post === undefined) return [];
    return [{ schema: 1, centre, date: localDateOf(at), post, staffId: by.staffId, at, contactId: id }];
  });
