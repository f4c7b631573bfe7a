/** Sent to a higher body, received there, returned from there. The clocks that decide go on running meanwhile. */
import type { ServiceItem } from "../directory/service-item.ts";
import type { LocalDate } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Case } from "./case.ts";
import { started } from "./counting.ts";
import { stateAfter } from "./moves.ts";
import { goesAfterIt } from "./proxy-filing.ts";
import { requireRoom } from "./room.ts";
import { type AnswerFromAbove, openLeg, type UpwardLeg } from "./upward-leg.ts";
import { type Occasion, written } from "./writing.ts";

const UPWARD = { zh: "报上级机关办理时限", en: "the time that the higher body has" };

/** @throws Refusal `is-above` while the case lies with a higher body */
export const requireNotAbove = ({ upwardLegs }: Pick<Case, "upwardLegs">): void => {
  const open = openLeg(upwardLegs);
  if (open !== undefined) throw new Refusal("is-above", { body: open.body, day: open.sentOn });
};

const requireAbove = ({ upwardLegs }: Case): UpwardLeg => {
  const open = openLeg(upwardLegs);
  if (open === undefined) throw new Refusal("not-above");
  return open;
};

const replacingLast = (legs: Case["upwardLegs"], leg: UpwardLeg): UpwardLeg[] => [...(legs ?? []).slice(0, -1), leg];

const responsibleFor = ({ proxy, decidingPost }: Case): UpwardLeg["responsible"] =>
  goesAfterIt(proxy) ? { proxy: proxy.staffId } : { post: decidingPost };

/**
 * To the body that the item's guide names, today; once more after it came back. Its own clock starts.
 * @param item as published on the day of filing
 * @throws Refusal `no-upward-leg`, `is-above`, `case-full`, `move-not-allowed`
 */
export const sendUp = (before: Case, item: Pick<ServiceItem, "code" | "upwardLeg">, occasion: Occasion): Case => {
  const state = stateAfter("send-up", before.state);
  if (item.upwardLeg === undefined) throw new Refusal("no-upward-leg", { item: item.code });
  requireNotAbove(before);
  requireRoom("upwardLegs", before.upwardLegs?.length ?? 0);
  const { body, limit } = item.upwardLeg;
  const { today: sentOn, at } = occasion;
  const upward = started("upward", { on: sentOn, at }, limit, UPWARD, occasion, before.clocks.upward);
  // A second leg has stages of its own, also where its last day is that of the first.
  const earlier = before.clocks.upward?.dueVersion ?? 0;
  const clock = earlier < upward.dueVersion ? upward : { ...upward, dueVersion: earlier + 1 };
  const leg: UpwardLeg = { body, sentOn, responsible: responsibleFor(before) };
  return written(
    { ...before, state, upwardLegs: [...(before.upwardLegs ?? []), leg], clocks: { ...before.clocks, upward: clock } },
    "send-up",
    { leg: (before.upwardLegs?.length ?? 0) + 1, ...leg.responsible, upwardDueOn: clock.dueOn },
    occasion,
  );
};

/**
 * Once for each leg. @param on between the day it was sent and today
 * @throws Refusal `not-above`, `received-above-already`, `move-not-allowed`
 */
export const receivedAbove = (before: Case, on: LocalDate, occasion: Occasion): Case => {
  const state = stateAfter("receive-above", before.state);
  const open = requireAbove(before);
  if (open.receivedOn !== undefined) throw new Refusal("received-above-already", { day: open.receivedOn });
  const leg = { ...open, receivedOn: on };
  return written(
    { ...before, state, upwardLegs: replacingLast(before.upwardLegs, leg) },
    "receive-above",
    { leg: before.upwardLegs?.length ?? 0, receivedOn: on },
    occasion,
  );
};

/**
 * Back from the higher body: the leg's clock stops; whoever decides here goes on.
 * @throws Refusal `not-above`, `move-not-allowed`
 */
export const returnedFromAbove = (
  before: Case,
  asked: { readonly on: LocalDate; readonly answer: AnswerFromAbove },
  occasion: Occasion,
): Case => {
  const state = stateAfter("return-from-above", before.state);
  const { on: returnedOn, answer } = asked;
  const leg = { ...requireAbove(before), returnedOn, returnRecordedOn: occasion.today, answer };
  const { upward, ...clocks } = before.clocks;
  // That body's day, whenever somebody here comes to enter it.
  const inTime = upward === undefined || returnedOn <= upward.dueOn;
  return written(
    {
      ...before,
      state,
      upwardLegs: replacingLast(before.upwardLegs, leg),
      clocks: { ...clocks, ...(upward === undefined ? {} : { upward: { ...upward, running: false } }) },
    },
    "return-from-above",
    { leg: before.upwardLegs?.length ?? 0, returnedOn, recordedOn: occasion.today, answer, inTime },
    occasion,
  );
};

/** The earliest day that may be recorded for what happens next to the leg. @throws Refusal `not-above` */
export const earliestAbove = (before: Case): LocalDate => {
  const { receivedOn, sentOn } = requireAbove(before);
  return receivedOn ?? sentOn;
};
