/** The development sign-in: an OIDC issuer with a key of this run, whose tokens only this run believes. */
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export type Issuer = {
  readonly url: string;
  readonly jwks: object;
  readonly configuration: object;
  /** Valid for twelve hours of rehearsed time. */
  mint(sub: string): Promise<string>;
};

const VALID_SECONDS = 12 * 3600;
const KEY_ID = "local";

export const issuerUrl = (origin: string): string => `${origin}/_local/issuer`;
export const jwksUrl = (origin: string): string => `${issuerUrl(origin)}/.well-known/jwks.json`;

/** @param now milliseconds, by the rehearsal clock */
export const createIssuer = async (origin: string, audience: string, now: () => number): Promise<Issuer> => {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const url = issuerUrl(origin);
  return {
    url,
    jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: KEY_ID, alg: "RS256", use: "sig" }] },
    configuration: {
      issuer: url,
      jwks_uri: jwksUrl(origin),
      token_endpoint: `${origin}/_local/tokens`,
      response_types_supported: ["id_token"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
    },
    mint(sub) {
      const at = Math.floor(now() / 1000);
      return new SignJWT({})
        .setProtectedHeader({ alg: "RS256", kid: KEY_ID })
        .setIssuer(url)
        .setAudience(audience)
        .setSubject(sub)
        .setIssuedAt(at)
        .setExpirationTime(at + VALID_SECONDS)
        .sign(privateKey);
    },
  };
};
