/** How CDK's own switches stand, in code, so that the CLI, the tests and the local run synthesise the same templates. */
import recommended from "aws-cdk-lib/recommended-feature-flags.json" with { type: "json" };

export const FEATURE_FLAGS = {
  ...recommended,
  // Partition stays `AWS::Partition`: with literals, a template of one partition would say `arn:aws:`.
  "@aws-cdk/core:enablePartitionLiterals": false,
  // Exports and imports refuse to pull a resource from under a stack that still uses it; weak references do not.
  "@aws-cdk/core:defaultCrossStackReferences": "strong",
};
