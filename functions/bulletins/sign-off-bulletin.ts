import { signOff } from "../../shared/bulletins/bulletin.ts";
import type { Reports } from "../../shared/bulletins/reports.ts";
import { summaryOf } from "../../shared/bulletins/views.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Now } from "../runtime/operation.ts";
import { operation } from "../runtime/operation.ts";
import { type AnnouncingNeeds, announceOrLeave } from "./announce.ts";

type Needs = AnnouncingNeeds & {
  readonly reports: Pick<Reports, "bulletin" | "save" | "markAnnounced">;
  readonly now: Now;
};

/** The head signs off. Two at once, or a stale screen: one wins, the other is told that the bulletin changed. */
export const signOffBulletin = operation(
  "sign-off-bulletin",
  (needs: Needs) =>
    async ({ params, actor, ifMatch, token }) => {
      const { reports, now } = needs;
      const { at } = now();
      const before = await reports.bulletin(params.month);
      if (before === undefined) throw new Refusal("bulletin-not-found", { month: params.month });
      const after = signOff(before, actor, { at, token });
      await reports.save(after, ifMatch);
      await announceOrLeave(after, at, needs);
      return { status: 200, body: summaryOf(after), version: after.version };
    },
);
