import { operation } from "../runtime/operation.ts";
import { announceMaterial, type MaterialNeeds } from "./attaching.ts";
import { type AccessNeeds, openWithCode } from "./residents-access.ts";

/** A resident announces a file and hears where to send it. */
export const createAttachment = operation(
  "create-attachment",
  (needs: AccessNeeds & MaterialNeeds) => async (request) => {
    const { params, lookupCode, address } = request;
    const subject = await openWithCode(needs, { number: params.caseNumber, lookupCode, address });
    return {
      status: 201,
      body: await announceMaterial(needs, subject, { by: "resident", who: "resident" }, request),
    };
  },
);
