import { centreSummary } from "../../shared/directory/centre-views.ts";
import { operation } from "../runtime/operation.ts";
import type { Registered } from "./centre.ts";

/** Every centre, from the register. Reads nothing else. */
export const listCentres = operation("list-centres", ({ register }: Registered) => async () => ({
  status: 200,
  body: { centres: register.towns.map(centreSummary) },
}));
