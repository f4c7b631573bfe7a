/** How many SMS there may be: a brake on faults and on cost. */
import type { LocalDate } from "../kernel/local-date.ts";

/** Kept by `shared/aws/sms-cap-store.ts`. */
export type SmsCaps = {
  /**
   * Counts a delivery among the day's to one number, once however often it is asked.
   * @param number keyed hash of it
   * @returns false: the cap is reached, and this one is not among them
   */
  toNumber(number: string, day: LocalDate, deliveryId: string, cap: number): Promise<boolean>;
  /** SMS parts that the gateway took on in a month. @param month `2026-10` */
  inMonth(month: string): Promise<number>;
  /** Counts what the gateway has taken on and is on record; a crash right after it leaves one message uncounted. */
  took(month: string, parts: number): Promise<void>;
};
