/** What the stacks of one deployment are handed. */
import type { MunicipalitySettings } from "../shared/municipality/settings.ts";
import type { DataStack } from "./stacks/data-stack.ts";
import type { MessagingStack } from "./stacks/messaging-stack.ts";

/** A directory with `index.js` and `municipality.json`, and the hash of its code. */
export type Bundle = { readonly directory: string; readonly version: string };

export type Deployment = {
  readonly settings: MunicipalitySettings;
  readonly bundleOf: (functionId: string) => Bundle;
};
/** What the stateless stacks stand on. */
export type Foundations = {
  readonly deployment: Deployment;
  readonly data: DataStack;
  readonly messaging: MessagingStack;
};

/** The calendar and the clock of every municipality here (R10). */
export const TIME_ZONE = "Asia/Shanghai";
