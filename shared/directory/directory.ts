/** What the rest of the system asks of the directory; kept by `shared/aws/directory-store.ts`. */
import type { Instant } from "../kernel/local-date.ts";
import type { Absence, Roster, StaffId, StaffMember } from "./roster.ts";
import type { ItemCode, ServiceItem } from "./service-item.ts";
import type { CentreCode } from "./units.ts";

export type Directory = {
  /** The current version, or the one that applied when a case was filed. Undefined: no such item. */
  item(code: ItemCode, version?: number): Promise<ServiceItem | undefined>;
  /** Every current item, by code. */
  items(): Promise<readonly ServiceItem[]>;
  /** Everyone of one centre and who is away, in one query. A centre without people has an empty roster. */
  roster(centre: CentreCode): Promise<Roster>;
  staffBySub(sub: string): Promise<StaffMember | undefined>;
  /** Members of the municipal office, by id. */
  office(): Promise<readonly StaffMember[]>;
};

export type Absences = {
  /** Put if absent: recording the same absence twice changes nothing. @throws Refusal `absence-overlaps` */
  record(absence: Absence): Promise<void>;
  /** @throws Refusal `not-found` when there is no such open absence */
  end(centre: CentreCode, id: string, staffId: StaffId, until: Instant): Promise<Absence>;
};
