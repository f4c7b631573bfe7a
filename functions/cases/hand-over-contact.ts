import { handOver, type OfferedTo } from "../../shared/casework/contacts.ts";
import type { Roster } from "../../shared/directory/roster.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { type ContactNeeds, changeContact, leads } from "./contact-access.ts";

/** Of the centre's own people and posts. */
const isThere = (to: OfferedTo, { staff, posts }: Roster): boolean =>
  "person" in to ? staff.some(({ id }) => id === to.person) : posts.some(({ id }) => id === to.post);

/** Whoever has it offers it. Two people at once: the second is told that it changed. */
export const handOverContact = operation(
  "hand-over-contact",
  (needs: ContactNeeds) => (request) =>
    changeContact(needs, request, ({ contact, roster }, moment) => {
      const { actor, body, locale } = request;
      const { to } = body;
      if (contact.holder !== actor.id && !leads(actor, contact)) throw new Refusal("contact-not-held");
      const toItself = "person" in to && to.person === contact.holder;
      if (toItself || !isThere(to, roster)) {
        const path = ["to", "person" in to ? "person" : "post"];
        throw new Refusal("validation-failed", {}, fieldError(path, "invalid-value", locale));
      }
      return handOver(contact, to, actor.id, moment);
    }),
);
