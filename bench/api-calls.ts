/** The resident's side of the API, over kept connections: filing a case, looking it up. */
import { Agent, type RequestOptions, request } from "node:http";
import { text } from "node:stream/consumers";
import * as z from "zod";
import { CALLERS } from "./closed-loop.ts";
import { FILING } from "./sample-filing.ts";

const Filed = z.object({ caseNumber: z.string(), lookupCode: z.string() });
export type Filed = z.infer<typeof Filed>;

export type ApiCalls = {
  file(): Promise<Filed>;
  lookUp(filed: Filed): Promise<void>;
  /** Lets everything that follows from earlier requests happen first: streams, topics, queues. */
  settle(): Promise<void>;
  close(): void;
};

const FILING_TEXT = JSON.stringify(FILING);
/** The clock only moves forward, and runs on while earlier work is being finished. */
const STEP_MS = 60_000;
const REQUEST_LIMIT_MS = 30_000;

/** @throws Error for any other status: a refused request must not count as a quick one */
const ask = async (url: URL, options: RequestOptions, status: number, body?: string): Promise<string> => {
  const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const asked = request(url, { ...options, timeout: REQUEST_LIMIT_MS }, (reply) => {
      text(reply).then((read) => resolve({ status: reply.statusCode, text: read }), reject);
    });
    asked.once("timeout", () => asked.destroy(new Error(`${url.pathname} took too long`)));
    asked.once("error", reject);
    asked.end(body);
  });
  if (answer.status === status) return answer.text;
  throw new Error(`${options.method ?? "GET"} ${url.pathname} answered ${answer.status}: ${answer.text.slice(0, 500)}`);
};

const posting = (agent: Agent, body: string): RequestOptions => ({
  agent,
  method: "POST",
  headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
});

export const apiCalls = (base: string): ApiCalls => {
  const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });
  const cases = new URL("/v1/cases", base);
  const clock = new URL("/_local/clock", base);
  return {
    file: async () => Filed.parse(JSON.parse(await ask(cases, posting(agent, FILING_TEXT), 201, FILING_TEXT))),
    async lookUp({ caseNumber, lookupCode }) {
      const url = new URL(`/v1/cases/${caseNumber.replaceAll("-", "")}`, base);
      await ask(url, { agent, headers: { "lookup-code": lookupCode } }, 200);
    },
    async settle() {
      const { now } = z.object({ now: z.string() }).parse(JSON.parse(await ask(clock, { agent }, 200)));
      const to = JSON.stringify({ to: new Date(Date.parse(now) + STEP_MS).toISOString() });
      await ask(clock, posting(agent, to), 200, to);
    },
    close: () => agent.destroy(),
  };
};
