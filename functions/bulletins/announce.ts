/** Telling subscribers that a bulletin was issued: published first, then marked, so that a crash repeats and never loses. */
import { type Bulletin, isUnannounced } from "../../shared/bulletins/bulletin.ts";
import type { Reports } from "../../shared/bulletins/reports.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import type { Topic } from "../runtime/composition.ts";
import { errorFields, log } from "../runtime/log.ts";

export type AnnouncingNeeds = {
  readonly reports: Pick<Reports, "markAnnounced">;
  readonly topic: Topic;
  readonly municipality: { readonly code: string };
};

export const announce = async (bulletin: Bulletin, at: Instant, needs: AnnouncingNeeds): Promise<void> => {
  const { month, envelope } = bulletin;
  await needs.topic.publish({
    body: {
      municipality: needs.municipality.code,
      month,
      sha256: envelope.sha256,
      issuedAt: bulletin.signedOffAt,
      path: `/v1/office/bulletins/${month}`,
    },
    attributes: {
      kind: "bulletin-issued",
      channel: "none",
      locale: "zh-CN",
      municipality: needs.municipality.code,
    },
  });
  await needs.reports.markAnnounced(month, at);
  log("bulletin-announced", { month });
};

/** Each one that was signed off and not yet announced. Answers how many. */
export const announceAll = async (
  bulletins: readonly Bulletin[],
  at: Instant,
  needs: AnnouncingNeeds,
): Promise<number> => {
  const waiting = bulletins.filter(isUnannounced);
  for (const bulletin of waiting) await announce(bulletin, at, needs);
  return waiting.length;
};

/** The bulletin is issued whether or not the topic answers: the daily run announces what is left. */
export const announceOrLeave = async (bulletin: Bulletin, at: Instant, needs: AnnouncingNeeds): Promise<void> => {
  try {
    await announce(bulletin, at, needs);
  } catch (error) {
    log("bulletin-not-announced", { month: bulletin.month, ...errorFields(error) });
  }
};
