/** Every SMS that a stand-in took on, in order; nothing ever leaves this machine. */
export type Sms = {
  readonly to: string;
  readonly text: string;
  /** ISO 8601, by the rehearsal clock. */
  readonly at: string;
  readonly deliveryId: string | null;
};
export type SmsOutbox = {
  add(sms: Sms): void;
  /** Oldest first. */
  all(): readonly Sms[];
};

/** Older ones are forgotten, so that a long rehearsal stays within its memory. */
const MOST = 20_000;

export const createSmsOutbox = (): SmsOutbox => {
  const sent: Sms[] = [];
  return {
    add(sms) {
      sent.push(sms);
      if (sent.length > MOST) sent.shift();
    },
    all: () => [...sent],
  };
};
