/**
 * Stands between the functions and DynamoDB Local only while a fault is switched on: DynamoDB Local itself never
 * throttles and never loses an answer.
 */
import { type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { Faults } from "./faults.ts";
import { sendJson } from "./http-exchange.ts";

const throttled = (response: ServerResponse): void =>
  sendJson(
    response,
    400,
    {
      __type: "com.amazonaws.dynamodb.v20120810#ThrottlingException",
      message: "Throughput exceeds the current capacity of your table.",
    },
    "application/x-amz-json-1.0",
  );

/** The SDK counts its attempts in a header. */
const isFirstAttempt = ({ headers }: IncomingMessage): boolean =>
  /\battempt=1\b/.test(String(headers["amz-sdk-request"]));

const passOn = (request: IncomingMessage, response: ServerResponse, port: number, loseAnswer: boolean): void => {
  const { method, url, headers } = request;
  const onward = send({ host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
    if (loseAnswer) {
      answer.resume();
      answer.on("end", () => response.destroy());
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => response.destroy());
  request.pipe(onward);
};

export const dynamoDbFaults =
  (databasePort: number, fault: () => Faults["dynamodb"]) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    if (fault() === "throttle") {
      request.resume();
      throttled(response);
    } else {
      passOn(request, response, databasePort, fault() === "lost-reply" && isFirstAttempt(request));
    }
  };
