import { randomBytes } from "node:crypto";
import { renderSVG } from "uqr";
import { canonicalJson } from "../../shared/kernel/canonical-json.ts";
import { type CaseNumber, crockford, inGroups } from "../../shared/kernel/ids.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { serviceOfVisit } from "../../shared/ratings/giving.ts";
import type { Visit } from "../../shared/ratings/rating.ts";
import { operation } from "../runtime/operation.ts";
import type { RatingNeeds } from "./giving.ts";

/** Whoever serves at a post hands out a slip: it says nothing about who came. The same key twice is one slip. */
export const openVisit = operation(
  "open-visit",
  ({ ratings, directory, calendars, keyed, now }: RatingNeeds) =>
    async ({ actor, body, idempotencyKey, base }) => {
      const { centre } = actor;
      if (centre === undefined) throw new Refusal("forbidden");
      const [roster, calendar, { numberOf, codeOf }] = await Promise.all([
        directory.roster(centre),
        calendars.current(),
        keyed(),
      ]);
      const post = roster.posts.find(({ id }) => id === body.post);
      if (post === undefined || ![post.holder, post.standIn].includes(actor.id)) throw new Refusal("forbidden");
      const key = idempotencyKey && canonicalJson([actor.id, idempotencyKey]);
      const number = key ? numberOf("open-visit", key) : (crockford(randomBytes(8), 12) as CaseNumber);
      const visit: Visit = {
        ...{ schema: 1, number, centre, post: post.id, servedBy: actor.id, on: now().today, codeVersion: 1 },
      };
      const standing = (await ratings.openVisit(visit)) ?? visit;
      if (standing.post !== visit.post) throw new Refusal("idempotency-mismatch");
      const lookupCode = inGroups(codeOf(number, 1));
      const form = `${base}/v1/ratings/${number}/form#${lookupCode}`;
      return {
        status: 201,
        body: {
          ratedNumber: inGroups(number),
          lookupCode,
          form,
          qr: renderSVG(form, { ecc: "M" }),
          rateUntil: serviceOfVisit(standing, { calendar }).rateUntil,
          nextStep: {
            zh: "请凭编号和查询码评价本次服务；评价生效前，工作人员看不到评价。",
            en: "Rate this visit with the number and the code; the staff do not see the rating before it is final.",
          },
        },
      };
    },
);
