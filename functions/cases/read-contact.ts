import { operation } from "../runtime/operation.ts";
import { type ContactNeeds, contactMoment, openContact, shown } from "./contact-access.ts";

/** A contact, as time has left it. Reads only. */
export const readContact = operation("read-contact", (needs: ContactNeeds) => async ({ params, actor, token }) => {
  const moment = await contactMoment(needs, token);
  const { contact } = await openContact(needs, actor, params.contactId, moment.at);
  return shown(contact, moment);
});
