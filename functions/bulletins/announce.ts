/** Telling subscribers that a bulletin was issued: published first, then marked, so that a crash repeats and never loses. */
import { type Bulletin, isUnannounced } from "../../shared/bulletins/bulletin.ts";
import type { Reports } from "../../shared/bulletins/reports.ts";
import type { Instant, Month } from "../../shared/kernel/local-date.ts";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import type { Mail, Topic } from "../runtime/composition.ts";
import { errorFields, log } from "../runtime/log.ts";

export type AnnouncingNeeds = {
  readonly reports: Pick<Reports, "markAnnounced">;
  readonly topic: Topic;
  readonly municipality: Pick<MunicipalitySettings, "code"> & {
    readonly api?: Pick<MunicipalitySettings["api"], "corsOrigins" | "publicUrl">;
  };
};

/** The address opens for whoever signs in, whenever: what it answers signs the files' addresses anew each time. */
const noticeOf = (month: Month, path: string, { municipality: { code, api } }: AnnouncingNeeds): Mail => {
  const address = `${api?.publicUrl ?? ""}${path}`;
  const text = [
    `${month.slice(0, 4)}年${Number(month.slice(5))}月便民服务中心办件情况通报已签发。`,
    `The bulletin of ${month} has been signed off.`,
    "",
    `登录后查看 / sign in to read: ${address}/page`,
    `PDF: ${address}/files/pdf`,
    `Excel: ${address}/files/xlsx`,
  ];
  return { subject: `Bulletin ${month} of ${code} is issued`, text: text.join("\n") };
};

export const announce = async (bulletin: Bulletin, at: Instant, needs: AnnouncingNeeds): Promise<void> => {
  const { month, envelope } = bulletin;
  const path = `/v1/office/bulletins/${month}`;
  const message = {
    body: {
      municipality: needs.municipality.code,
      month,
      sha256: envelope.sha256,
      issuedAt: bulletin.signedOffAt,
      path,
    },
    attributes: {
      kind: "bulletin-issued",
      channel: "none" as const,
      locale: "zh-CN",
      municipality: needs.municipality.code,
    },
  };
  await needs.topic.publish(message, noticeOf(month, path, needs));
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
