import { text, type Facts, type ResourceModel } from "./model";

const fileSystemArn = ({ arn, inputs }: Facts) =>
  arn("elasticfilesystem", `file-system/${text(inputs["fileSystemId"])}`);

const accessPoint: ResourceModel = {
  required: ["fileSystemId"],
  // terraform-provider-aws internal/service/efs/access_point.go
  replaces: ["fileSystemId", "posixUser", "rootDirectory"],
  goesWith: ["fileSystemId"],
  refersTo: { fileSystemId: "aws:efs/fileSystem:FileSystem" },
  id: ({ digits }) => `fsap-0${digits(16)}`,
  tagged: true,
  computed: {
    arn: ({ arn, id }) => arn("elasticfilesystem", `access-point/${id}`),
    fileSystemArn,
    ownerId: ({ accountId }) => accountId,
    rootDirectory: () => ({ creationInfo: { ownerGid: 0, ownerUid: 0, permissions: "" }, path: "/" }),
  },
};

/** A setting of a file system: EFS overwrites it, and it is gone with the file system. */
const setting = {
  overwrites: true,
  goesWith: ["fileSystemId"],
  refersTo: { fileSystemId: "aws:efs/fileSystem:FileSystem" },
  replaces: ["fileSystemId"],
  id: ({ inputs }) => text(inputs["fileSystemId"]),
  computed: {},
} satisfies ResourceModel;

/** terraform-provider-aws internal/service/efs/file_system_policy.go */
const fileSystemPolicy: ResourceModel = {
  ...setting,
  required: ["fileSystemId", "policy"],
  defaults: { bypassPolicyLockoutSafetyCheck: false },
};

/** terraform-provider-aws internal/service/efs/backup_policy.go */
const backupPolicy: ResourceModel = { ...setting, required: ["backupPolicy", "fileSystemId"] };

export const fileAccess: Record<string, ResourceModel> = {
  "aws:efs/accessPoint:AccessPoint": accessPoint,
  "aws:efs/backupPolicy:BackupPolicy": backupPolicy,
  "aws:efs/fileSystemPolicy:FileSystemPolicy": fileSystemPolicy,
};
