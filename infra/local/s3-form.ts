/** A form by which a browser sends a file: what its policy says about it is held to, word for word. */
import * as z from "zod";
import { denied, S3Refusal } from "./s3-refusal.ts";

const Policy = z.object({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.tuple([z.enum(["eq", "starts-with"]), z.string(), z.string()]),
      z.tuple([z.literal("content-length-range"), z.number(), z.number()]),
      z.record(z.string(), z.string()),
    ]),
  ),
});

export type Form = { readonly bucket: string; readonly fields: ReadonlyMap<string, string>; readonly bytes: Buffer };

const unfit = (why: string) => denied(`Invalid according to Policy: ${why}`);

const policyOf = (fields: Form["fields"]): z.infer<typeof Policy> => {
  try {
    return Policy.parse(JSON.parse(Buffer.from(fields.get("policy") ?? "", "base64").toString()));
  } catch {
    throw new S3Refusal(400, "InvalidPolicyDocument", "Invalid Policy");
  }
};

const requireLength = (size: number, least: number, most: number): void => {
  if (size > most) throw new S3Refusal(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
  if (size < least) throw new S3Refusal(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum size");
};

/** Every condition holds, and every field is in one. @param at milliseconds @throws S3Refusal */
export const requirePolicy = ({ bucket, fields, bytes }: Form, at: number): void => {
  const { expiration, conditions } = policyOf(fields);
  if (at >= Date.parse(expiration)) throw unfit("Policy expired.");
  const given = (name: string) => (name === "bucket" ? bucket : (fields.get(name.toLowerCase()) ?? ""));
  const named = new Set(["policy", "x-amz-signature"]);
  const require = (name: string, fits: (value: string) => boolean) => {
    named.add(name.toLowerCase());
    if (!fits(given(name))) throw unfit(`Policy Condition failed: ${name}`);
  };
  for (const condition of conditions) {
    if (!Array.isArray(condition)) {
      for (const [name, value] of Object.entries(condition)) require(name, (found) => found === value);
    } else if (condition[0] === "content-length-range") {
      requireLength(bytes.length, condition[1], condition[2]);
    } else {
      const [how, name, value] = condition;
      require(name.replace(/^\$/, ""), (found) => (how === "eq" ? found === value : found.startsWith(value)));
    }
  }
  const extra = [...fields.keys()].find((name) => !named.has(name));
  if (extra !== undefined) throw unfit(`Extra input fields: ${extra}`);
};

/** A body of `multipart/form-data`. @throws S3Refusal */
export const formOf = async (bucket: string, contentType: string, body: Buffer): Promise<Form> => {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => {
      throw new S3Refusal(400, "MalformedPOSTRequest", "The body of your POST request is not well-formed");
    });
  const fields = new Map<string, string>();
  let bytes: Buffer | undefined;
  for (const [name, value] of form) {
    if (typeof value === "string") fields.set(name.toLowerCase(), value);
    else if (name === "file") bytes = Buffer.from(await value.arrayBuffer());
  }
  if (bytes === undefined) throw new S3Refusal(400, "InvalidArgument", "POST requires exactly one file upload");
  return { bucket, fields, bytes };
};
