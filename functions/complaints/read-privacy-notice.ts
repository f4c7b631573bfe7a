import { PRIVACY_NOTICE } from "../../shared/complaints/filing.ts";
import { operation } from "../runtime/operation.ts";

/** What is shown before anything personal is asked for (R51). */
export const readPrivacyNotice = operation("read-privacy-notice", () => async () => ({
  status: 200,
  body: PRIVACY_NOTICE,
}));
