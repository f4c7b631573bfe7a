/** Every SMS that a stand-in took on, in order; nothing ever leaves this machine. */
import * as z from "zod";
import { keptLines } from "./kept-lines.ts";

const Sms = z.object({
  to: z.string(),
  text: z.string(),
  /** ISO 8601, by the rehearsal clock. */
  at: z.string(),
  deliveryId: z.string().nullable(),
});
export type Sms = Readonly<z.infer<typeof Sms>>;

export type SmsOutbox = {
  add(sms: Sms): void;
  /** Oldest first. */
  all(): readonly Sms[];
};

/** @param path file that keeps them across restarts; absent: in memory only */
export const createSmsOutbox = (path?: string): SmsOutbox => {
  const sent = keptLines(path, Sms);
  return { add: sent.add, all: () => [...sent.all] };
};
