import { describe, expect, it } from "vitest";
import { ROUTE_FUNCTIONS } from "../../infra/functions.ts";
import { documentClient, TIMEOUTS } from "../../shared/aws/clients.ts";

/** Milliseconds: the longest that the SDK pauses before a second and a third attempt. */
const PAUSES_MS = 100 + 200;

describe.each(ROUTE_FUNCTIONS.map((row) => [row.id, row] as const))("%s", (_, { timeoutSeconds }) => {
  it("lives long enough to say that its table did not answer any attempt", async () => {
    const attempts = await documentClient().config.maxAttempts();
    const { connectionTimeout, requestTimeout } = TIMEOUTS;
    expect(attempts * (connectionTimeout + requestTimeout) + PAUSES_MS).toBeLessThan(timeoutSeconds * 1000 - 1000);
  });
});
