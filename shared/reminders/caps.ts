/** How many SMS there may be (a brake on faults and on cost): counted before each sending, never too few. */
import type { LocalDate } from "../kernel/local-date.ts";

/** Kept by `shared/aws/sms-cap-store.ts`. */
export type SmsCaps = {
  /**
   * Counts a delivery among the day's to one number, once however often it is asked.
   * @param number keyed hash of it
   * @returns false: the cap is reached, and this one is not among them
   */
  toNumber(number: string, day: LocalDate, deliveryId: string, cap: number): Promise<boolean>;
  /**
   * Counts the parts of a message to the month's, at each try.
   * @param month `2026-10`
   * @param cap absent: counted whatever there were
   * @returns how many they are now; undefined: the cap is reached, and nothing was counted
   */
  inMonth(month: string, parts: number, cap?: number): Promise<number | undefined>;
};
