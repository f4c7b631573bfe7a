/** The bucket for what residents hand in as files: private, kept, under the town's key, reached by TLS only. */
import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { INCOMING } from "../../shared/casework/attachments.ts";

export type AttachmentBucketProps = {
  readonly key: IKey;
  /** Pages that may send files from a browser. */
  readonly corsOrigins: readonly string[];
};

export class AttachmentBucket extends Bucket {
  constructor(scope: Construct, id: string, { key, corsOrigins }: AttachmentBucketProps) {
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      // One data key for many files: fewer calls of KMS, the same key policy.
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      // What was received is copied out of reach of these; nothing that was received is ever removed by the bucket.
      lifecycleRules: [
        { prefix: INCOMING, expiration: Duration.days(1), noncurrentVersionExpiration: Duration.days(1) },
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      ...(corsOrigins.length > 0
        ? { cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: [...corsOrigins], allowedHeaders: ["*"] }] }
        : {}),
    });
    Validations.of(this).acknowledge({
      id: "AwsSolutions-S1",
      reason:
        "S3 writes each visitor's network address beside the key, which holds the number of a case or complaint: no log of the town holds " +
        "either. Files are reached only by addresses good for minutes, signed after its look-up code or the reader's duty.",
    });
  }
}
