import { randomBytes } from "node:crypto";
import { contactView } from "../../shared/casework/contact-views.ts";
import { ContactId, recordContact as record } from "../../shared/casework/contacts.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import { canonicalJson } from "../../shared/kernel/canonical-json.ts";
import { type CaseNumber, crockford } from "../../shared/kernel/ids.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { type ContactNeeds, contactMoment } from "./contact-access.ts";
import type { StaffNeeds } from "./staff-access.ts";

/** Of the reader's own centre; anyone else's reads as absent, also to a proxy who did not file it. */
const requireCase = async ({ cases }: Pick<StaffNeeds, "cases">, actor: StaffMember, number: CaseNumber) => {
  const { centre, proxy } = await cases.get(number);
  const own =
    centre === actor.centre &&
    (actor.role !== "proxy" || (proxy?.staffId === actor.id && proxy.station === actor.station));
  if (!own) throw new Refusal("case-not-found");
};

/** Whoever is asked records it. The same key and body twice, even at once: one contact, the same answer. */
export const recordContact = operation(
  "record-contact",
  (needs: ContactNeeds & Pick<StaffNeeds, "cases">) =>
    async ({ body, actor, idempotencyKey, token, locale }) => {
      const { centre, station } = actor;
      if (centre === undefined) throw new Refusal("forbidden");
      if (body.channel === "station" && station === undefined) {
        throw new Refusal("validation-failed", {}, fieldError(["channel"], "invalid-value", locale));
      }
      if (body.caseNumber !== undefined) await requireCase(needs, actor, body.caseNumber);
      const moment = await contactMoment(needs, token);
      const { numberOf } = await needs.keyed();
      const id = ContactId.parse(
        idempotencyKey === undefined
          ? crockford(randomBytes(8), 12)
          : numberOf(`record-contact ${actor.id}`, idempotencyKey),
      );
      const bodyHash = moment.textHash(canonicalJson(body));
      const created = record({ id, centre, station, ...body, firstAsked: actor.id, bodyHash }, moment);
      const standing = await needs.contacts.record(created);
      if (standing !== undefined && standing.bodyHash !== bodyHash) throw new Refusal("idempotency-mismatch");
      const kept = standing ?? created;
      return { status: 201, version: kept.version, body: contactView(kept, moment.at, moment) };
    },
);
