/** One server on the loopback that answers for everything the functions call outside the town's own tables. */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { AliyunReply } from "./aliyun.ts";
import type { SignedRequest } from "./aliyun-signature.ts";
import type { Files } from "./files.ts";
import { readBody, sendJson, sendText } from "./http-exchange.ts";
import type { Queues } from "./queues.ts";
import { isOfBucket, type S3Api } from "./s3-api.ts";
import type { Secrets } from "./secrets.ts";
import type { XmlReply } from "./sns-api.ts";
import { sqsApi } from "./sqs-api.ts";
import type { TencentReply } from "./tencent.ts";

export type StandIns = {
  readonly sns: (body: string) => XmlReply;
  readonly aliyun: (request: SignedRequest) => AliyunReply;
  readonly tencent: (request: SignedRequest) => TencentReply;
  readonly secrets: Secrets;
  readonly queues: Queues;
  readonly files: Files;
  readonly s3: S3Api;
  /** For requests to DynamoDB while a fault is on. */
  readonly dynamodb: (request: IncomingMessage, response: ServerResponse) => void;
};

/** SNS and SQS take at most 256 KiB. */
const LIMIT = 1024 * 1024;
const AWS_JSON = "application/x-amz-json-1.0";

type Reply = { readonly status: number; readonly body: object };

const secretValue = (secrets: Secrets, body: string): Reply => {
  const { SecretId }: { SecretId?: unknown } = JSON.parse(body);
  const found = secrets.read(String(SecretId));
  if (found === undefined) {
    const message = "Secrets Manager can't find the specified secret.";
    return { status: 400, body: { __type: "ResourceNotFoundException", Message: message } };
  }
  const { arn, name, value } = found;
  const answer = { ARN: arn, Name: name, SecretString: value, VersionStages: ["AWSCURRENT"], CreatedDate: 0 };
  return { status: 200, body: answer };
};

const awsJson = (target: string, body: string, { secrets, queues }: StandIns): Reply => {
  const [service = "", action = ""] = target.split(".");
  if (service === "secretsmanager" && action === "GetSecretValue") return secretValue(secrets, body);
  if (service === "AmazonSQS") return sqsApi(queues, action, body);
  const message = `${target} is not known to the local run`;
  return { status: 400, body: { __type: "UnknownOperationException", message } };
};

const single = (headers: IncomingMessage["headers"]): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : value]),
  );

/** Each of the mainland gateways has headers of its own. */
const gatewayFor = ({ headers }: SignedRequest, { aliyun, tencent }: StandIns) => {
  if (headers["x-acs-action"] !== undefined) return aliyun;
  return headers["x-tc-action"] === undefined ? undefined : tencent;
};

const other = (standIns: StandIns, request: SignedRequest, response: ServerResponse): void => {
  const gateway = gatewayFor(request, standIns);
  if (gateway !== undefined) {
    const reply = gateway(request);
    if (reply === "lost") response.destroy();
    else sendJson(response, reply.status, reply.body);
    return;
  }
  const reply = standIns.sns(request.body);
  if (reply === "lost") response.destroy();
  else sendText(response, reply.status, "text/xml", reply.xml);
};

const answer = async (standIns: StandIns, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const headers = single(request.headers);
  const target = headers["x-amz-target"] ?? "";
  if (target.startsWith("DynamoDB_")) {
    standIns.dynamodb(request, response);
    return;
  }
  if (isOfBucket(standIns.files, (request.url ?? "/").split("?")[0] ?? "")) {
    await standIns.s3(request, response);
    return;
  }
  const body = (await readBody(request, LIMIT)).toString();
  if (target !== "") {
    const { status, body: reply } = awsJson(target, body, standIns);
    sendJson(response, status, reply, AWS_JSON);
    return;
  }
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  other(standIns, { method: request.method ?? "GET", url, headers, body }, response);
};

export const standInListener =
  (standIns: () => StandIns | undefined): RequestListener =>
  (request, response) => {
    const ready = standIns();
    if (ready === undefined) {
      sendJson(response, 503, { __type: "ServiceUnavailable" });
      return;
    }
    answer(ready, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { __type: "InternalFailure", message: String(error) });
    });
  };
