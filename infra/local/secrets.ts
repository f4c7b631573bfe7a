/** Secrets Manager on one machine: values made once as the template says, and kept with the run's data. */
import { randomInt } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as z from "zod";
import { type LocalResource, ofType } from "./template.ts";

const SecretProperties = z.object({
  SecretString: z.string().optional(),
  GenerateSecretString: z
    .object({
      SecretStringTemplate: z.string().optional(),
      GenerateStringKey: z.string().optional(),
      PasswordLength: z.number().default(32),
      ExcludePunctuation: z.boolean().default(false),
      ExcludeCharacters: z.string().default(""),
    })
    .optional(),
});
type Generate = NonNullable<z.infer<typeof SecretProperties>["GenerateSecretString"]>;

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const PUNCTUATION = "!#$%&()*+,-./:;<=>?@[]^_{|}~";

const randomText = ({ PasswordLength, ExcludePunctuation, ExcludeCharacters }: Generate): string => {
  const characters = [...LETTERS, ...(ExcludePunctuation ? "" : PUNCTUATION)].filter(
    (one) => !ExcludeCharacters.includes(one),
  );
  return Array.from({ length: PasswordLength }, () => characters[randomInt(characters.length)]).join("");
};

const generated = (generate: Generate): string => {
  const { SecretStringTemplate: template, GenerateStringKey: key } = generate;
  if (key === undefined) return randomText(generate);
  return JSON.stringify({ ...JSON.parse(template ?? "{}"), [key]: randomText(generate) });
};

export type Secrets = {
  /** By name or ARN. */
  read(secret: string): { readonly arn: string; readonly name: string; readonly value: string } | undefined;
};

const Kept = z.record(z.string(), z.string());

/** @param file where the values are kept; they are as secret as the invented data they guard */
export const openSecrets = (resources: readonly LocalResource[], file: string): Secrets => {
  const kept = existsSync(file) ? Kept.parse(JSON.parse(readFileSync(file, "utf8"))) : {};
  const secrets = ofType(resources, "AWS::SecretsManager::Secret").map(({ name, arn, properties }) => {
    const { SecretString, GenerateSecretString } = SecretProperties.parse(properties);
    const value = kept[name] ?? SecretString ?? (GenerateSecretString ? generated(GenerateSecretString) : "");
    return { name, arn, value };
  });
  const values = Object.fromEntries(secrets.map(({ name, value }) => [name, value]));
  writeFileSync(file, JSON.stringify(values, null, 2), { mode: 0o600 });
  return { read: (wanted) => secrets.find(({ name, arn }) => name === wanted || arn === wanted) };
};
