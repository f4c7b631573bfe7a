/** Complainants' routes about their files. Apart from their other routes, whose start would load the client of the bucket. */
import * as z from "zod";
import { RESIDENT_COMPLAINT_ATTACHMENT_ROUTES } from "../../shared/http/routes/complaints/attachments.ts";
import { complaintAttachmentsOf, complaintsOf, filesOf, keyedHashes, now } from "../runtime/composition.ts";
import { AttachmentsBucket, ComplaintsTable, environment } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { RESIDENT_COMPLAINT_ATTACHMENT_OPERATIONS } from "./attachments-residents-operations.ts";

const env = environment(z.object({ ...ComplaintsTable, ...AttachmentsBucket, CODE_SECRET_ARN: z.string() }));
const town = settings();

export const handler = httpHandler(
  "complaint-attachments-residents",
  RESIDENT_COMPLAINT_ATTACHMENT_ROUTES,
  RESIDENT_COMPLAINT_ATTACHMENT_OPERATIONS,
  {
    complaints: complaintsOf(env),
    attachments: complaintAttachmentsOf(env),
    files: filesOf(env),
    divisionCode: town.divisionCode,
    keyed: keyedHashes(env.CODE_SECRET_ARN),
    origins: town.api.corsOrigins,
    now,
  },
);
