/**
 * What may be done to a bulletin whose sheet is frozen, beside signing it off: a centre objects to its own figures, the
 * municipal office answers (R65), and records what was wrong (R69). The sheet itself never changes.
 */
import type { StaffMember } from "../directory/roster.ts";
import type { CentreCode } from "../directory/units.ts";
import type { Instant } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Correction } from "./addenda.ts";
import { type Bulletin, isOpenToObjections } from "./bulletin.ts";
import { shownToCentres } from "./editions.ts";
import type { Figures } from "./figures.ts";
import type { Objection, ObjectionId, ObjectionOutcome } from "./objections.ts";
import type { BulletinSheet } from "./sheet.ts";

/** Together with the length of their texts these keep a bulletin's item below 300 KB. */
export const MOST_OBJECTIONS_OF_CENTRE = 4;
export const MOST_CORRECTIONS = 40;

type Occasion = { readonly at: Instant; readonly token: string };
type Actor = Pick<StaffMember, "id" | "role" | "centre">;

/** The centre that somebody leads: its director and its deputy. @throws Refusal `forbidden` */
export const ledCentre = ({ role, centre }: Pick<StaffMember, "role" | "centre">): CentreCode => {
  const leads = role === "director" || role === "deputy-director";
  if (!leads || centre === undefined) throw new Refusal("forbidden");
  return centre;
};

export const objectionsOf = ({ objections }: Pick<Bulletin, "objections">, centre: CentreCode): Objection[] =>
  objections.filter((each) => each.centre === centre);

const moved = (before: Bulletin, { token }: Occasion, changes: Partial<Bulletin>): Bulletin => ({
  ...before,
  ...changes,
  version: before.version + 1,
  token,
});

export type ObjectionRequest = { readonly figure?: string | undefined; readonly reason: string };

/**
 * A leader's, to their own centre's figures, until the end of the window's last day.
 * @throws Refusal `forbidden`, `objection-too-late`, `figure-not-there`, `bulletin-full`
 */
export const object = (before: Bulletin, by: Actor, asked: ObjectionRequest, occasion: Occasion): Bulletin => {
  const centre = ledCentre(by);
  const { month, objectUntil } = before;
  if (!isOpenToObjections(before, occasion.at)) throw new Refusal("objection-too-late", { month, objectUntil });
  const { figure, reason } = asked;
  if (figure !== undefined && !shownToCentres(figure)) throw new Refusal("figure-not-there");
  const own = objectionsOf(before, centre).length;
  if (own >= MOST_OBJECTIONS_OF_CENTRE) throw new Refusal("bulletin-full", { month, most: MOST_OBJECTIONS_OF_CENTRE });
  const objection: Objection = {
    id: `${centre}-${own + 1}`,
    ...{ centre, ...(figure === undefined ? {} : { figure }), reason },
    ...{ by: by.id, at: occasion.at, state: "open" as const },
  };
  return moved(before, occasion, { objections: [...before.objections, objection] });
};

export type CorrectionRequest = {
  readonly centre?: CentreCode | undefined;
  readonly figure: string;
  readonly said: string;
  readonly right: string;
  readonly reason: string;
};

/** The figure as the sheet has it, where it is one number or one rate; undefined: look at the sheet. */
const printed = (figures: Figures, figure: string): string | undefined => {
  const value: unknown = Object.entries(figures).find(([name]) => name === figure)?.[1];
  if (figure === "promise") return `${figures.promise.onTime}/${figures.promise.due}`;
  return typeof value === "number" ? String(value) : undefined;
};

/** @throws Refusal `figure-not-there`, `correction-not-fit` where the sheet says something else, or nothing would change */
const requireFit = ({ centre, figure, said, right }: CorrectionRequest, sheet: BulletinSheet): void => {
  const figures = centre === undefined ? sheet.total : sheet.centres.find(({ code }) => code === centre)?.figures;
  if (figures === undefined || !sheet.definitions.some((each) => each.figure === figure)) {
    throw new Refusal("figure-not-there");
  }
  const stands = printed(figures, figure) ?? said;
  if (stands !== said || said === right) throw new Refusal("correction-not-fit", { said: stands });
};

const withCorrection = (
  before: Bulletin,
  by: Pick<Actor, "id">,
  asked: CorrectionRequest & { readonly objection?: ObjectionId },
  { at }: Occasion,
): readonly [Bulletin, Correction] => {
  const { month, corrections } = before;
  if (corrections.length >= MOST_CORRECTIONS) throw new Refusal("bulletin-full", { month, most: MOST_CORRECTIONS });
  const { centre, figure, said, right, reason, objection } = asked;
  const correction: Correction = {
    id: `${month}#${corrections.length + 1}`,
    ...(centre === undefined ? {} : { centre }),
    ...{ figure, said, right, reason, ...(objection === undefined ? {} : { objection }) },
    ...{ at, by: by.id },
  };
  return [{ ...before, corrections: [...corrections, correction] }, correction];
};

/**
 * To an issued bulletin. While it is not issued, what is wrong is corrected in the answer to an objection.
 * @throws Refusal `bulletin-not-issued`, `figure-not-there`, `correction-not-fit`, `bulletin-full`
 */
export const correct = (
  before: Bulletin,
  sheet: BulletinSheet,
  by: Pick<Actor, "id">,
  asked: CorrectionRequest,
  occasion: Occasion,
): Bulletin => {
  if (before.state !== "issued") throw new Refusal("bulletin-not-issued", { month: before.month });
  requireFit(asked, sheet);
  return moved(withCorrection(before, by, asked, occasion)[0], occasion, {});
};

export type AnswerRequest = {
  readonly objection: ObjectionId;
  readonly outcome: ObjectionOutcome;
  readonly text: string;
  /** Of the objecting centre's figures; of an accepted objection only. */
  readonly correction?: Omit<CorrectionRequest, "centre"> | undefined;
};

/**
 * The office's, once. What it accepts as wrong is recorded with it, and changes nothing in the frozen sheet.
 * @throws Refusal `objection-not-found`, `objection-answered`, `figure-not-there`, `correction-not-fit`, `bulletin-full`
 */
export const answerObjection = (
  before: Bulletin,
  sheet: BulletinSheet,
  by: Pick<Actor, "id">,
  asked: AnswerRequest,
  occasion: Occasion,
): Bulletin => {
  const { month } = before;
  const objection = before.objections.find(({ id }) => id === asked.objection);
  if (objection === undefined) throw new Refusal("objection-not-found", { month });
  if (objection.state === "answered") throw new Refusal("objection-answered", { objection: objection.id });
  const wrong = asked.correction && { ...asked.correction, centre: objection.centre, objection: objection.id };
  if (wrong !== undefined) requireFit(wrong, sheet);
  const [kept, correction] = wrong === undefined ? [before, undefined] : withCorrection(before, by, wrong, occasion);
  const answer = {
    ...{ outcome: asked.outcome, text: asked.text, at: occasion.at, by: by.id },
    ...(correction === undefined ? {} : { correction: correction.id }),
  };
  const answered: Objection = { ...objection, state: "answered", answer };
  const objections = before.objections.map((each) => (each.id === objection.id ? answered : each));
  return moved(kept, occasion, { objections });
};
