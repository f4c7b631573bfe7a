import { answerContact as answer } from "../../shared/casework/contacts.ts";
import { operation } from "../runtime/operation.ts";
import { type ContactNeeds, changeContact } from "./contact-access.ts";

/** Whoever has it records the answer. Two people at once: the second is told that it changed. */
export const answerContact = operation(
  "answer-contact",
  (needs: ContactNeeds) => (request) =>
    changeContact(needs, request, ({ contact }, moment) =>
      answer(contact, request.body.answer, request.actor.id, moment),
    ),
);
