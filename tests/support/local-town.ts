/** A whole town on this machine for a test, and the means to live through its days. */

import * as z from "zod";
import type { LocalOptions } from "../../infra/local/options.ts";
import { type LocalRun, startLocal } from "../../infra/local/start.ts";
import { contractClient } from "./contract-client.ts";

/** One line of the outbox. */
const Sms = z.object({ to: z.string(), text: z.string(), at: z.string(), deliveryId: z.string() });
const Token = z.object({ token: z.string() });

export const CENTRE = "370481102";

export const livingTown = async (now: string, more: Partial<LocalOptions> = {}) => {
  const local: LocalRun = await startLocal({ municipality: "tengzhou", port: 0, now: Date.parse(now), ...more });
  const { call, seen } = contractClient(local.url);
  const post = async (path: string, body: object): Promise<unknown> => {
    const response = await fetch(`${local.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const tokenOf = async (staffId: string): Promise<string> =>
    Token.parse(await post("/_local/tokens", { staffId })).token;
  return {
    local,
    call,
    seen,
    /** A signed-in call; the token is of the moment. */
    as: async (staffId: string, operationId: string, more: Parameters<typeof call>[1] = {}) =>
      call(operationId, { ...more, token: await tokenOf(staffId) }),
    moveTo: (to: string) => post("/_local/clock", { to }),
    sms: async () => z.array(Sms).parse(await (await fetch(`${local.url}/_local/sms`)).json()),
    fault: (change: object) => post("/_local/faults", change),
  };
};
export type LivingTown = Awaited<ReturnType<typeof livingTown>>;

/** A filing that is complete; nobody of that name or number exists. */
export const filing = (more: object = {}) => ({
  itemCode: "tree-felling-licence",
  centreCode: CENTRE,
  applicant: { name: "示例甲", phone: "10000000001" },
  notifyBySms: true,
  ...more,
});
