/** Bulletins as the municipal office, the leaders of a centre, and anyone reads them. */
import * as z from "zod";
import { text } from "../casework/requests.ts";
import { CentreCode } from "../directory/units.ts";
import { Instant, LocalDate, Month } from "../kernel/local-date.ts";
import { Correction, FigureValue } from "./addenda.ts";
import { Bulletin, BulletinState, isOpenToObjections, openObjections } from "./bulletin.ts";
import { CentreEdition } from "./editions.ts";
import { objectionsOf } from "./objecting.ts";
import { Objection, ObjectionAnswer, ObjectionId, ObjectionOutcome } from "./objections.ts";
import { PublicExtract } from "./public-extract.ts";
import { BulletinSheet } from "./sheet.ts";

export const MonthParam = z.object({ month: Month });

const INSIDE = { schema: true, token: true, objections: true, corrections: true, addenda: true } as const;
/** Without what staff wrote: lists stay small. */
export const BulletinSummary = Bulletin.omit(INSIDE)
  .extend({ openObjections: z.int().min(0).meta({ description: "Not answered yet: it cannot be signed off" }) })
  .meta({ id: "BulletinSummary" });
export const summaryOf = (bulletin: Bulletin): z.input<typeof BulletinSummary> => ({
  ...bulletin,
  openObjections: openObjections(bulletin),
});

/** What became of it since its sheet was frozen. */
export const ObjectedBulletin = BulletinSummary.extend({
  objections: z.array(Objection),
  corrections: z.array(Correction).meta({ description: "Told as addenda in the next sheet that is made (R69)" }),
}).meta({ id: "ObjectedBulletin" });
export const objectedOf = (bulletin: Bulletin): z.input<typeof ObjectedBulletin> => ({
  ...summaryOf(bulletin),
  objections: bulletin.objections,
  corrections: bulletin.corrections,
});

export const BulletinPage = z
  .object({
    bulletins: z.array(BulletinSummary).meta({ description: "The newest first" }),
    cursor: z.string().optional().meta({ description: "Opaque; absent on the last page" }),
  })
  .meta({ id: "BulletinPage" });

export const FullBulletin = ObjectedBulletin.extend({ sheet: BulletinSheet }).meta({ id: "Bulletin" });

export const ObjectionParams = MonthParam.extend({ objection: ObjectionId });

/** Letters: with at most four objections a centre, a bulletin stays small enough for one item. */
const FREE_TEXT = 400;
const figure = z.string().max(40).meta({ description: "Code of its definition", example: "promise" });

export const ObjectionBody = z.strictObject({
  figure: figure.optional(),
  reason: text(FREE_TEXT).meta({ description: "What is wrong, and why; the office answers it" }),
});

const Corrected = { figure, said: FigureValue, right: FigureValue, reason: text(200) };
export const CorrectionBody = z.strictObject({
  centre: CentreCode.optional().meta({ description: "Absent: of the whole municipality" }),
  ...Corrected,
});

const correction = z.strictObject(Corrected).meta({ description: "Of the objecting centre's figures" });
/** What was rejected was right, and is not corrected. */
export const AnswerBody = z.discriminatedUnion("outcome", [
  z.strictObject({
    outcome: z.literal(ObjectionOutcome.enum.accepted),
    text: text(FREE_TEXT),
    correction: correction.optional(),
  }),
  z.strictObject({ outcome: z.literal(ObjectionOutcome.enum.rejected), text: text(FREE_TEXT) }),
]);

/** How far a month's bulletin has come, for the leaders of a centre. */
export const CentreBulletinSummary = z
  .object({
    month: Month,
    state: BulletinState,
    objectUntil: LocalDate.meta({ description: "Until the end of this day the centre may object to its figures" }),
    openToObjections: z.boolean(),
    signedOffAt: Instant.optional(),
    sample: z.boolean(),
  })
  .meta({ id: "CentreBulletinSummary" });
export const centreSummaryOf = (bulletin: Bulletin, at: Instant): z.input<typeof CentreBulletinSummary> => ({
  ...bulletin,
  openToObjections: isOpenToObjections(bulletin, at),
});

const cursor = z.string().optional().meta({ description: "Opaque; absent on the last page" });
export const CentreBulletinPage = z
  .object({ bulletins: z.array(CentreBulletinSummary).meta({ description: "The newest first" }), cursor })
  .meta({ id: "CentreBulletinPage" });

/** One's own, with what became of it: who of the office answered is not said. */
const OwnObjection = Objection.omit({ centre: true })
  .extend({ answer: ObjectionAnswer.omit({ by: true }).optional() })
  .meta({ id: "OwnBulletinObjection" });

export const CentreBulletin = CentreBulletinSummary.extend({
  provisional: z.boolean().meta({ description: "Not issued yet: own figures only" }),
  edition: CentreEdition,
  objections: z.array(OwnObjection).meta({ description: "The centre's own" }),
}).meta({ id: "CentreBulletin" });

export const centreBulletinOf = (
  bulletin: Bulletin,
  edition: CentreEdition,
  at: Instant,
): z.input<typeof CentreBulletin> => ({
  ...centreSummaryOf(bulletin, at),
  provisional: bulletin.state !== "issued",
  edition,
  objections: objectionsOf(bulletin, edition.centre.code),
});

const PublicBulletinSummary = z
  .object({ month: Month, signedOffAt: Instant.optional(), sample: z.boolean() })
  .meta({ id: "PublicBulletinSummary" });
export const PublicBulletinPage = z
  .object({ bulletins: z.array(PublicBulletinSummary).meta({ description: "Those issued, the newest first" }), cursor })
  .meta({ id: "PublicBulletinPage" });
export const PublicBulletin = PublicBulletinSummary.extend({ extract: PublicExtract }).meta({ id: "PublicBulletin" });
