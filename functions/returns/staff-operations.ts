import { correctReturn } from "./correct-return.ts";
import { handInReturn } from "./hand-in-return.ts";
import { listOwnReturns } from "./list-own-returns.ts";
import { listReturns } from "./list-returns.ts";
import { readOwnReturn } from "./read-own-return.ts";

export const STAFF_OPERATIONS = [listOwnReturns, readOwnReturn, handInReturn, correctReturn, listReturns];
