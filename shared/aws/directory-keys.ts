/** Keys of the directory's table, and how its items are read. */
import * as z from "zod";
import { LastMark } from "../directory/attendance.ts";
import type { Entrustment } from "../directory/entrustment.ts";
import { Absence, type Post, type ServiceWindow, StaffId, type StaffMember } from "../directory/roster.ts";
import { type ItemCode, Material, ServiceItem } from "../directory/service-item.ts";
import { CentreCode } from "../directory/units.ts";
import type { LocalDate } from "../kernel/local-date.ts";

export type Key = { readonly pk: string; readonly sk: string };

export const centrePartition = (centre: CentreCode): string => `centre#${centre}`;
export const proxiesPartition = (centre: CentreCode): string => `proxies#${centre}`;
export const OFFICE_PARTITION = "office";
export const ITEMS_PARTITION = "items";

const placeOf = ({ role, centre, id }: StaffMember): string => {
  if (role === "office-member" || role === "office-head") return OFFICE_PARTITION;
  if (centre === undefined) throw new RangeError(`${id} is a ${role} without a centre`);
  return role === "proxy" ? proxiesPartition(centre) : centrePartition(centre);
};

export const staffKey = (member: StaffMember): Key => ({ pk: placeOf(member), sk: `staff#${member.id}` });
export const entrustedPartition = (centre: CentreCode): string => `entrusted#${centre}`;
export const entrustmentKey = ({ centre, station }: Pick<Entrustment, "centre" | "station">): Key => ({
  pk: entrustedPartition(centre),
  sk: `station#${station}`,
});
export const windowKey = ({ centre, id }: ServiceWindow): Key => ({ pk: centrePartition(centre), sk: `window#${id}` });
export const postKey = ({ centre, id }: Post): Key => ({ pk: centrePartition(centre), sk: `post#${id}` });
export const absencesKey = (centre: CentreCode, staffId: StaffId): Key => ({
  pk: centrePartition(centre),
  sk: `absences#${staffId}`,
});
export const pastAbsenceKey = ({ staffId, from, id }: Absence): Key => ({
  pk: `past-absences#${staffId}`,
  sk: `absence#${from}#${id}`,
});
export const attendancePartition = (staffId: StaffId): string => `attendance#${staffId}`;
export const attendanceKey = ({ staffId, date }: { staffId: StaffId; date: LocalDate }): Key => ({
  pk: attendancePartition(staffId),
  sk: date,
});
export const findingsPartition = (centre: CentreCode): string => `findings#${centre}`;
export const currentItemKey = (code: ItemCode): Key => ({ pk: ITEMS_PARTITION, sk: code });
export const itemVersionKey = (code: ItemCode, version: number): Key => ({
  pk: `item#${code}`,
  sk: `v${String(version).padStart(4, "0")}`,
});

/** What a request may not hold, a stored item may: a newer version of the code may have written it. */
export const StoredServiceItem = z.object({
  ...ServiceItem.shape,
  guide: z.object(ServiceItem.shape.guide.shape),
  materials: z.array(z.object(Material.shape)),
  limits: z.object(ServiceItem.shape.limits.shape),
});

/**
 * One person's absences, and when they last came or went. One item, so that of two writers at once only one can find its
 * version unchanged.
 */
export const StoredAbsences = z.object({
  version: z.int().min(1),
  staffId: StaffId,
  centre: CentreCode,
  absences: z.array(Absence),
  attended: LastMark.optional(),
});
export type StoredAbsences = z.infer<typeof StoredAbsences>;
