import { takeOver } from "../../shared/casework/contacts.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { type ContactNeeds, changeContact, offeredCapacity } from "./contact-access.ts";

/** Whoever was offered it takes it over. Two people of one post at once: the second is told that it changed. */
export const acceptContact = operation(
  "accept-contact",
  (needs: ContactNeeds) => (request) =>
    changeContact(needs, request, ({ contact, roster }, moment) => {
      const basis = offeredCapacity(contact, request.actor, roster, moment.at);
      if (basis === undefined && contact.state === "open") throw new Refusal("contact-not-offered");
      return takeOver(contact, { staffId: request.actor.id, basis }, moment);
    }),
);
