/** Secrets Manager on one machine: values made once as the template says, and kept with the run's data. */
import { randomInt } from "node:crypto";
import * as z from "zod";
import { keptFile } from "./kept-file.ts";
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
  readonly values: readonly string[];
  /** By name or ARN. */
  read(secret: string): { readonly arn: string; readonly name: string; readonly value: string } | undefined;
};

/** A template that waits for an access key to be entered by hand gets an invented one. */
const entered = (value: string): string => value.replace("not-entered-yet", "local-access-key");

/** A secret that the settings name by its ARN is in no template: it holds an invented access key here. */
const named = (arn: string) => ({ name: arn.replace(/^.*:secret:(.*)-.{6}$/, "$1"), arn, value: INVENTED_KEY });
const INVENTED_KEY = JSON.stringify({ accessKeyId: "local-access-key", accessKeySecret: "local-access-key-secret" });

/** @param path where the values are kept; absent: made anew at every start */
export const openSecrets = (
  resources: readonly LocalResource[],
  path?: string,
  secretArn?: string | undefined,
): Secrets => {
  const file = keptFile(path, z.record(z.string(), z.string()));
  const kept = file.read() ?? {};
  const made = ofType(resources, "AWS::SecretsManager::Secret").map(({ name, arn, properties }) => {
    const { SecretString, GenerateSecretString } = SecretProperties.parse(properties);
    const fresh = SecretString ?? (GenerateSecretString ? generated(GenerateSecretString) : "");
    return { name, arn, value: kept[name] ?? entered(fresh) };
  });
  const secrets = secretArn === undefined ? made : [...made, named(secretArn)];
  file.write(Object.fromEntries(made.map(({ name, value }) => [name, value])));
  return {
    values: secrets.map(({ value }) => value),
    read: (wanted) => secrets.find(({ name, arn }) => name === wanted || arn === wanted),
  };
};
