/** Who works where: the people, windows and posts of one centre, and who is away (articles 3, 8 and 9; R38–R42). */
import * as z from "zod";
import { Instant } from "../kernel/local-date.ts";
import { OutsideDuty } from "../municipality/posts.ts";
import { UnitKind } from "./service-item.ts";
import { CentreCode, StationCode } from "./units.ts";

export const StaffId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{2,40}$/)
  .meta({ example: "370481102-a1" });
export type StaffId = z.infer<typeof StaffId>;
export const PostId = z
  .string()
  .regex(/^\d{9}-p\d{2}$/)
  .meta({ example: "370481102-p01" });
export type PostId = z.infer<typeof PostId>;
export const WindowId = z
  .string()
  .regex(/^\d{9}-w\d{2}$/)
  .meta({ example: "370481102-w01" });
export type WindowId = z.infer<typeof WindowId>;

/** Mainland mobile numbers; `10…` is no subscriber's range and stands for invented people. */
export const MobileNumber = z
  .string()
  .regex(/^1[03-9]\d{9}$/)
  .meta({ example: "10000000001" });

export const StaffRole = z.enum(["clerk", "director", "deputy-director", "proxy", "office-member", "office-head"]);
export type StaffRole = z.infer<typeof StaffRole>;

export const StaffMember = z.object({
  schema: z.literal(1),
  id: StaffId,
  name: z.string().min(1).max(40),
  /** Subject of the municipality's sign-in provider. */
  sub: z.string().min(1).max(200),
  phone: MobileNumber.optional(),
  badge: z.string().max(20).optional(),
  role: StaffRole,
  /** Absent for the municipal office. */
  centre: CentreCode.optional(),
  /** Proxies only. */
  station: StationCode.optional(),
  sample: z.boolean(),
});
export type StaffMember = z.infer<typeof StaffMember>;

export const ServiceWindow = z.object({
  schema: z.literal(1),
  id: WindowId,
  centre: CentreCode,
  name: z.string().min(1).max(40),
  number: z.int().min(1),
  /** A comprehensive window (综合窗口) takes in for every unit. */
  comprehensive: z.boolean(),
  unit: UnitKind.optional(),
  head: StaffId,
});
export type ServiceWindow = z.infer<typeof ServiceWindow>;

export const Post = z.object({
  schema: z.literal(1),
  id: PostId,
  centre: CentreCode,
  window: WindowId,
  name: z.string().min(1).max(40),
  holder: StaffId,
  standIn: StaffId,
});
export type Post = z.infer<typeof Post>;

/** What people record. */
export const RecordedKind = z.enum(["leave", "training", "sick", "outside-duty", "other"]);
/** `checked-out` follows from attendance alone. */
export const AbsenceKind = z.enum([...RecordedKind.options, "checked-out"]);
export const Absence = z.object({
  schema: z.literal(1),
  id: z.string(),
  staffId: StaffId,
  centre: CentreCode,
  kind: AbsenceKind,
  from: Instant,
  /** Exclusive; absent while the end is not known. */
  until: Instant.optional(),
  /** Began at the moment at which it was recorded, and was not planned. */
  sudden: z.literal(true).optional(),
  /** Of duties outside the window (R44). The note is a person's words: it is shown to few, and goes with the roster's. */
  duty: OutsideDuty.optional(),
  note: z.string().optional(),
  recordedBy: StaffId,
  recordedAt: Instant,
  /** Set when someone ended it by hand; `plannedUntil` is the end it had before, if any. */
  endedBy: StaffId.optional(),
  endedAt: Instant.optional(),
  plannedUntil: Instant.optional(),
});
export type AbsenceKind = z.infer<typeof AbsenceKind>;
export type Absence = z.infer<typeof Absence>;

/** Everything about one centre's people, as read in one query. */
export type Roster = {
  centre: CentreCode;
  staff: readonly StaffMember[];
  windows: readonly ServiceWindow[];
  posts: readonly Post[];
  absences: readonly Absence[];
};

/** Everyone of one centre, then the municipal office, which never sleeps. */
export type People = { readonly roster: Roster; readonly office: readonly StaffMember[] };
