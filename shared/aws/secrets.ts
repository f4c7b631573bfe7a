/** Secrets by ARN, read once per running function and kept in its memory only. */
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type * as z from "zod";
import { TIMEOUTS } from "./clients.ts";

/** A secret that holds JSON. A failed read is tried again by the next caller. @throws when it does not fit the schema */
export const secretJson = <S extends z.ZodType>(arn: string, schema: S): (() => Promise<z.infer<S>>) => {
  const client = new SecretsManagerClient({ maxAttempts: 3, requestHandler: TIMEOUTS });
  let value: Promise<z.infer<S>> | undefined;
  const read = async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    return schema.parse(JSON.parse(SecretString ?? "null"));
  };
  return () => {
    value ??= read().catch((error: unknown) => {
      value = undefined;
      throw error;
    });
    return value;
  };
};
