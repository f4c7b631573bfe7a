/** One deployment: the stateful stacks, and the stateless ones on top of them. */
import { type Environment, Stage, Tags } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledgements.ts";
import { ApiStack } from "./stacks/api-stack.ts";
import { DataStack } from "./stacks/data-stack.ts";
import { MessagingStack } from "./stacks/messaging-stack.ts";
import { WorkersStack } from "./stacks/workers-stack.ts";
import type { Deployment } from "./town.ts";

export class MunicipalityStage extends Stage {
  constructor(scope: Construct, deployment: Deployment) {
    const { settings } = deployment;
    const env: Environment = { account: settings.account, region: settings.region };
    super(scope, settings.code, { env });
    const described = (what: string) => ({ env, description: `${settings.name.en} citizen service centres: ${what}` });
    const data = new DataStack(this, "data", { settings, ...described("tables and secrets") });
    const messaging = new MessagingStack(this, "messaging", { settings, ...described("topics, queues and alarms") });
    const foundations = { deployment, data, messaging };
    new ApiStack(this, "api", { foundations, ...described("REST API") });
    new WorkersStack(this, "workers", { foundations, ...described("reminders, bulletins and events") });
    acknowledge(this);
    Tags.of(this).add("municipality", settings.code);
    Tags.of(this).add("synthetic-data-only", String(settings.syntheticDataOnly));
  }
}
