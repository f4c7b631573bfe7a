/** Staff's routes about the files of a complaint, behind its walls. */
import * as z from "zod";
import { STAFF_COMPLAINT_ATTACHMENT_ROUTES } from "../../shared/http/routes/complaints/attachments.ts";
import {
  complaintAttachmentsOf,
  complaintsOf,
  directoryToRead,
  filesOf,
  keyedHashes,
  now,
} from "../runtime/composition.ts";
import { AttachmentsBucket, ComplaintsTable, DirectoryTable, environment } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { STAFF_COMPLAINT_ATTACHMENT_OPERATIONS } from "./attachments-staff-operations.ts";

const env = environment(
  z.object({ ...ComplaintsTable, ...DirectoryTable, ...AttachmentsBucket, CODE_SECRET_ARN: z.string() }),
);
const town = settings();
const directory = directoryToRead(env);

export const handler = httpHandler(
  "complaint-attachments-staff",
  STAFF_COMPLAINT_ATTACHMENT_ROUTES,
  STAFF_COMPLAINT_ATTACHMENT_OPERATIONS,
  {
    complaints: complaintsOf(env),
    attachments: complaintAttachmentsOf(env),
    files: filesOf(env),
    divisionCode: town.divisionCode,
    directory,
    people: directory,
    keyed: keyedHashes(env.CODE_SECRET_ARN),
    origins: town.api.corsOrigins,
    now,
  },
);
