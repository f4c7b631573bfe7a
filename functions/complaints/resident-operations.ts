/** What `complaints-residents` serves. */
import { fileComplaint } from "./file-complaint.ts";
import { readComplaint } from "./read-complaint.ts";
import { readPrivacyNotice } from "./read-privacy-notice.ts";
import { withdrawComplaint } from "./withdraw-complaint.ts";

export const RESIDENT_OPERATIONS = [fileComplaint, readComplaint, readPrivacyNotice, withdrawComplaint] as const;
