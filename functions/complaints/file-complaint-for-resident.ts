import type { ComplaintActor } from "../../shared/complaints/complaint.ts";
import { canonicalJson } from "../../shared/kernel/canonical-json.ts";
import { operation } from "../runtime/operation.ts";
import { type ComplaintNeeds, complaintNumberFor, fileComplaintIn } from "./filing.ts";
import type { ProxiesNeeds } from "./residents-access.ts";

/**
 * Whoever of the staff a resident turns to, anywhere in the town, takes a complaint down, at the counter or on the phone;
 * with its number and code handed over, it is out of their sight as of anybody else's.
 */
export const fileComplaintForResident = operation(
  "file-complaint-for-resident",
  (needs: ComplaintNeeds & ProxiesNeeds) =>
    async ({ body, actor, idempotencyKey, token, locale }) => {
      const { channel, ...filing } = body;
      const by: ComplaintActor = { kind: "staff", staffId: actor.id, role: actor.role, as: "receiver" };
      // One clerk's key is not another's.
      const key = idempotencyKey && canonicalJson([actor.id, idempotencyKey]);
      const number = complaintNumberFor(await needs.keyed(), "file-complaint-for-resident", key);
      return fileComplaintIn(needs, { number, body, channel, filing }, { by, token, locale });
    },
);
