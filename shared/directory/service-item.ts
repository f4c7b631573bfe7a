/** A service item (事项): what a resident can apply for, and the guide that is published about it (article 6). */
import * as z from "zod";
import { DayLimit, Limit } from "../calendar/limit.ts";
import { Extension, Regime } from "./regime.ts";

export const ItemCode = z
  .string()
  .regex(/^[a-z][a-z0-9-]{2,40}$/)
  .meta({ description: "Code of the service item", example: "rural-homestead-approval" });
export type ItemCode = z.infer<typeof ItemCode>;

const text = (max: number) => z.string().trim().min(1).max(max);

/** Departments with staff at a centre's windows (进驻单位). */
export const UnitKind = z.enum([
  "health",
  "social-security",
  "civil-affairs",
  "agriculture",
  "forestry",
  "medical-insurance",
  "veterans",
  "natural-resources",
]);
export type UnitKind = z.infer<typeof UnitKind>;

export const Material = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  name: text(80),
  /** False: the office looks it up itself and may not demand it as a paper (R19a). */
  demanded: z.boolean(),
  note: text(200).optional(),
  /** True: the case may be accepted without it, against a written promise (容缺受理, R17). */
  conditional: z.boolean().optional(),
});
export type Material = z.infer<typeof Material>;

/** A part of a joint item (联办), done by one unit. */
export const TaskCode = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,40}$/)
  .meta({ description: "Code of one unit's part of a joint item", example: "land-review" });
export type TaskCode = z.infer<typeof TaskCode>;
export const JOINT_ORDERS = ["parallel", "in-order"] as const;
const JointStep = z.strictObject({ code: TaskCode, unit: UnitKind, name: text(60), limit: DayLimit });

export const ServiceItem = z.strictObject({
  schema: z.literal(1),
  code: ItemCode,
  /** Counts up with every published change; a case keeps the version that applied on the day it was filed. */
  version: z.int().min(1),
  name: text(60),
  nameEn: text(120),
  regime: Regime,
  kind: z.enum(["approval", "certificate", "enquiry", "entrusted"]),
  /** Whose window takes it in and decides, where no comprehensive window does the taking in. */
  unit: UnitKind,
  /** In whose name a case is decided; `{town}` stands for the town's government or the sub-district's office. */
  decidingOrgan: text(60),
  centres: z.enum(["all", "towns-only"]),
  /** Hardship or health show in its name: never named in an SMS, on a screen or in a small-number table. */
  sensitive: z.boolean(),
  /** The seven public fields of article 6. */
  guide: z.strictObject({
    legalBasis: text(400),
    procedure: z.array(text(200)).min(1).max(12),
    feeBasis: text(200).nullable(),
    feeStandard: text(100),
  }),
  materials: z.array(Material).min(1).max(20),
  limits: z.strictObject({
    promised: Limit,
    /** null: the law sets none. Absent: the regime's. */
    statutory: DayLimit.nullable().optional(),
    /** Absent: the regime's. */
    notice: DayLimit.optional(),
    /** Absent: the regime's. */
    extension: Extension.optional(),
    /** Urgent variant: hours from receipt, on rest days too. */
    urgentHours: z.int().min(1).max(72).optional(),
  }),
  /** What becomes of an application that is not corrected in time; absent: it is not accepted (R16). */
  uncorrected: z.enum(["not-accepted", "withdrawn"]).optional(),
  /** What becomes of a case whose promised material does not come; absent: it is decided without it (R17). */
  unkeptPromise: z.enum(["decided-without", "not-accepted", "withdrawn"]).optional(),
  /** Switched on by the municipal office: an undecided renewal counts as granted when the licence ends (R19). */
  renewalBySilence: z.boolean().optional(),
  /** Whom a case of this item is sent up to on its way, and how long that body has (article 2). */
  upwardLeg: z.strictObject({ body: text(60), limit: DayLimit }).optional(),
  /** The parts of several units, all to be done before the decision; each has its own limit within the promise. */
  joint: z
    .strictObject({
      order: z.enum(JOINT_ORDERS),
      steps: z
        .array(JointStep)
        .min(2)
        .max(4)
        .refine((steps) => new Set(steps.map(({ code }) => code)).size === steps.length),
    })
    .optional(),
  /** Filing asks whether a relative of the deciding official or of a committee member applies. */
  asksRelatives: z.boolean().optional(),
  /** Invented or unconfirmed content: shown with 示例数据，非政府承诺. */
  sample: z.boolean(),
});
export type ServiceItem = z.infer<typeof ServiceItem>;
