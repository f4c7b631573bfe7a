/** A new look-up code for a complainant who lost theirs. */
import { ComplaintCodeReissue } from "../../../complaints/requests.ts";
import { ComplaintReceipt } from "../../../complaints/views.ts";
import { route } from "../../route.ts";
import { move, one, refusals } from "./parts.ts";

export const COMPLAINT_CODE_ROUTES = {
  "reissue-complaint-code": route({
    ...move,
    id: "reissue-complaint-code",
    path: `${one}/lookup-codes`,
    summary: "Give a complainant who lost the code a new one, after checking identity: for the handler alone",
    body: ComplaintCodeReissue,
    replies: { 201: { description: "The new code; the old one no longer works", body: ComplaintReceipt, etag: true } },
    refusals: [...refusals, "identity-not-checkable", "case-full"],
  }),
} as const;
