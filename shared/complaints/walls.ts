/**
 * Who may not know of a complaint (R53), and the one place that opens a sealed one. The walls outrank whatever duty, role or
 * ladder would give.
 */
import type { People, StaffId } from "../directory/roster.ts";
import type { Complaint } from "./complaint.ts";

declare const content: unique symbol;
/** Read from the store, and not opened yet: nothing can be read from it. */
export type Sealed<T> = { readonly [content]: T };

type Walled = Pick<Complaint, "accused" | "walled" | "interested">;

/** For the store alone. */
export const sealed = <T extends Walled>(item: T): Sealed<T> => item as unknown as Sealed<T>;

/** By the people of now and by those of the day of filing. */
export const wallsOf = (_complaint: Walled, _people: People): ReadonlySet<StaffId> => {
  throw new Error("to be written");
};
