import type { Attempt, Refusal } from "./behaviour";
import { keyOrAlias } from "./keys";
import { text, type ResourceModel } from "./model";
import { blocksOf, isJson, textsOf } from "./reading";

/** A setting of a bucket: S3 overwrites it, and it is gone with the bucket. */
const setting = {
  overwrites: true,
  goesWith: ["bucket"],
  refersTo: { bucket: "aws:s3/bucket:Bucket" },
  id: ({ inputs }) => text(inputs["bucket"]),
  computed: {},
} satisfies Omit<ResourceModel, "replaces">;

/** terraform-provider-aws internal/service/s3/bucket_versioning.go */
const versioning: ResourceModel = {
  ...setting,
  required: ["bucket", "versioningConfiguration"],
  replaces: ["bucket", "expectedBucketOwner"],
};

/** terraform-provider-aws internal/service/s3/bucket_public_access_block.go */
const publicAccessBlock: ResourceModel = {
  ...setting,
  required: ["bucket"],
  replaces: ["bucket"],
  defaults: {
    blockPublicAcls: false,
    blockPublicPolicy: false,
    ignorePublicAcls: false,
    restrictPublicBuckets: false,
  },
};

function badPolicy({ inputs }: Attempt): Refusal {
  return isJson(inputs["policy"]) ? undefined : "MalformedPolicy: This policy contains invalid Json";
}

/** terraform-provider-aws internal/service/s3/bucket_policy.go */
const policy: ResourceModel = {
  ...setting,
  required: ["bucket", "policy"],
  documents: ["policy"],
  replaces: ["bucket"],
  refuses: badPolicy,
};

/** terraform-provider-aws internal/service/s3/bucket_lifecycle_configuration.go */
const lifecycle: ResourceModel = {
  ...setting,
  required: ["bucket"],
  replaces: ["bucket", "expectedBucketOwner"],
  computed: {
    expectedBucketOwner: () => "",
    transitionDefaultMinimumObjectSize: () => "all_storage_classes_128K",
  },
};

/** terraform-provider-aws internal/service/s3/bucket_server_side_encryption_configuration.go */
const encryption: ResourceModel = {
  ...setting,
  required: ["bucket", "rules"],
  replaces: ["bucket", "expectedBucketOwner"],
  sets: ["rules"],
  refersTo: { bucket: "aws:s3/bucket:Bucket", "rules.applyServerSideEncryptionByDefault.kmsMasterKeyId": keyOrAlias },
};

/** terraform-provider-aws internal/service/s3/bucket_ownership_controls.go */
const ownership: ResourceModel = { ...setting, required: ["bucket", "rule"], replaces: ["bucket"] };

/** terraform-provider-aws internal/service/s3/bucket_logging.go */
const logging: ResourceModel = {
  ...setting,
  required: ["bucket", "targetBucket", "targetPrefix"],
  replaces: ["bucket", "expectedBucketOwner"],
  // Nothing keeps the bucket of the logs: S3 stops to deliver.
  loose: ["targetBucket"],
  sets: ["targetGrants"],
  refersTo: { bucket: "aws:s3/bucket:Bucket", targetBucket: "aws:s3/bucket:Bucket" },
};

/** S3 API, PutBucketCors. */
function badCors({ inputs }: Attempt): Refusal {
  const rules = blocksOf(inputs["corsRules"]);
  const known = ["DELETE", "GET", "HEAD", "POST", "PUT"];
  const method = rules.flatMap((rule) => textsOf(rule["allowedMethods"])).find((one) => !known.includes(one));
  if (method !== undefined) {
    return `InvalidRequest: Found unsupported HTTP method in CORS config. Unsupported method is ${method}`;
  }
  const origin = rules.flatMap((rule) => textsOf(rule["allowedOrigins"])).find((one) => one.split("*").length > 2);
  return origin && `InvalidRequest: AllowedOrigin "${origin}" can not have more than one wildcard.`;
}

/** terraform-provider-aws internal/service/s3/bucket_cors_configuration.go */
const cors: ResourceModel = {
  ...setting,
  required: ["bucket", "corsRules"],
  replaces: ["bucket", "expectedBucketOwner"],
  sets: ["corsRules"],
  refuses: badCors,
};

/** S3 tries every destination before it takes it (S3 API, PutBucketNotificationConfiguration). */
function unreachable({ inputs, others }: Attempt): Refusal {
  const admits = (functionArn: string) =>
    others("aws:lambda/permission:Permission").some(({ properties }) => {
      const name = text(properties["function"]);
      const isMeant = functionArn === name || functionArn.endsWith(`:function:${name}`);
      return isMeant && properties["principal"] === "s3.amazonaws.com";
    });
  const policyOf = (topicArn: string) => {
    const own = others("aws:sns/topicPolicy:TopicPolicy").find(({ properties }) => properties["arn"] === topicArn);
    const topic = others("aws:sns/topic:Topic").find(({ id }) => id === topicArn);
    return text(own?.properties["policy"]) || text(topic?.properties["policy"]);
  };
  const functions = blocksOf(inputs["lambdaFunctions"]).map((one) => text(one["lambdaFunctionArn"]));
  const topics = blocksOf(inputs["topics"]).map((one) => text(one["topicArn"]));
  const areReached = functions.every(admits) && topics.every((arn) => policyOf(arn).includes("s3.amazonaws.com"));
  if (areReached) return undefined;
  return "InvalidArgument: Unable to validate the following destination configurations";
}

/** terraform-provider-aws internal/service/s3/bucket_notification.go */
const notification: ResourceModel = {
  ...setting,
  required: ["bucket"],
  replaces: ["bucket"],
  defaults: { eventbridge: false },
  refuses: unreachable,
  refersTo: {
    bucket: "aws:s3/bucket:Bucket",
    "lambdaFunctions.lambdaFunctionArn": "aws:lambda/function:Function",
    "topics.topicArn": "aws:sns/topic:Topic",
  },
};

export const bucketSettings: Record<string, ResourceModel> = {
  "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": cors,
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": lifecycle,
  "aws:s3/bucketLogging:BucketLogging": logging,
  "aws:s3/bucketNotification:BucketNotification": notification,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ownership,
  "aws:s3/bucketPolicy:BucketPolicy": policy,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": publicAccessBlock,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": encryption,
  "aws:s3/bucketVersioning:BucketVersioning": versioning,
};
