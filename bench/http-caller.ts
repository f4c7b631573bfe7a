/**
 * HTTP/1.1 over kept connections with next to no work of its own: callers share the machine with what they measure.
 * Reads answers that say their length, as all of the local run's do.
 */
import { connect, type Socket } from "node:net";

export type Reply = { readonly status: number; readonly text: string };
export type Question = {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** Names and values, beside host and length. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};
export type Caller = {
  /** @throws Error when the connection breaks, is silent for too long, or answers without a length */
  ask(question: Question): Promise<Reply>;
  close(): void;
};

const SILENT_FOR_MS = 30_000;
const END_OF_HEAD = "\r\n\r\n";

/** The reply that these bytes hold; undefined: there is more to come. */
const replyIn = (bytes: Buffer): Reply | undefined => {
  const headEnds = bytes.indexOf(END_OF_HEAD);
  if (headEnds < 0) return undefined;
  const head = bytes.toString("latin1", 0, headEnds);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error("an answer does not say its length");
  const from = headEnds + END_OF_HEAD.length;
  const to = from + Number(length);
  if (bytes.length < to) return undefined;
  // `HTTP/1.1 200 OK`
  return { status: Number(head.slice(9, 12)), text: bytes.toString("utf8", from, to) };
};

const answerOn = (socket: Socket): Promise<Reply> =>
  new Promise((resolve, reject) => {
    let bytes: Buffer | undefined;
    const end = (settle: () => void) => {
      socket.removeAllListeners();
      settle();
    };
    const fail = (error: Error) => {
      socket.destroy();
      end(() => reject(error));
    };
    socket.once("error", fail);
    socket.once("close", () => fail(new Error("the connection was closed")));
    socket.once("timeout", () => fail(new Error("no answer came in time")));
    socket.on("data", (chunk: Buffer) => {
      bytes = bytes === undefined ? chunk : Buffer.concat([bytes, chunk]);
      try {
        const reply = replyIn(bytes);
        if (reply !== undefined) end(() => resolve(reply));
      } catch (error) {
        fail(error as Error); // thrown above
      }
    });
  });

const requestText = (host: string, { method, path, headers = {}, body = "" }: Question): string => {
  const lines = Object.entries({ host, "content-length": Buffer.byteLength(body), ...headers });
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`;
};

/** @param base `http://<host>:<port>`; there are as many connections as there are questions at once */
export const httpCaller = (base: string): Caller => {
  const { host, hostname, port } = new URL(base);
  const idle: Socket[] = [];
  const open = () => connect({ host: hostname, port: Number(port), noDelay: true, timeout: SILENT_FOR_MS });
  return {
    async ask(question) {
      const socket = idle.pop() ?? open();
      const answer = answerOn(socket);
      socket.write(requestText(host, question));
      const reply = await answer;
      idle.push(socket);
      return reply;
    },
    close() {
      for (const socket of idle) socket.destroy();
    },
  };
};
