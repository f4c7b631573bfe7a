/** Asks the template's authorizer who signed in, keeps its answer as long as the template says, and reads its policy. */
import * as z from "zod";
import type { Functions } from "./functions.ts";
import type { SignedIn } from "./gateway-event.ts";
import type { ResponseKind } from "./gateway-responses.ts";
import type { Authorizer } from "./gateway-table.ts";
import { InvocationFailure } from "./runtime.ts";

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const Verdict = z.object({
  principalId: z.string(),
  policyDocument: z.object({
    Statement: z.array(z.object({ Effect: z.enum(["Allow", "Deny"]), Resource: oneOrMore })),
  }),
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
type Verdict = z.infer<typeof Verdict>;
type Kept = { readonly until: number; readonly verdict: Verdict };

export type Decision = { readonly signedIn: SignedIn } | { readonly refusal: ResponseKind };

const covers = (pattern: string, arn: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  ).test(arn);

const decide = ({ principalId, policyDocument, context = {} }: Verdict, methodArn: string): Decision => {
  const effects = policyDocument.Statement.filter(({ Resource }) =>
    Resource.some((pattern) => covers(pattern, methodArn)),
  );
  const allowed = effects.length > 0 && effects.every(({ Effect }) => Effect === "Allow");
  if (!allowed) return { refusal: "ACCESS_DENIED" };
  // API Gateway hands on every value of the context as text.
  const texts = Object.entries(context).map(([key, value]) => [key, String(value)]);
  return { signedIn: { ...Object.fromEntries(texts), principalId } };
};

const refusalOf = (error: unknown): ResponseKind => {
  if (error instanceof z.ZodError) return "AUTHORIZER_CONFIGURATION_ERROR";
  return error instanceof InvocationFailure && error.error.errorMessage === "Unauthorized"
    ? "UNAUTHORIZED"
    : "AUTHORIZER_FAILURE";
};

export type Authorize = (authorizer: Authorizer, token: string | undefined, methodArn: string) => Promise<Decision>;

/** @param now by the rehearsal clock: what is kept grows old in rehearsed time */
export const createAuthorize = (functions: Pick<Functions, "invoke">, now: () => number): Authorize => {
  const kept = new Map<string, Kept>();
  return async ({ id, function: name, pattern, ttlMs }, token, methodArn) => {
    if (!token || pattern?.test(token) === false) return { refusal: "UNAUTHORIZED" };
    const key = `${id} ${token}`;
    const before = kept.get(key);
    if (before !== undefined && now() < before.until) return decide(before.verdict, methodArn);
    kept.delete(key);
    try {
      const event = { type: "TOKEN", authorizationToken: token, methodArn };
      const verdict = Verdict.parse(await functions.invoke(name, event));
      if (ttlMs > 0) kept.set(key, { until: now() + ttlMs, verdict });
      return decide(verdict, methodArn);
    } catch (error) {
      return { refusal: refusalOf(error) };
    }
  };
};
