/** Among whom a member of the staff stands. */
import type { Directory } from "../../shared/directory/directory.ts";
import { ofOffice } from "../../shared/directory/duty.ts";
import type { People, StaffMember } from "../../shared/directory/roster.ts";

/** Those among whom it shows whether the viewer is walled: one read, whatever they ask for. */
export const peopleAround = async (
  { directory }: { readonly directory: Pick<Directory, "roster" | "office"> },
  viewer: StaffMember,
): Promise<People> => {
  const none = { centre: viewer.centre ?? "", staff: [], windows: [], posts: [], absences: [] };
  if (ofOffice(viewer)) return { roster: none, office: await directory.office() };
  return { roster: viewer.centre === undefined ? none : await directory.roster(viewer.centre), office: [] };
};
