/** The environment, parsed once when a bundle starts: a missing variable stops it there, not at the first request. */
import * as z from "zod";

export const environment = <S extends z.ZodObject>(schema: S): z.infer<S> => schema.parse(process.env);

export const AppointmentsTable = { APPOINTMENTS_TABLE: z.string().min(1) };
export const AttachmentsBucket = { ATTACHMENTS_BUCKET: z.string().min(1) };
export const CasesTable = { CASES_TABLE: z.string().min(1) };
export const ComplaintsTable = { COMPLAINTS_TABLE: z.string().min(1) };
export const DirectoryTable = { DIRECTORY_TABLE: z.string().min(1) };
export const RatingsTable = { RATINGS_TABLE: z.string().min(1) };
export const RemindersTable = { REMINDERS_TABLE: z.string().min(1) };
export const ReportsTable = { REPORTS_TABLE: z.string().min(1) };
