/** Findings of cdk-nag that hold for a whole deployment and are answered once. Those of one resource stand beside it. */
import { Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

const NO_XRAY =
  "X-Ray does not trace Lambda in aws-cn, and one code base serves both partitions: requests are followed by their id through " +
  "the access log and the functions' JSON lines.";

const ANSWERS = [
  { id: "Serverless-LambdaTracing", reason: NO_XRAY },
  { id: "Serverless-APIGWXrayEnabled", reason: NO_XRAY },
  {
    id: "AwsSolutions-COG4",
    reason:
      "aws-cn has no Cognito user pools: staff sign in with the municipality's own OIDC provider, whose tokens a Lambda " +
      "authorizer verifies; residents have no account.",
  },
  {
    id: "AwsSolutions-APIG2",
    reason:
      "Every part of a request is checked in the function by the route's own schema, which answers with a pointer and a " +
      "sentence in Chinese or English for each field; the gateway's validator could only say that something is wrong.",
  },
  {
    id: "AwsSolutions-APIG6",
    reason:
      "Execution logs lie in a log group that API Gateway makes by itself, without key and retention, and can hold header " +
      "values such as look-up codes. The access log says what failed, by request id.",
  },
];

export const acknowledge = (deployment: IConstruct): void => Validations.of(deployment).acknowledge(...ANSWERS);
