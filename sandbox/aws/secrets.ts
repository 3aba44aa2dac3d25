import { keyOrAlias } from "./keys";
import { text, uuid, type Facts, type ResourceModel } from "./model";

const deleted = "aws:secretsmanager/deletedSecret:DeletedSecret";

/** Secrets Manager puts six characters behind every name, so that a secret made again has another ARN. */
const secretArn = (facts: Facts) =>
  facts.arn("secretsmanager", `secret:${text(facts.inputs["name"])}-${facts.digits(6)}`);

const secret: ResourceModel = {
  holdsData: true,
  names: [
    {
      argument: "name",
      // Secrets Manager API, CreateSecret.
      pattern: /^[\w/+=.@-]{1,512}$/,
      allowed: "1 to 512 letters, digits and the characters / _ + = . @ -",
    },
  ],
  // terraform-provider-aws internal/service/secretsmanager/secret.go
  replaces: ["name", "namePrefix", "type"],
  numbers: [
    { argument: "recoveryWindowInDays", allowed: [0, ...Array.from({ length: 24 }, (_none, place) => place + 7)] },
  ],
  unique: [
    {
      properties: ["name"],
      refusal: ({ name }) =>
        `ResourceExistsException: The operation failed because the secret ${text(name)} already exists.`,
    },
  ],
  refuses: ({ inputs, now, others }) =>
    !now && others(deleted).some(({ properties }) => properties["name"] === inputs["name"])
      ? "InvalidRequestException: You can't create this secret because a secret with this name is already scheduled for deletion."
      : undefined,
  // Secrets Manager keeps a deleted secret, and its name, for seven to thirty days, unless it is told not to.
  leaves: ({ id, properties }, { recoveryWindowInDays = 30 }) =>
    recoveryWindowInDays === 0
      ? undefined
      : { type: deleted, id: `${id}#deleted`, properties: { name: properties["name"] ?? "", arn: id } },
  refersTo: { kmsKeyId: keyOrAlias },
  id: (facts) => secretArn({ ...facts, id: "" }),
  tagged: true,
  generatedName: { argument: "name", maxLength: 512 },
  defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
  sets: ["replicas"],
  computed: { arn: ({ id }) => id, namePrefix: () => "", policy: () => "" },
};

const versionId = ({ digits }: { digits: Facts["digits"] }) => uuid(digits(32, "version"));

const secretVersion: ResourceModel = {
  // The value itself: of the one before nothing but a label is left, and that for a day.
  holdsData: true,
  // A new version takes the name "current" from the one before.
  goesWith: ["secretId"],
  required: ["secretId"],
  // terraform-provider-aws internal/service/secretsmanager/secret_version.go: another value is another version.
  replaces: ["secretBinary", "secretId", "secretString", "secretStringWoVersion"],
  refuses: ({ inputs }) => {
    const given = ["secretBinary", "secretString", "secretStringWo"].filter((name) => text(inputs[name]) !== "");
    if (given.length > 1) return `"secret_string": conflicts with secret_binary and secret_string_wo`;
    if (given.length === 1) return undefined;
    return "InvalidParameterException: You must provide either SecretString or SecretBinary.";
  },
  refersTo: { secretId: "aws:secretsmanager/secret:Secret" },
  id: (facts) => `${text(facts.inputs["secretId"])}|${versionId(facts)}`,
  sets: ["versionStages"],
  computed: {
    arn: ({ inputs }) => text(inputs["secretId"]),
    hasSecretStringWo: ({ inputs }) => inputs["secretStringWo"] !== undefined,
    secretArn: ({ inputs }) => text(inputs["secretId"]),
    versionId,
    versionStages: () => ["AWSCURRENT"],
  },
};

const secretPolicy: ResourceModel = {
  overwrites: true,
  goesWith: ["secretArn"],
  required: ["policy", "secretArn"],
  // terraform-provider-aws internal/service/secretsmanager/secret_policy.go
  replaces: ["secretArn"],
  refersTo: { secretArn: "aws:secretsmanager/secret:Secret" },
  id: ({ inputs }) => text(inputs["secretArn"]),
  computed: {},
};

export const secrets: Record<string, ResourceModel> = {
  "aws:secretsmanager/secret:Secret": secret,
  "aws:secretsmanager/secretPolicy:SecretPolicy": secretPolicy,
  "aws:secretsmanager/secretVersion:SecretVersion": secretVersion,
};
