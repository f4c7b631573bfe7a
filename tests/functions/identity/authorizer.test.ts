import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from "aws-lambda";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

const ISSUER = "https://sign-in.example.invalid";
const AUDIENCE = "service-centres";
const STAGE = "arn:aws-cn:execute-api:cn-north-1:000000000000:abc/v1";

const good = await generateKeyPair("RS256");
const strange = await generateKeyPair("RS256");
const jwk = { ...(await exportJWK(good.publicKey)), kid: "k1", alg: "RS256", use: "sig" };

/** What the provider answers when it is asked for its keys. */
let provider: { status: number; body: string } | "drops";
const server = createServer((_, response) => {
  if (provider === "drops") response.destroy();
  else response.writeHead(provider.status, { "content-type": "application/json" }).end(provider.body);
});
const directory = mkdtempSync(join(tmpdir(), "authorizer-"));

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo; // of a TCP server
  const signIn = { issuer: ISSUER, audience: AUDIENCE, jwksUri: `http://127.0.0.1:${port}/jwks` };
  writeFileSync(join(directory, "municipality.json"), JSON.stringify({ signIn }));
  vi.stubEnv("LAMBDA_TASK_ROOT", directory);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true, force: true });
  await new Promise((closed) => server.close(closed));
});

let logged: string[];
beforeEach(() => {
  // A start of its own for each test: keys are kept in memory.
  vi.resetModules();
  provider = { status: 200, body: JSON.stringify({ keys: [jwk] }) };
  logged = [];
  vi.spyOn(console, "log").mockImplementation((line) => {
    logged.push(String(line));
  });
});

const authorize = async (authorizationToken: string | undefined): Promise<APIGatewayAuthorizerResult> => {
  const { handler } = await import("../../../functions/identity/authorizer.ts");
  const event = { type: "TOKEN", authorizationToken, methodArn: `${STAGE}/GET/v1/staff/me` };
  // API Gateway itself refuses a request without the header; nothing else may depend on that.
  return handler(event as APIGatewayTokenAuthorizerEvent);
};
type Claims = { iss?: string; aud?: string; sub?: string | undefined; exp?: number | undefined; nbf?: number };
const nowS = () => Math.floor(Date.now() / 1000);
const claimsOf = (change: Claims) => ({ iss: ISSUER, aud: AUDIENCE, sub: "clerk-1", exp: nowS() + 600, ...change });
const bearer = async (change: Claims = {}, key = good.privateKey, header: object = {}): Promise<string> =>
  `Bearer ${await new SignJWT(claimsOf(change)).setProtectedHeader({ alg: "RS256", kid: "k1", ...header }).sign(key)}`;
const hmac = async () =>
  `Bearer ${await new SignJWT(claimsOf({})).setProtectedHeader({ alg: "HS256", kid: "k1" }).sign(new Uint8Array(32))}`;

describe("a good token", () => {
  it("allows the whole stage and says who signed in: its answer is kept for every route", async () => {
    expect(await authorize(await bearer())).toEqual({
      principalId: "clerk-1",
      policyDocument: {
        Version: "2012-10-17",
        Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: `${STAGE}/*` }],
      },
      context: { sub: "clerk-1" },
    });
    expect(logged).toEqual([]);
  });
});

describe("a token that is not good enough is denied, and fails no run", () => {
  it.each<[string, () => Promise<string | undefined>]>([
    ["none", async () => undefined],
    ["an empty one", async () => ""],
    ["another scheme", async () => "Basic YTpi"],
    ["no JWT", async () => "Bearer aaa.bbb.ccc"],
    ["five parts", async () => "Bearer a.b.c.d.e"],
    ["expired", () => bearer({ exp: nowS() - 60 })],
    ["without an end", () => bearer({ exp: undefined })],
    ["not valid yet", () => bearer({ nbf: nowS() + 600 })],
    ["another issuer's", () => bearer({ iss: "https://elsewhere.example.invalid" })],
    ["for another audience", () => bearer({ aud: "elsewhere" })],
    ["of nobody", () => bearer({ sub: undefined })],
    ["of the empty subject", () => bearer({ sub: "" })],
    ["signed with another key", () => bearer({}, strange.privateKey)],
    ["naming a key that the provider does not have", () => bearer({}, good.privateKey, { kid: "k2" })],
    ["signed with a shared secret", hmac],
    ["unsigned", async () => `Bearer ${new UnsecuredJWT(claimsOf({})).encode()}`],
  ])("%s", async (_, token) => {
    expect(await authorize(await token())).toEqual({
      principalId: "nobody",
      policyDocument: {
        Version: "2012-10-17",
        Statement: [{ Action: "execute-api:Invoke", Effect: "Deny", Resource: `${STAGE}/*` }],
      },
    });
    expect(logged.map((line) => JSON.parse(line).code)).toEqual(["sign-in-refused"]);
    expect(logged.join()).not.toMatch(/clerk-1|elsewhere/);
  });
});

describe("a provider that cannot be asked fails the run, which sounds the alarm", () => {
  it.each<[string, typeof provider]>([
    ["drops the connection", "drops"],
    ["answers 503", { status: 503, body: "" }],
    ["answers what is no JSON", { status: 200, body: "<html>" }],
    ["answers what is no key set", { status: 200, body: "{}" }],
  ])("it %s", async (_, answer) => {
    provider = answer;
    await expect(authorize(await bearer())).rejects.toThrow();
    expect(logged).toEqual([]);
  });
});
