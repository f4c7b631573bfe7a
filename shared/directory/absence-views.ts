/** What staff ask and read about themselves and about who is away. */
import * as z from "zod";
import { type Instant, Instant as InstantSchema, instant } from "../kernel/local-date.ts";
import { OutsideDuty } from "../municipality/posts.ts";
import { postsOnDuty } from "./duty.ts";
import {
  type Absence,
  AbsenceKind,
  PostId,
  RecordedKind,
  type Roster,
  StaffId,
  type StaffMember,
  StaffRole,
} from "./roster.ts";
import { Sampled, sampled } from "./sample-notice.ts";
import { CentreCode, StationCode } from "./units.ts";

/**
 * People write their own clock's time: any offset is taken, and kept as UTC. An offset may carry a day out of the years
 * of four digits; written with more, it would compare wrongly with every other.
 */
export const AnyInstant = z.iso
  .datetime({ offset: true })
  .transform((text) => instant(text))
  .refine((at) => /^\d{4}-/.test(at), { params: { code: "out-of-range" }, message: "not in the years 0 to 9999" })
  .meta({
    override: { type: "string", format: "date-time" },
    description: "An instant, ISO 8601 with its offset",
    example: "2026-09-30T09:00:00+08:00",
  });

export const AbsenceRequest = z
  .strictObject({
    staffId: StaffId.optional().meta({ description: "Absent: oneself. Others: by the centre's deputy or director" }),
    kind: RecordedKind,
    from: AnyInstant.optional().meta({ description: "Absent: now, a sudden absence" }),
    until: AnyInstant.optional().meta({ description: "Exclusive; absent while the end is not known" }),
    duty: OutsideDuty.optional().meta({
      description: "Of kind `outside-duty`: what the duty is. Whoever holds a post must say (R44)",
    }),
    note: z.string().trim().min(1).max(200).optional().meta({ description: "Of a duty: its reason, in a few words" }),
  })
  .refine(({ from, until }) => from === undefined || until === undefined || from < until, {
    path: ["until"],
    params: { code: "reversed-interval" },
    message: "ends before it starts",
  })
  .refine(({ kind, duty }) => duty === undefined || kind === "outside-duty", {
    path: ["duty"],
    params: { code: "invalid-value" },
    message: "only of a duty outside the window",
  })
  .refine(({ duty, note }) => note === undefined || duty !== undefined, {
    path: ["note"],
    params: { code: "invalid-value" },
    message: "only with a duty",
  })
  .refine(({ duty, note }) => duty !== "other" || note !== undefined, {
    path: ["note"],
    params: { code: "required" },
    message: "another duty has to be named",
  })
  .meta({ id: "AbsenceRequest" });
export type AbsenceRequest = z.infer<typeof AbsenceRequest>;

export const AbsenceEnding = z
  .strictObject({ until: AnyInstant.optional().meta({ description: "Absent: now" }) })
  .meta({ id: "AbsenceEnding" });

export const AbsenceIdParam = z.strictObject({ absenceId: z.string().min(1).max(80) });

export const AbsenceView = z
  .object({
    id: z.string(),
    staffId: StaffId,
    staffName: z.string(),
    kind: AbsenceKind.optional().meta({ description: "Shown to the person, the deputy and the director" }),
    from: InstantSchema,
    until: InstantSchema.optional().meta({ description: "Exclusive; absent while the end is not known" }),
    sudden: z.literal(true).optional().meta({ description: "Not planned: it began when it was recorded" }),
    duty: OutsideDuty.optional().meta({ description: "Shown like the kind" }),
    note: z.string().optional().meta({ description: "Shown like the kind" }),
    recordedBy: StaffId,
    endedBy: StaffId.optional(),
  })
  .meta({ id: "Absence" });
export type AbsenceView = z.infer<typeof AbsenceView>;

export const AbsenceReply = z.object({ absence: AbsenceView, ...Sampled }).meta({ id: "AbsenceReply" });
export const AbsenceList = z
  .object({ centre: CentreCode, absences: z.array(AbsenceView), ...Sampled })
  .meta({ id: "AbsenceList" });

const PostView = z.object({ id: PostId, name: z.string(), window: z.string() }).meta({ id: "Post" });

export const Me = z
  .object({
    id: StaffId,
    name: z.string(),
    role: StaffRole,
    centre: z
      .object({ code: CentreCode, name: z.string() })
      .optional()
      .meta({ description: "Absent for the municipal office" }),
    station: StationCode.optional().meta({ description: "Proxies only" }),
    holds: z.array(PostView).meta({ description: "A岗" }),
    standsInFor: z.array(PostView).meta({ description: "B岗" }),
    onDutyFor: z.array(PostView).meta({ description: "The posts whose work is mine now (R39)" }),
    absences: z.array(AbsenceView).meta({ description: "Mine, now and to come" }),
    ...Sampled,
  })
  .meta({ id: "Me" });

/** Not over at an instant, and not cancelled. */
export const isCurrentOrFuture = ({ from, until }: Absence, at: Instant): boolean =>
  until === undefined || (until > at && until > from);

/** The deputy director is in charge of the daily work (article 3), the director of everything. */
export const keepsAttendance = ({ role }: Pick<StaffMember, "role">): boolean =>
  role === "deputy-director" || role === "director";

/** Why someone is away, illness included, is for the person and those who keep attendance. */
export const absenceView = (absence: Absence, staffName: string, reader: StaffMember): AbsenceView => {
  const { id, staffId, kind, from, until, sudden, duty, note, recordedBy, endedBy } = absence;
  const open = keepsAttendance(reader) || reader.id === staffId;
  return {
    id,
    staffId,
    staffName,
    ...(open ? { kind, ...(duty === undefined ? {} : { duty }), ...(note === undefined ? {} : { note }) } : {}),
    from,
    ...(until === undefined ? {} : { until }),
    ...(sudden === undefined ? {} : { sudden }),
    recordedBy,
    ...(endedBy === undefined ? {} : { endedBy }),
  };
};

const nameIn = (roster: Roster, staffId: StaffId, reader: StaffMember): string =>
  staffId === reader.id ? reader.name : (roster.staff.find(({ id }) => id === staffId)?.name ?? staffId);

/** By their beginning. */
export const absenceList = (roster: Roster, reader: StaffMember, at: Instant): z.infer<typeof AbsenceList> => ({
  centre: roster.centre,
  absences: roster.absences
    .filter((absence) => isCurrentOrFuture(absence, at))
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .map((absence) => absenceView(absence, nameIn(roster, absence.staffId, reader), reader)),
  ...sampled(reader.sample || roster.staff.some(({ sample }) => sample)),
});

/** @param roster of the person's centre; absent for the municipal office */
export const meView = (
  me: StaffMember,
  centre: { readonly code: CentreCode; readonly name: string } | undefined,
  roster: Roster | undefined,
  at: Instant,
): z.infer<typeof Me> => {
  const posts = roster?.posts ?? [];
  const seen = ({ id, name, window }: Roster["posts"][number]) => ({ id, name, window });
  const onDutyFor = new Set(roster === undefined ? [] : postsOnDuty(roster, me, at));
  const mine = roster?.absences.filter(({ staffId }) => staffId === me.id) ?? [];
  return {
    id: me.id,
    name: me.name,
    role: me.role,
    ...(centre === undefined ? {} : { centre }),
    ...(me.station === undefined ? {} : { station: me.station }),
    holds: posts.filter(({ holder }) => holder === me.id).map(seen),
    standsInFor: posts.filter(({ standIn }) => standIn === me.id).map(seen),
    onDutyFor: posts.filter(({ id }) => onDutyFor.has(id)).map(seen),
    absences: mine
      .filter((absence) => isCurrentOrFuture(absence, at))
      .map((absence) => absenceView(absence, me.name, me)),
    ...sampled(me.sample),
  };
};
