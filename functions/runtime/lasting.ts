import * as z from "zod";
import { Refusal } from "../../shared/kernel/refusal.ts";

/** Trying again would end the same way: the data does not fit, or the code does not. Everything else may pass. */
export const isLasting = (error: unknown): boolean =>
  error instanceof z.ZodError || error instanceof Refusal || error instanceof TypeError || error instanceof RangeError;
