import { contactView } from "../../shared/casework/contact-views.ts";
import { type ContactId, holderAt } from "../../shared/casework/contacts.ts";
import { postsOnDuty } from "../../shared/directory/duty.ts";
import { operation } from "../runtime/operation.ts";
import { type ContactNeeds, contactMoment } from "./contact-access.ts";

const MOST = 50;

/** Each is read in full: one person has few at a time. What came back is nobody's offer any more (R46). */
export const listContacts = operation("list-contacts", (needs: ContactNeeds) => async ({ actor, token }) => {
  const { contacts, directory } = needs;
  const moment = await contactMoment(needs, token);
  const roster = actor.centre === undefined ? undefined : await directory.roster(actor.centre);
  const posts = roster === undefined ? [] : postsOnDuty(roster, actor.id, moment.at);
  const read = (ids: readonly ContactId[]) => Promise.all(ids.map((id) => contacts.get(id)));
  const [held, ...offered] = await Promise.all([
    contacts.heldBy(actor.id, MOST),
    ...[actor.id, ...posts].map((to) => contacts.offeredTo(to, MOST)),
  ]);
  const [own, others] = await Promise.all([read(held), read(offered.flat().slice(0, MOST))]);
  const show = (each: (typeof own)[number]) => contactView(each, moment.at, moment);
  return {
    status: 200,
    body: {
      // The index may be a moment behind.
      held: own.filter(({ state, holder }) => state === "open" && holder === actor.id).map(show),
      offered: others.filter((each) => holderAt(each, moment.at, moment).offer !== undefined).map(show),
    },
  };
});
