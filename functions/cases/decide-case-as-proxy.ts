import { operation } from "../runtime/operation.ts";
import { ruled } from "./decide-case.ts";
import { type MoveNeeds, moved } from "./moving.ts";
import { moveAsProxy } from "./moving-as-proxy.ts";

/** Where the centre entrusted handling to the end. Two people at once: the second is told that the case changed. */
export const decideCaseAsProxy = operation("decide-case-as-proxy", (needs: MoveNeeds) => async (request) => {
  const after = await moveAsProxy(needs, request, "handle", (before, occasion) =>
    ruled(before, request.body, occasion, request.locale),
  );
  return moved(needs, after);
});
