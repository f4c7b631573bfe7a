/** The resident's side of the API, over kept connections: filing a case or a complaint, looking it up. */
import * as z from "zod";
import { FILINGS, type FiledThing } from "./filings.ts";
import { httpCaller, type Question } from "./http-caller.ts";

const Receipt = z.looseObject({ lookupCode: z.string() });
/** `number`: without hyphens. */
export type Filed = { readonly number: string; readonly lookupCode: string };

/** @throws when the reply is no receipt of such a thing */
export const filedIn = (text: string, thing: FiledThing): Filed => {
  const { lookupCode, ...receipt } = Receipt.parse(JSON.parse(text));
  const number = z.string().parse(receipt[FILINGS[thing].numberName]);
  return { number: number.replaceAll("-", ""), lookupCode };
};

export type ApiCalls = {
  file(thing: FiledThing): Promise<Filed>;
  lookUp(thing: FiledThing, filed: Filed): Promise<void>;
  /** Whether the streams are held: what follows from a filing (journal, topics) then waits until they are let go. */
  holdStreams(held: boolean): Promise<void>;
  /** Lets everything that follows from earlier requests happen first: streams, topics, queues. */
  settle(): Promise<void>;
  close(): void;
};

/** The clock only moves forward, and runs on while earlier work is being finished. */
const STEP_MS = 60_000;

const JSON_BODY = { "content-type": "application/json" };

export const apiCalls = (base: string): ApiCalls => {
  const caller = httpCaller(base);
  /** @throws Error for any other status: a refused request must not count as a quick one */
  const ask = async (question: Question, expected: number): Promise<string> => {
    const { status, text } = await caller.ask(question);
    if (status === expected) return text;
    throw new Error(`${question.method} ${question.path} answered ${status}: ${text.slice(0, 500)}`);
  };
  const filing = (thing: FiledThing): Question => {
    const { path, body } = FILINGS[thing];
    return { method: "POST", path, headers: JSON_BODY, body: JSON.stringify(body) };
  };
  const filings = { case: filing("case"), complaint: filing("complaint") };
  return {
    file: async (thing) => filedIn(await ask(filings[thing], 201), thing),
    async lookUp(thing, { number, lookupCode }) {
      const path = `${FILINGS[thing].path}/${number}`;
      await ask({ method: "GET", path, headers: { "lookup-code": lookupCode } }, 200);
    },
    async holdStreams(held) {
      const body = JSON.stringify({ streams: held ? "held" : null });
      await ask({ method: "POST", path: "/_local/faults", headers: JSON_BODY, body }, 200);
    },
    async settle() {
      const path = "/_local/clock";
      const { now } = z.object({ now: z.string() }).parse(JSON.parse(await ask({ method: "GET", path }, 200)));
      const body = JSON.stringify({ to: new Date(Date.parse(now) + STEP_MS).toISOString() });
      await ask({ method: "POST", path, headers: JSON_BODY, body }, 200);
    },
    close: caller.close,
  };
};
