/** How a resident opens a case: by its number and the look-up code. */
import type { Case } from "../../shared/casework/case.ts";
import type { Cases } from "../../shared/casework/cases.ts";
import type { Keyed } from "../runtime/hashes.ts";
import { openWithCode as openGuarded, type Tried } from "../runtime/opening.ts";
import type { Now } from "../runtime/operation.ts";

export type AccessNeeds = { readonly cases: Cases; readonly keyed: () => Promise<Keyed>; readonly now: Now };

/** @throws Refusal `case-not-found`, `too-many-attempts` */
export const openWithCode = (needs: AccessNeeds, tried: Tried): Promise<Case> =>
  openGuarded(needs.cases, needs, tried, "case-not-found");
