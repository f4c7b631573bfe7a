import { fileComplaint as file } from "../../shared/complaints/filing.ts";
import { townOf } from "../../shared/directory/register.ts";
import { canonicalJson } from "../../shared/kernel/canonical-json.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { requireDay } from "../runtime/entered-days.ts";
import { operation } from "../runtime/operation.ts";
import { type ComplaintNeeds, complaintNumberFor, complaintOccasion, fileComplaintOnce } from "./filing.ts";
import type { ProxiesNeeds } from "./residents-access.ts";

/** A resident complains online. The same key and body twice, even at once: one complaint, the same answer. */
export const fileComplaint = operation(
  "file-complaint",
  (needs: ComplaintNeeds & ProxiesNeeds) =>
    async ({ body, idempotencyKey, token, locale }) => {
      const moment = needs.now();
      if (body.happenedOn !== undefined) requireDay("happenedOn", body.happenedOn, { latest: moment.today }, locale);
      const town = townOf(needs.register, body.centreCode);
      if (town === undefined) throw new Refusal("unknown-centre", { centre: body.centreCode });
      const keyed = await needs.keyed();
      const by = { kind: "resident" as const };
      const [occasion, proxies] = await Promise.all([
        complaintOccasion(needs, town.code, { ...moment, by, token }),
        body.target.kind === "station" ? needs.people.proxies(town.code) : [],
      ]);
      const number = complaintNumberFor(keyed, "file-complaint", idempotencyKey);
      const bodyHash = keyed.textHash(canonicalJson(body));
      const created = file({ number, bodyHash, channel: "online", filing: body, proxies }, occasion);
      return { status: 201, body: await fileComplaintOnce(needs, created) };
    },
);
