/** The composition root: the only place where functions meet AWS. One builder per thing, so that a bundle holds what it uses. */
import { appointmentStore } from "../../shared/aws/appointment-store.ts";
import { atRiskStore } from "../../shared/aws/at-risk-store.ts";
import { attachmentStore } from "../../shared/aws/attachment-store.ts";
import { attendanceBook } from "../../shared/aws/attendance-store.ts";
import { boardStore } from "../../shared/aws/board-store.ts";
import { calendarStore } from "../../shared/aws/calendar-store.ts";
import { cardStore } from "../../shared/aws/card-store.ts";
import { caseStore } from "../../shared/aws/case-store.ts";
import { documentClient } from "../../shared/aws/clients.ts";
import { complaintStore } from "../../shared/aws/complaint-store.ts";
import { contactStore } from "../../shared/aws/contact-store.ts";
import { resendStore, sentMessages } from "../../shared/aws/delivery-list-store.ts";
import { deliveryStore } from "../../shared/aws/delivery-store.ts";
import { readingDirectory, recordingAbsences } from "../../shared/aws/directory-store.ts";
import { fileClient, fileStore } from "../../shared/aws/file-store.ts";
import { takeOverStore } from "../../shared/aws/finding-store.ts";
import { journalStore } from "../../shared/aws/journal-store.ts";
import { ledgerStore } from "../../shared/aws/ledger-store.ts";
import { ratingStore } from "../../shared/aws/rating-store.ts";
import { receiptStore } from "../../shared/aws/receipt-store.ts";
import { countedItems, recountProgress } from "../../shared/aws/recount-store.ts";
import { redriveQueueOf } from "../../shared/aws/redrive-queue.ts";
import { reportStore } from "../../shared/aws/report-store.ts";
import { returnReminderStore } from "../../shared/aws/return-reminder-store.ts";
import { returnStore } from "../../shared/aws/return-store.ts";
import { secretJson } from "../../shared/aws/secrets.ts";
import { gatewayOf } from "../../shared/aws/sms/gateway.ts";
import { smsCapStore } from "../../shared/aws/sms-cap-store.ts";
import { snsClient, topicOf } from "../../shared/aws/topics.ts";
import { watchedCases, watchedComplaints, watchedRatings } from "../../shared/aws/watch-store.ts";
import { instantOf, localDateOf } from "../../shared/kernel/local-date.ts";
import { rememberedCalendars } from "./calendars.ts";
import { CodeSecret, type Keyed, keyedBy } from "./hashes.ts";
import type { Now } from "./operation.ts";

let shared: ReturnType<typeof documentClient> | undefined;
/** One client, and so one pool of connections, per bundle. */
export const database = () => {
  shared ??= documentClient();
  return shared;
};

export const now: Now = () => {
  const at = instantOf(Date.now());
  return { at, today: localDateOf(at) };
};

export type { Calendars } from "./calendars.ts";
export const editionsOf = ({ DIRECTORY_TABLE }: { DIRECTORY_TABLE: string }) =>
  calendarStore(database(), DIRECTORY_TABLE);
export const calendarsOf = (env: { DIRECTORY_TABLE: string }) => rememberedCalendars(editionsOf(env), now);

/** Everything derived with the code secret, which is read on first use. */
export const keyedHashes = (secretArn: string): (() => Promise<Keyed>) => {
  const secret = secretJson(secretArn, CodeSecret);
  return async () => keyedBy(await secret());
};

export const casesOf = ({ CASES_TABLE }: { CASES_TABLE: string }) => caseStore(database(), CASES_TABLE);
export const appointmentsOf = ({ APPOINTMENTS_TABLE }: { APPOINTMENTS_TABLE: string }) =>
  appointmentStore(database(), APPOINTMENTS_TABLE);
export const complaintsOf = ({ COMPLAINTS_TABLE }: { COMPLAINTS_TABLE: string }) =>
  complaintStore(database(), COMPLAINTS_TABLE);
export const ratingsOf = ({ RATINGS_TABLE }: { RATINGS_TABLE: string }) => ratingStore(database(), RATINGS_TABLE);
export const boardCountsOf = ({ REPORTS_TABLE }: { REPORTS_TABLE: string }) => boardStore(database(), REPORTS_TABLE);
export const cardsOf = ({ REPORTS_TABLE }: { REPORTS_TABLE: string }) => cardStore(database(), REPORTS_TABLE);
export const attachmentsOf = ({ CASES_TABLE }: { CASES_TABLE: string }) => attachmentStore(database(), CASES_TABLE);
export const complaintAttachmentsOf = ({ COMPLAINTS_TABLE }: { COMPLAINTS_TABLE: string }) =>
  attachmentStore(database(), COMPLAINTS_TABLE, "complaint");
export const filesOf = ({ ATTACHMENTS_BUCKET }: { ATTACHMENTS_BUCKET: string }) =>
  fileStore(fileClient(), ATTACHMENTS_BUCKET);
export const reportFilesOf = ({ REPORT_FILES_BUCKET }: { REPORT_FILES_BUCKET: string }) =>
  fileStore(fileClient(), REPORT_FILES_BUCKET);
export const contactsOf = ({ CASES_TABLE }: { CASES_TABLE: string }) => contactStore(database(), CASES_TABLE);
export const countedCasesOf = ({ CASES_TABLE }: { CASES_TABLE: string }) => ({
  ...countedItems(database(), CASES_TABLE),
  progress: recountProgress(database(), CASES_TABLE),
});
export const countedComplaintsOf = ({ COMPLAINTS_TABLE }: { COMPLAINTS_TABLE: string }) =>
  countedItems(database(), COMPLAINTS_TABLE);
export const countedRatingsOf = ({ RATINGS_TABLE }: { RATINGS_TABLE: string }) =>
  countedItems(database(), RATINGS_TABLE);
export const watchedCasesOf = ({ CASES_TABLE }: { CASES_TABLE: string }) => watchedCases(database(), CASES_TABLE);
export const watchedComplaintsOf = ({ COMPLAINTS_TABLE }: { COMPLAINTS_TABLE: string }) =>
  watchedComplaints(database(), COMPLAINTS_TABLE);
export const watchedRatingsOf = ({ RATINGS_TABLE }: { RATINGS_TABLE: string }) =>
  watchedRatings(database(), RATINGS_TABLE);
export const directoryToRead = ({ DIRECTORY_TABLE }: { DIRECTORY_TABLE: string }) =>
  readingDirectory(database(), DIRECTORY_TABLE);
export const absencesOf = ({ DIRECTORY_TABLE }: { DIRECTORY_TABLE: string }) =>
  recordingAbsences(database(), DIRECTORY_TABLE);

export const attendanceOf = ({ DIRECTORY_TABLE }: { DIRECTORY_TABLE: string }) =>
  attendanceBook(database(), DIRECTORY_TABLE);
export const takeOversOf = ({ DIRECTORY_TABLE }: { DIRECTORY_TABLE: string }) =>
  takeOverStore(database(), DIRECTORY_TABLE);

/** Cases and contacts as the stream's records hold them. */
export { complaintInImage } from "../../shared/aws/complaint-store.ts";
export { caseInImage, contactInImage } from "../../shared/aws/stream-image.ts";
export type { Mail, Topic } from "../../shared/aws/topics.ts";
export const journalOf = ({ REPORTS_TABLE }: { REPORTS_TABLE: string }) => journalStore(database(), REPORTS_TABLE);
export const ledgersOf = ({ REPORTS_TABLE }: { REPORTS_TABLE: string }) => ledgerStore(database(), REPORTS_TABLE);
export const reportsOf = ({ REPORTS_TABLE }: { REPORTS_TABLE: string }) => reportStore(database(), REPORTS_TABLE);
export const returnsOf = ({ REPORTS_TABLE }: { REPORTS_TABLE: string }) => returnStore(database(), REPORTS_TABLE);
export const returnRemindersOf = ({ REPORTS_TABLE }: { REPORTS_TABLE: string }) =>
  returnReminderStore(database(), REPORTS_TABLE);
export const topicNamed = (topicArn: string) => topicOf(snsClient(), topicArn);
export const redriveOf = ({ REDRIVE_QUEUE_URL }: { REDRIVE_QUEUE_URL: string }) => redriveQueueOf(REDRIVE_QUEUE_URL);
export const deliveriesOf = ({ REMINDERS_TABLE }: { REMINDERS_TABLE: string }) =>
  deliveryStore(database(), REMINDERS_TABLE);
export const receiptsOf = ({ REMINDERS_TABLE }: { REMINDERS_TABLE: string }) =>
  receiptStore(database(), REMINDERS_TABLE);
export const sentMessagesOf = ({ REMINDERS_TABLE }: { REMINDERS_TABLE: string }) =>
  sentMessages(database(), REMINDERS_TABLE);
export const resendsOf = ({ REMINDERS_TABLE }: { REMINDERS_TABLE: string }) => resendStore(database(), REMINDERS_TABLE);
export const casesAtRisk = ({ CASES_TABLE }: { CASES_TABLE: string }) => atRiskStore(database(), CASES_TABLE);
export const smsGatewayOf = gatewayOf;
export const smsCapsOf = ({ REMINDERS_TABLE }: { REMINDERS_TABLE: string }) => smsCapStore(database(), REMINDERS_TABLE);
