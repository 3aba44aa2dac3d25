import { text, uuid, type Facts, type ResourceModel } from "./model";

/** What an argument names that takes a key: KMS finds one by an alias, too. */
export const keyOrAlias = ["aws:kms/key:Key", "aws:kms/alias:Alias"];

/** The policy that KMS gives a key nobody gives one: the account decides by IAM. */
const ownersPolicy = ({ accountId, partition }: Facts) =>
  JSON.stringify({
    Id: "key-default-1",
    Statement: [
      {
        Action: "kms:*",
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Resource: "*",
        Sid: "Enable IAM User Permissions",
      },
    ],
    Version: "2012-10-17",
  });

const key: ResourceModel = {
  // Without its key, what was encrypted with it is lost.
  holdsData: true,
  // terraform-provider-aws internal/service/kms/key.go
  replaces: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
  numbers: [
    { argument: "deletionWindowInDays", allowed: { from: 7, to: 30 } },
    { argument: "rotationPeriodInDays", allowed: { from: 90, to: 2560 } },
  ],
  // KMS only schedules the deletion of a key, for seven to thirty days ahead, whatever is encrypted with it.
  missing: (id) => `NotFoundException: Key '${id}' does not exist`,
  leaves: () => "itself, pending deletion",
  id: ({ digits, inputs }) => (inputs["multiRegion"] === true ? `mrk-${digits(32)}` : uuid(digits(32))),
  tagged: true,
  defaults: {
    bypassPolicyLockoutSafetyCheck: false,
    customerMasterKeySpec: "SYMMETRIC_DEFAULT",
    enableKeyRotation: false,
    isEnabled: true,
    keyUsage: "ENCRYPT_DECRYPT",
  },
  computed: {
    arn: ({ arn, id }) => arn("kms", `key/${id}`),
    description: () => "",
    keyId: ({ id }) => id,
    multiRegion: () => false,
    policy: ownersPolicy,
    rotationPeriodInDays: ({ inputs }) => (inputs["enableKeyRotation"] === true ? 365 : 0),
  },
};

const alias: ResourceModel = {
  overwrites: true,
  goesWith: ["targetKeyId"],
  required: ["targetKeyId"],
  names: [
    {
      argument: "name",
      // KMS API, CreateAlias.
      pattern: /^alias\/(?!aws\/)[a-zA-Z0-9/_-]{1,250}$/,
      allowed: "alias/ and then letters, digits and the characters / _ -, not beginning with alias/aws/",
    },
  ],
  // terraform-provider-aws internal/service/kms/alias.go
  replaces: ["name", "namePrefix"],
  unique: [
    {
      properties: ["name"],
      refusal: ({ arn }) => `AlreadyExistsException: An alias with the name ${text(arn)} already exists`,
    },
  ],
  refersTo: { targetKeyId: "aws:kms/key:Key" },
  id: ({ inputs }) => text(inputs["name"]),
  generatedName: { argument: "name", maxLength: 255, prefix: "alias/" },
  computed: {
    arn: ({ arn, inputs }) => arn("kms", text(inputs["name"])),
    namePrefix: () => "",
    targetKeyArn: ({ arn, inputs }) => {
      const target = text(inputs["targetKeyId"]);
      return target.startsWith("arn:") ? target : arn("kms", `key/${target}`);
    },
  },
};

export const keys: Record<string, ResourceModel> = { "aws:kms/alias:Alias": alias, "aws:kms/key:Key": key };
