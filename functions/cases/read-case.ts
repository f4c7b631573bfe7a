import { residentView } from "../../shared/casework/views.ts";
import { operation } from "../runtime/operation.ts";
import { type AccessNeeds, openWithCode } from "./residents-access.ts";
import type { Showing } from "./showing.ts";

/** A resident looks a case up. Reads only; a wrong code is counted. */
export const readCase = operation(
  "read-case",
  (needs: AccessNeeds & Showing) =>
    async ({ params, lookupCode, address }) => {
      const subject = await openWithCode(needs, { number: params.caseNumber, lookupCode, address });
      return { status: 200, body: residentView(subject, needs.centreNameOf(subject.centre), needs.sample) };
    },
);
