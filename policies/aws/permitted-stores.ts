/** What somebody may do to what is stored. */
export type Right = "reads" | "writes" | "manages";

/** Actions that are asked for on the store, or on a part of it. */
interface Actions {
  /** What stands behind the store's ARN: nothing for the store itself. */
  readonly on: string;
  readonly right: Right;
  readonly names: readonly string[];
}

/** A type of resource that keeps data and is reached by permission, not through a network. */
export interface PermittedStore {
  readonly what: string;
  /** Its ARN while that is not known, where `name` is its name or `*`. */
  readonly arn: (name: string) => string;
  /** The property with its name. */
  readonly name: string;
  /** Where its own policy may stand: in itself, and in resources that name it. */
  readonly policy?: string;
  readonly policies: readonly { readonly type: string; readonly store: string; readonly policy: string }[];
  /** Other resources that answer with its ARN or its name, and where they name it. */
  readonly standIns: readonly { readonly type: string; readonly store: string }[];
  /** Other resources that may let somebody in, where they name it, and which of them let nobody in. */
  readonly doors: readonly {
    readonly type: string;
    readonly store: string;
    readonly unless?: { readonly at: string; readonly is: string };
  }[];
  readonly actions: readonly Actions[];
}

const table: PermittedStore = {
  what: "table",
  arn: (name) => `arn:*:dynamodb:*:*:table/${name}`,
  name: "name",
  policies: [{ type: "aws:dynamodb/resourcePolicy:ResourcePolicy", store: "resourceArn", policy: "policy" }],
  standIns: [],
  doors: [],
  // Service Authorization Reference, "Actions, resources, and condition keys for Amazon DynamoDB". A transaction asks
  // for the actions it is made of. A copy of the table is read, whoever makes it.
  actions: [
    {
      on: "",
      right: "reads",
      names: [
        ...["BatchGetItem", "ConditionCheckItem", "GetItem", "PartiQLSelect", "Query", "Scan"],
        ...["CreateBackup", "ExportTableToPointInTime", "RestoreTableToPointInTime", "StartAwsBackupJob"],
        ...["EnableKinesisStreamingDestination", "ReadDataForReplication"],
      ].map((name) => `dynamodb:${name}`),
    },
    { on: "/index/*", right: "reads", names: ["PartiQLSelect", "Query", "Scan"].map((name) => `dynamodb:${name}`) },
    { on: "/stream/*", right: "reads", names: ["dynamodb:GetRecords"] },
    {
      on: "",
      right: "writes",
      names: [
        ...["BatchWriteItem", "DeleteItem", "PutItem", "UpdateItem"],
        ...["PartiQLDelete", "PartiQLInsert", "PartiQLUpdate", "WriteDataForReplication"],
      ].map((name) => `dynamodb:${name}`),
    },
    {
      on: "",
      right: "manages",
      names: [
        ...["CreateTableReplica", "DeleteTable", "DeleteTableReplica", "RestoreTableFromBackup", "UpdateTable"],
        ...["UpdateContinuousBackups", "UpdateTimeToLive", "PutResourcePolicy", "DeleteResourcePolicy"],
      ].map((name) => `dynamodb:${name}`),
    },
  ],
};

const bucket: PermittedStore = {
  what: "bucket",
  arn: (name) => `arn:*:s3:::${name}`,
  name: "bucket",
  policy: "policy",
  policies: [{ type: "aws:s3/bucketPolicy:BucketPolicy", store: "bucket", policy: "policy" }],
  standIns: ["BucketPolicy", "BucketVersioning", "BucketPublicAccessBlock", "BucketNotification"].map((name) => ({
    type: `aws:s3/${name.replace("B", "b")}:${name}`,
    store: "bucket",
  })),
  doors: [
    { type: "aws:s3/bucketAcl:BucketAcl", store: "bucket", unless: { at: "acl", is: "private" } },
    { type: "aws:s3/accessPoint:AccessPoint", store: "bucket" },
  ],
  // Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3". The names of objects are
  // data, too. To set how long objects are kept is to delete them, to replicate them is to read them.
  actions: [
    { on: "", right: "reads", names: ["s3:ListBucket", "s3:ListBucketVersions"] },
    {
      on: "/*",
      right: "reads",
      names: [
        ...["GetObject", "GetObjectTorrent", "GetObjectVersion", "GetObjectVersionForReplication"],
        "GetObjectVersionTorrent",
      ].map((name) => `s3:${name}`),
    },
    {
      on: "/*",
      right: "writes",
      names: ["DeleteObject", "DeleteObjectVersion", "PutObject", "ReplicateDelete", "ReplicateObject"].map(
        (name) => `s3:${name}`,
      ),
    },
    {
      on: "",
      right: "manages",
      names: [
        ...["DeleteBucket", "DeleteBucketPolicy", "PutBucketAcl", "PutBucketPolicy", "PutBucketPublicAccessBlock"],
        ...["PutBucketOwnershipControls", "PutBucketVersioning", "PutInventoryConfiguration"],
        ...["PutLifecycleConfiguration", "PutReplicationConfiguration"],
      ].map((name) => `s3:${name}`),
    },
    {
      on: "/*",
      right: "manages",
      names: ["BypassGovernanceRetention", "PutObjectAcl", "PutObjectVersionAcl"].map((name) => `s3:${name}`),
    },
  ],
};

const secret: PermittedStore = {
  what: "secret",
  // Secrets Manager puts a hyphen and six characters behind the name.
  arn: (name) => `arn:*:secretsmanager:*:*:secret:${name}-??????`,
  name: "name",
  policy: "policy",
  policies: [{ type: "aws:secretsmanager/secretPolicy:SecretPolicy", store: "secretArn", policy: "policy" }],
  standIns: [{ type: "aws:secretsmanager/secretVersion:SecretVersion", store: "secretId" }],
  doors: [],
  // Service Authorization Reference, "Actions, resources, and condition keys for AWS Secrets Manager". A batch of
  // secrets asks for the right to get each.
  actions: [
    { on: "", right: "reads", names: ["secretsmanager:GetSecretValue"] },
    {
      on: "",
      right: "writes",
      names: ["PutSecretValue", "RotateSecret", "UpdateSecret", "UpdateSecretVersionStage"].map(
        (name) => `secretsmanager:${name}`,
      ),
    },
    {
      on: "",
      right: "manages",
      names: ["DeleteResourcePolicy", "DeleteSecret", "PutResourcePolicy", "ReplicateSecretToRegions"].map(
        (name) => `secretsmanager:${name}`,
      ),
    },
  ],
};

/** Everything that is reached by permission, by type. A new type is one entry here. */
export const permittedStores: ReadonlyMap<string, PermittedStore> = new Map([
  ["aws:dynamodb/table:Table", table],
  ["aws:s3/bucket:Bucket", bucket],
  ["aws:s3/bucketV2:BucketV2", bucket],
  ["aws:secretsmanager/secret:Secret", secret],
]);
