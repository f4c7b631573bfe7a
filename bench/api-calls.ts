/** The resident's side of the API, over kept connections: filing a case, looking it up. */
import * as z from "zod";
import { httpCaller, type Question } from "./http-caller.ts";
import { FILING } from "./sample-filing.ts";

const Filed = z.object({ caseNumber: z.string(), lookupCode: z.string() });
export type Filed = z.infer<typeof Filed>;

export type ApiCalls = {
  file(): Promise<Filed>;
  lookUp(filed: Filed): Promise<void>;
  /** Whether the streams are held: what follows from a filing (journal, topics) then waits until they are let go. */
  holdStreams(held: boolean): Promise<void>;
  /** Lets everything that follows from earlier requests happen first: streams, topics, queues. */
  settle(): Promise<void>;
  close(): void;
};

const FILING_TEXT = JSON.stringify(FILING);
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
  const file: Question = { method: "POST", path: "/v1/cases", headers: JSON_BODY, body: FILING_TEXT };
  return {
    file: async () => Filed.parse(JSON.parse(await ask(file, 201))),
    async lookUp({ caseNumber, lookupCode }) {
      const path = `/v1/cases/${caseNumber.replaceAll("-", "")}`;
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
