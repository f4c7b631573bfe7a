import { reissueCode } from "../../shared/casework/handling.ts";
import { operation } from "../runtime/operation.ts";
import { receiptAsItStands } from "./filing.ts";
import { type MoveNeeds, moveCase } from "./moving.ts";
import { servingPosts } from "./staff-access.ts";

/** A new code for someone whose identity was checked; the old one ends with this write. Two at once: one code, one refusal. */
export const reissueLookupCode = operation("reissue-lookup-code", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(
    needs,
    request,
    (before, occasion) => reissueCode(before, request.body.identity, occasion),
    servingPosts,
  );
  return { status: 201, version: after.version, body: await receiptAsItStands(needs, after) };
});
