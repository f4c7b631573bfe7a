/**
 * Who signed in: checks the token of the municipality's own sign-in provider (issuer, audience, expiry, algorithm) and
 * tells the API the subject. It allows the whole API, because its answer is cached; role, centre and duty are checked
 * per request. A token that is not good enough is an answer too, a denial: a failed run would sound the alarm for every
 * expired token. Only a provider that cannot be asked fails the run.
 */
import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from "aws-lambda";
import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import { errorFields, log } from "../runtime/log.ts";
import { settings } from "../runtime/settings.ts";

const { issuer, audience, jwksUri } = settings().signIn;
/** Keys are fetched once and again when a token names one that is not there. Milliseconds. */
const keys = createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: 3000 });

/** What the token itself can be guilty of. All else (no answer, no key set in it) is the provider's or ours. */
const TOKEN_FAULTS = [
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
];

/** `arn:<partition>:execute-api:<region>:<account>:<api>/<stage>/…` → everything of that stage. */
const wholeStage = (methodArn: string): string => `${methodArn.split("/").slice(0, 2).join("/")}/*`;

const policy = (Effect: "Allow" | "Deny", methodArn: string): APIGatewayAuthorizerResult["policyDocument"] => ({
  Version: "2012-10-17",
  Statement: [{ Action: "execute-api:Invoke", Effect, Resource: wholeStage(methodArn) }],
});

/** @throws what `TOKEN_FAULTS` names for a token that is not good enough; anything else when it cannot be checked */
const subjectOf = async (authorizationToken: string | undefined): Promise<string> => {
  const token = /^Bearer (\S+)$/i.exec(authorizationToken ?? "")?.[1];
  if (token === undefined) throw new errors.JWSInvalid("no bearer token");
  const { payload } = await jwtVerify(token, keys, {
    issuer,
    audience,
    algorithms: ["RS256", "ES256"],
    requiredClaims: ["sub", "exp"],
  });
  if (typeof payload.sub !== "string" || payload.sub === "") throw new errors.JWTInvalid("the token names nobody");
  return payload.sub;
};

/** @throws when the provider's keys cannot be had: the gateway then answers 503 */
export const handler = async (event: APIGatewayTokenAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
  try {
    const sub = await subjectOf(event.authorizationToken);
    return { principalId: sub, policyDocument: policy("Allow", event.methodArn), context: { sub } };
  } catch (error) {
    if (!TOKEN_FAULTS.some((fault) => error instanceof fault)) throw error;
    log("sign-in-refused", errorFields(error));
    return { principalId: "nobody", policyDocument: policy("Deny", event.methodArn) };
  }
};
