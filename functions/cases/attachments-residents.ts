/** Residents' routes about attachments. Apart from their other routes, whose start would load the client of the bucket. */
import * as z from "zod";
import { RESIDENT_ATTACHMENT_ROUTES } from "../../shared/http/routes/cases/attachments.ts";
import { attachmentsOf, casesOf, directoryToRead, filesOf, keyedHashes, now } from "../runtime/composition.ts";
import { AttachmentsBucket, CasesTable, DirectoryTable, environment } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { RESIDENT_ATTACHMENT_OPERATIONS } from "./attachments-residents-operations.ts";

const env = environment(
  z.object({ ...CasesTable, ...DirectoryTable, ...AttachmentsBucket, CODE_SECRET_ARN: z.string() }),
);
const town = settings();

export const handler = httpHandler(
  "attachments-residents",
  RESIDENT_ATTACHMENT_ROUTES,
  RESIDENT_ATTACHMENT_OPERATIONS,
  {
    cases: casesOf(env),
    attachments: attachmentsOf(env),
    files: filesOf(env),
    divisionCode: town.divisionCode,
    directory: directoryToRead(env),
    keyed: keyedHashes(env.CODE_SECRET_ARN),
    origins: town.api.corsOrigins,
    now,
  },
);
