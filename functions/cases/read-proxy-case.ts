import { staffView } from "../../shared/casework/views.ts";
import { type Now, operation } from "../runtime/operation.ts";
import { openAsProxy } from "./moving-as-proxy.ts";
import type { Showing } from "./showing.ts";
import type { StaffNeeds } from "./staff-access.ts";

/** A case that the proxy filed, while the authorisation lasts. Reads only. */
export const readProxyCase = operation(
  "read-proxy-case",
  (needs: Pick<StaffNeeds, "cases"> & Showing & { now: Now }) =>
    async ({ params, actor }) => {
      const subject = await openAsProxy(needs, actor, params.caseNumber, needs.now().today, "file", "getWhole");
      const body = staffView(subject, needs.centreNameOf(subject.centre), needs.sample, true);
      return { status: 200, version: subject.version, body };
    },
);
