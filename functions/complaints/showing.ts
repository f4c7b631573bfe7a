/** What is needed to show a complaint to anyone. */

import type { Complaint } from "../../shared/complaints/complaint.ts";
import { type StaffComplaint, staffComplaint } from "../../shared/complaints/views.ts";
import type { Opened } from "../../shared/complaints/walls.ts";
import { centreName } from "../../shared/directory/names.ts";
import { type TownRegister, townOf } from "../../shared/directory/register.ts";

export type Showing = { readonly register: TownRegister; readonly sample: boolean };

export const shownAs = ({ register, sample }: Showing, { centre }: Complaint) => {
  const town = townOf(register, centre);
  return { centreName: town === undefined ? centre : centreName(town), sample };
};

/** As the staff see it. */
export const answered = (
  needs: Showing,
  { as, complaint }: Opened<Complaint>,
): { status: 200; version: number; body: StaffComplaint } => ({
  status: 200,
  version: complaint.version,
  body: staffComplaint(complaint, as, shownAs(needs, complaint)),
});
