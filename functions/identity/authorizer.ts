/**
 * Who signed in: checks the token of the municipality's own sign-in provider (issuer, audience, expiry, algorithm) and
 * tells the API the subject. It allows the whole API, because its answer is cached; role, centre and duty are checked
 * per request.
 */
import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from "aws-lambda";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { errorFields, log } from "../runtime/log.ts";
import { settings } from "../runtime/settings.ts";

const { issuer, audience, jwksUri } = settings().signIn;
/** Keys are fetched once and again when a token names one that is not there. Milliseconds. */
const keys = createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: 3000 });

/** `arn:<partition>:execute-api:<region>:<account>:<api>/<stage>/…` → everything of that stage. */
const wholeStage = (methodArn: string): string => `${methodArn.split("/").slice(0, 2).join("/")}/*`;

/** API Gateway answers 401 to exactly this message. */
const UNAUTHORIZED = "Unauthorized";

export const handler = async (event: APIGatewayTokenAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
  const token = /^Bearer (\S+)$/i.exec(event.authorizationToken ?? "")?.[1];
  if (token === undefined) throw new Error(UNAUTHORIZED);
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ["RS256", "ES256"],
      requiredClaims: ["sub", "exp"],
    });
    const { sub } = payload;
    if (typeof sub !== "string" || sub === "") throw new Error("the token names nobody");
    return {
      principalId: sub,
      policyDocument: {
        Version: "2012-10-17",
        Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: wholeStage(event.methodArn) }],
      },
      context: { sub },
    };
  } catch (error) {
    log("sign-in-refused", errorFields(error));
    throw new Error(UNAUTHORIZED);
  }
};
