/** What was sent, as staff and the municipal office read it: phones masked, residents unnamed. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { StaffId } from "../directory/roster.ts";
import { CentreCode } from "../directory/units.ts";
import { CaseNumber, inGroups } from "../kernel/ids.ts";
import { Instant, LocalDate, Month } from "../kernel/local-date.ts";
import { type Delivery, DeliveryState, ResendReason } from "./delivery.ts";
import {
  DELIVERY_STATE_NAMES,
  failureInWords,
  kindOf,
  MESSAGE_KIND_NAMES,
  MessageKind,
  RESEND_REASON_NAMES,
  stageName,
} from "./message-words.ts";
import type { Notification } from "./notification.ts";
import { partsOf, render } from "./texts.ts";

export const MessageId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{4,400}$/)
  .meta({ description: "Opaque", example: "MzcwNDgxMTAyLWExIzIwMjYtMDktMThUMDA6MzA6MDAuMDAwWg" });
export const MessageIdParam = z.strictObject({ messageId: MessageId });

const Person = z.object({ staffId: StaffId, name: z.string().optional() });
export type Person = z.infer<typeof Person>;

const About = z.object({
  caseNumber: z.string().meta({ example: "K7M2-9QXR-4T3B" }),
  kind: z.literal("return").optional().meta({ description: "The number is a data return's, and no case's" }),
  stage: z.string().meta({ example: "yellow" }),
  stageName: Bilingual,
  dueOn: LocalDate,
  insteadOf: StaffId.optional().meta({ description: "Whom it could not be told" }),
  late: z.boolean().optional().meta({ description: "The sweep had missed it, and the watchdog fired it (R35)" }),
  wentOnTo: Person.extend({ messageId: MessageId })
    .optional()
    .meta({ description: "Not delivered to this person: who was told in their place (R34)" }),
});
export type About = z.infer<typeof About>;

const AskedAgain = z.object({
  messageId: MessageId,
  by: StaffId,
  at: Instant,
  reason: ResendReason,
  reasonName: Bilingual,
});

export const MessageView = z
  .object({
    id: MessageId,
    kind: MessageKind,
    kindName: Bilingual,
    at: Instant.meta({ description: "When it was sent; until then, from when it may be" }),
    to: z.discriminatedUnion("kind", [
      Person.extend({ kind: z.literal("staff") }),
      z.object({ kind: z.literal("resident"), name: z.string().meta({ example: "申请人" }), caseNumber: z.string() }),
    ]),
    phone: z.string().optional().meta({ description: "Masked", example: "138****8000" }),
    about: z.array(About).meta({ description: "Reminders: the stages that it tells of" }),
    moreAbout: z.int().optional().meta({ description: "So many more than are listed" }),
    text: z.string().optional().meta({ description: "As it was sent; a digest has none until it is first sent" }),
    state: DeliveryState,
    stateName: Bilingual,
    failure: z.object({ code: z.string(), zh: z.string(), en: z.string() }).optional(),
    parts: z.int().optional().meta({ description: "SMS that it took" }),
    postTold: Person.extend({ messageId: MessageId })
      .optional()
      .meta({ description: "A resident's notice that never arrived: who of the post was told (R13)" }),
    resends: z.array(AskedAgain).optional().meta({ description: "It was sent again by the municipal office" }),
    resendOf: AskedAgain.optional().meta({ description: "It is a sending again of this message" }),
  })
  .meta({ id: "Message" });
export type MessageView = z.infer<typeof MessageView>;

const cursor = z.string().optional().meta({ description: "Opaque; absent on the last page" });
export const MessagePage = z
  .object({ messages: z.array(MessageView).meta({ description: "The newest first" }), cursor })
  .meta({ id: "MessagePage" });

const paging = {
  limit: z.coerce.number().int().min(1).max(50).default(20),
  cursor: z.string().max(600).optional().meta({ description: "Opaque: from the page before" }),
};
export const OwnMessagesQuery = z.strictObject(paging);
export const MessagesQuery = z
  .strictObject({
    day: LocalDate.optional(),
    month: Month.optional(),
    state: DeliveryState.optional(),
    centre: CentreCode.optional(),
    caseNumber: CaseNumber.optional(),
    ...paging,
  })
  .refine(({ day, month }) => day === undefined || month === undefined, {
    path: ["month"],
    params: { code: "invalid" },
    message: "a day or a month",
  });
export type MessagesQuery = z.infer<typeof MessagesQuery>;

export const ResendRequest = z.strictObject({ reason: ResendReason }).meta({ id: "ResendRequest" });

/** How many of a digest's stages are shown; it tells of their number only. */
export const ABOUT_SHOWN = 20;

/** `delivery id` → what may stand in a path. */
export type Naming = (deliveryId: string) => string;

export const resendId = (deliveryId: string, nth: number): string => `${deliveryId}#resend-${nth}`;

export const aboutOf = ({ subject, role, late }: Notification, next: Pick<About, "wentOnTo"> = {}): About => ({
  caseNumber: inGroups(subject.caseNumber),
  ...(subject.kind === "return" ? { kind: subject.kind } : {}),
  stage: subject.stage,
  stageName: stageName(subject.stage),
  dueOn: subject.dueOn,
  ...(role.startsWith("after/") ? { insteadOf: role.slice("after/".length) } : {}),
  ...(late ? { late } : {}),
  ...next,
});

const askedAgain = (messageId: string, { by, at, reason }: NonNullable<Delivery["resends"]>[number]) => ({
  messageId,
  by,
  at,
  reason,
  reasonName: RESEND_REASON_NAMES[reason],
});

const resendFields = (
  { id, resends, resendOf }: Delivery,
  naming: Naming,
): Pick<MessageView, "resends" | "resendOf"> => ({
  ...(resends === undefined
    ? {}
    : { resends: resends.map((one, index) => askedAgain(naming(resendId(id, index + 1)), one)) }),
  ...(resendOf === undefined ? {} : { resendOf: askedAgain(naming(resendOf.deliveryId), resendOf) }),
});

const recipientOf = ({ recipient }: Delivery, nameOf: (staffId: StaffId) => string | undefined): MessageView["to"] => {
  if (recipient.kind === "resident") {
    return { kind: "resident", name: "申请人", caseNumber: inGroups(recipient.caseNumber) };
  }
  const name = nameOf(recipient.staffId);
  return { kind: "staff", staffId: recipient.staffId, ...(name === undefined ? {} : { name }) };
};

/** SMS that a message took; 0 while, or when, no gateway took it on. */
export const partsTaken = (
  { state, parts, content }: Pick<Delivery, "state" | "parts" | "content">,
  signature: string,
): number => {
  if (parts !== undefined) return parts;
  const takenOn = state === "sent" || state === "delivered" || state === "unconfirmed";
  return takenOn && content !== undefined ? partsOf(render(signature, content.template, content.params)) : 0;
};

export type Shown = {
  /** Without brackets. */
  readonly signature: string;
  readonly naming: Naming;
  readonly nameOf: (staffId: StaffId) => string | undefined;
  /** At most `ABOUT_SHOWN`. */
  readonly about: readonly About[];
  readonly postTold?: MessageView["postTold"];
};

export const messageView = (delivery: Delivery, { signature, naming, nameOf, about, postTold }: Shown): MessageView => {
  const { id, content, state, failure, maskedTo, notBefore, sentAt, notifications } = delivery;
  const kind = kindOf(delivery);
  const more = (notifications?.size ?? 0) - about.length;
  const parts = partsTaken(delivery, signature);
  return {
    id: naming(id),
    kind,
    kindName: MESSAGE_KIND_NAMES[kind],
    at: sentAt ?? notBefore,
    to: recipientOf(delivery, nameOf),
    ...(maskedTo === undefined ? {} : { phone: maskedTo }),
    about: [...about],
    ...(more > 0 ? { moreAbout: more } : {}),
    ...(content === undefined ? {} : { text: render(signature, content.template, content.params) }),
    state,
    stateName: DELIVERY_STATE_NAMES[state],
    ...(failure === undefined ? {} : { failure: { code: failure, ...failureInWords(failure) } }),
    ...(parts === 0 ? {} : { parts }),
    ...(postTold === undefined ? {} : { postTold }),
    ...resendFields(delivery, naming),
  };
};
