import { createServer } from "node:net";

/** A port that was free on the loopback a moment ago; the caller retries if someone else was quicker. */
export const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("the loopback gave no port");
  return address.port;
};
