/** Reading requests and writing answers with node:http, for the gateway and the stand-ins. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { StartFailure } from "./start-failure.ts";

/** The body is longer than allowed. */
export class TooLarge extends Error {}

/** @throws TooLarge as soon as more than `limit` bytes have come, without keeping them */
export const readBody = (request: IncomingMessage, limit: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (bytes: Buffer) => {
      length += bytes.length;
      if (length <= limit) chunks.push(bytes);
    });
    request.once("end", () => (length > limit ? reject(new TooLarge()) : resolve(Buffer.concat(chunks))));
    request.once("error", reject);
  });

export const sendJson = (response: ServerResponse, status: number, body: unknown, type = "application/json"): void => {
  const text = JSON.stringify(body);
  response.writeHead(status, { "content-type": `${type}; charset=utf-8`, "content-length": Buffer.byteLength(text) });
  response.end(text);
};

export const sendText = (response: ServerResponse, status: number, type: string, text: string): void => {
  response.writeHead(status, { "content-type": `${type}; charset=utf-8`, "content-length": Buffer.byteLength(text) });
  response.end(text);
};

export type Listening = { readonly server: Server; readonly port: number; close(): Promise<void> };

/** On the loopback only. @throws StartFailure when the port is taken */
export const listenOnLoopback = async (port: number, listener: RequestListener): Promise<Listening> => {
  const server = createServer({ keepAliveTimeout: 60_000 }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE" && error.code !== "EACCES") return reject(error);
      reject(
        new StartFailure(
          `端口 ${port} 已被占用，请换一个端口，例如 npm start -- --port ${port + 1}。`,
          `Port ${port} is taken: choose another one, for example npm start -- --port ${port + 1}.`,
        ),
      );
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  return {
    server,
    port: typeof address === "object" && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
