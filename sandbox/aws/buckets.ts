import { isObject } from "../values";
import { digits, text, type Facts, type ResourceModel } from "./model";

const objects = "aws:s3/bucketObjectv2:BucketObjectv2";
const bucketName = ({ inputs }: Facts) => text(inputs["bucket"]);
/** Bucket names are the world's: their ARNs name neither region nor account. */
const bucketArn = (facts: Facts) => `arn:${facts.partition}:s3:::${bucketName(facts)}`;

// S3 user guide, "General purpose bucket naming rules".
const ownPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"];
const ownSuffixes = ["-s3alias", "--ol-s3", "\\.mrap", "--x-s3", "--table-s3"];

const bucket: ResourceModel = {
  holdsData: true,
  names: [
    {
      argument: "bucket",
      pattern: new RegExp(
        `^(?!${ownPrefixes.join("|")})(?!.*(?:${ownSuffixes.join("|")})$)(?!.*\\.\\.)(?!(?:\\d+\\.){3}\\d+$)` +
          "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
      ),
      allowed:
        "3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a " +
        "row, not in the form of an IP address, with none of S3's own beginnings and ends",
    },
  ],
  // terraform-provider-aws internal/service/s3/bucket.go, and its documentation (website/docs/r/s3_bucket): "Forces new
  // resource" for these. Versioning, encryption and lifecycle are resources of their own and never replace a bucket.
  replaces: ["bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled"],
  unique: [
    {
      properties: ["bucket"],
      refusal: () =>
        "BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.",
      everywhere: true,
    },
  ],
  refusesDelete: ({ now, inputs, others }) => {
    const holdsObjects = others(objects).some(({ properties }) => properties["bucket"] === now.id);
    if (!holdsObjects || inputs["forceDestroy"] === true) return undefined;
    return "BucketNotEmpty: The bucket you tried to delete is not empty";
  },
  missing: () => "NoSuchBucket: The specified bucket does not exist",
  id: ({ inputs }) => text(inputs["bucket"]),
  tagged: true,
  generatedName: { argument: "bucket", maxLength: 63, lowerCase: true },
  defaults: { forceDestroy: false },
  computed: {
    accelerationStatus: () => "",
    acl: () => "",
    arn: bucketArn,
    bucketDomainName: (facts) => `${bucketName(facts)}.s3.amazonaws.com`,
    bucketNamespace: () => "global",
    bucketPrefix: () => "",
    bucketRegion: ({ region }) => region,
    bucketRegionalDomainName: (facts) => `${bucketName(facts)}.s3.${facts.region}.amazonaws.com`,
    corsRules: () => [],
    grants: ({ accountId }) => [
      { id: digits(accountId, 64), permissions: ["FULL_CONTROL"], type: "CanonicalUser", uri: "" },
    ],
    hostedZoneId: () => "Z1BKCTXD74EZPE",
    lifecycleRules: () => [],
    logging: () => ({}),
    objectLockConfiguration: () => ({}),
    objectLockEnabled: () => false,
    policy: () => "",
    replicationConfiguration: () => ({}),
    requestPayer: () => "BucketOwner",
    // Since 2023 S3 encrypts with its own key whatever nobody encrypts otherwise.
    serverSideEncryptionConfiguration: () => ({
      rule: {
        applyServerSideEncryptionByDefault: { kmsMasterKeyId: "", sseAlgorithm: "AES256" },
        blockedEncryptionTypes: [],
        bucketKeyEnabled: false,
      },
    }),
    versioning: () => ({ enabled: false, mfaDelete: false }),
    website: () => ({}),
    websiteDomain: () => "",
    websiteEndpoint: () => "",
  },
};

/** A hash of what the object holds, as S3's is. */
const contentHash = ({ inputs }: Facts) =>
  digits(JSON.stringify([inputs["content"], inputs["contentBase64"], inputs["source"], inputs["sourceHash"]]), 32);

const object: ResourceModel = {
  overwrites: true,
  goesWith: ["bucket"],
  refersTo: { bucket: "aws:s3/bucket:Bucket" },
  required: ["bucket"],
  // terraform-provider-aws internal/service/s3/object.go
  replaces: ["bucket", "key"],
  // S3 user guide, "Categorizing your objects using tags": ten, where most of AWS takes fifty.
  refuses: ({ inputs: { tags = null } }) =>
    isObject(tags) && Object.keys(tags).length > 10 ? "BadRequest: Object tags cannot be greater than 10" : undefined,
  id: (facts) => `${text(facts.inputs["bucket"])}/${text(facts.inputs["key"])}`,
  tagged: true,
  generatedName: { argument: "key", maxLength: 1024, exact: true },
  defaults: { forceDestroy: false },
  computed: {
    acl: () => "",
    arn: (facts) => `${bucketArn(facts)}/${text(facts.inputs["key"])}`,
    bucketKeyEnabled: () => false,
    checksumCrc32: () => "",
    checksumCrc32c: () => "",
    checksumCrc64nvme: () => "",
    checksumSha1: () => "",
    checksumSha256: () => "",
    contentType: () => "application/octet-stream",
    etag: contentHash,
    kmsKeyId: () => "",
    serverSideEncryption: () => "AES256",
    storageClass: () => "STANDARD",
    versionId: () => "",
  },
};

export const buckets: Record<string, ResourceModel> = {
  "aws:s3/bucket:Bucket": bucket,
  [objects]: object,
};
