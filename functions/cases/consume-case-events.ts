/** What the stream of the cases' table tells: moves of cases, cards, and contacts. */
import type { DynamoDBRecord } from "aws-lambda";
import type { Case } from "../../shared/casework/case.ts";
import type { Cases } from "../../shared/casework/cases.ts";
import type { Contact } from "../../shared/casework/contacts.ts";
import { holdsWholeLedger, withPages } from "../../shared/casework/ledger-pages.ts";
import { takeOversOfContact } from "../../shared/casework/taken-over.ts";
import { caseRowOf, contactRowOf } from "../../shared/ledgers/ledger-row.ts";
import { type Cards, cardRowsOf } from "../../shared/scorecards/card-row.ts";
import { isLasting } from "../runtime/lasting.ts";
import { errorFields, log } from "../runtime/log.ts";
import { type Image, newEntriesIn, outboxConsumer, type Redrive } from "../runtime/outbox.ts";
import { type EventNeeds, publishCaseEvents } from "./publish-case-events.ts";

export type ConsumerNeeds = EventNeeds & {
  readonly cases: Pick<Cases, "getWhole">;
  /** @throws ZodError when the image is no case */
  readonly caseInImage: (image: Image) => Case;
  /** @throws ZodError when the image is no contact */
  readonly contactInImage: (image: Image) => Contact;
  readonly cards: Pick<Cards, "record">;
  readonly redrive: Redrive;
};

/** What the registers say of a case follows from its whole ledger; a long one is read beside its image. */
const wholeOf = async (subject: Case, { cases }: ConsumerNeeds): Promise<Case> =>
  holdsWholeLedger(subject) ? subject : withPages(subject, [(await cases.getWhole(subject.number)).ledger]);

/** A contact stands in the ledgers, and a missing hand-over is a finding (R41). One that cannot be read holds nothing up. */
const consumeContact = async (record: DynamoDBRecord, needs: ConsumerNeeds): Promise<void> => {
  const found = newEntriesIn(record, "contact");
  if (found === undefined) return;
  try {
    const contact = needs.contactInImage(found.image);
    await needs.ledgers.record(contactRowOf(contact));
    for (const takeOver of takeOversOfContact(contact, found.seen)) await needs.takeOvers.record(takeOver);
  } catch (error) {
    if (!isLasting(error)) throw error;
    log("contact-not-read", errorFields(error));
  }
};

const keysIn = (image: Image | undefined, name: string): readonly string[] => Object.keys(image?.[name]?.M ?? {});

/** Cards that are new, or annulled since; the sweep's writes are read for them, too. One that cannot be read holds nothing up. */
const consumeCards = async ({ dynamodb }: DynamoDBRecord, needs: ConsumerNeeds): Promise<void> => {
  const { Keys, NewImage, OldImage } = dynamodb ?? {};
  if (Keys?.sk?.S !== "case" || NewImage === undefined) return;
  const added = (name: string) => {
    const before = new Set(keysIn(OldImage, name));
    return keysIn(NewImage, name).filter((id) => !before.has(id));
  };
  const changed = [...new Set([...added("firedStages"), ...added("annulled")])];
  if (changed.length === 0) return;
  try {
    const subject = needs.caseInImage(NewImage);
    for (const row of cardRowsOf(subject, changed)) await needs.cards.record(row);
    await needs.ledgers.record(caseRowOf(await wholeOf(subject, needs)));
  } catch (error) {
    if (!isLasting(error)) throw error;
    log("card-not-read", errorFields(error));
  }
};

export const caseEventsConsumer = (needs: ConsumerNeeds) =>
  outboxConsumer<Case>({
    of: "case",
    inImage: async (image) => wholeOf(needs.caseInImage(image), needs),
    find: (number) => needs.cases.getWhole(number),
    passOn: publishCaseEvents(needs),
    redrive: needs.redrive,
    alongside: async (record) => {
      await consumeContact(record, needs);
      await consumeCards(record, needs);
    },
  });
