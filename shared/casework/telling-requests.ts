/** What staff and residents may send about missing papers, promises, withdrawal and another organ's matters. */
import * as z from "zod";
import { AttachmentId } from "../kernel/ids.ts";
import { LocalDate } from "../kernel/local-date.ts";
import { MOST_ATTACHMENTS } from "./attachments.ts";
import { CorrectionChannel, NoticeChannel } from "./requested-papers.ts";
import { line, materials, text } from "./requests.ts";

export const PutRight = z
  .strictObject({
    papers: materials.meta({ description: "What was put right while the resident waited" }),
    text: text(1000).optional(),
  })
  .meta({ id: "PutRight" });

export const Corrections = z
  .strictObject({
    papers: materials.meta({ description: "Of what the notice lists, what you hand in now" }),
    attachments: z
      .array(AttachmentId)
      .max(MOST_ATTACHMENTS)
      .optional()
      .meta({ description: "Files, received before, that are these papers" }),
  })
  .meta({ id: "Corrections" });

export const RecordedCorrections = z
  .strictObject({
    papers: materials.meta({ description: "Of what the notice lists, what has come now" }),
    channel: CorrectionChannel.exclude(["online"]).meta({ description: "How it came" }),
  })
  .meta({ id: "RecordedCorrections" });

export const FurtherAsking = z
  .strictObject({
    missing: materials,
    channel: NoticeChannel,
    text: text(1000).optional().meta({ description: "Explanation for the resident" }),
    reason: text(1000)
      .optional()
      .meta({ description: "Needed when anything is asked for that the notice did not list: why (R14)" }),
  })
  .meta({ id: "FurtherAsking" });

const said = {
  reason: text(1000),
  whereToGo: text(1000).meta({ description: "What the resident can do instead, and where" }),
};
const handOver = z.strictObject({
  to: line(60).meta({ description: "The organ whose matter it is", example: "滕州市公安局" }),
  answer: z.enum(["offered", "accepted", "declined"]).meta({ description: "What the resident has said so far" }),
});

/** The offer to hand the matter over is part of the answer where it is another organ's (R11). */
export const TurningAway = z
  .discriminatedUnion("ground", [
    z.strictObject({ ground: z.literal("not-needed"), ...said, handOver: handOver.optional() }),
    z.strictObject({ ground: z.literal("not-our-power"), ...said, handOver }),
  ])
  .meta({ id: "TurningAway" });

export const HandOverReply = z.strictObject({ answer: z.enum(["accepted", "declined"]) }).meta({ id: "HandOverReply" });

export const Withdrawal = z
  .strictObject({
    proof: z.enum(["signature", "thumbprint"]),
    document: line(60).meta({ description: "Number under which the signed request is kept" }),
  })
  .meta({ id: "Withdrawal" });

export const ConditionalAcceptance = z
  .strictObject({
    missing: materials.meta({ description: "What may come later: only materials that the item marks so (R17)" }),
    supplyBy: LocalDate.meta({ description: "The last day to supply them, as promised; after today" }),
    document: line(60).meta({ description: "Number of the written promise" }),
  })
  .meta({ id: "ConditionalAcceptance" });

export const SuppliedPapers = z
  .strictObject({ supplied: materials.meta({ description: "Of the papers promised, what has come" }) })
  .meta({ id: "SuppliedPapers" });
