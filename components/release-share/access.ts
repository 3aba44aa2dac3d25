import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** The two doors to the share. */
export interface ShareAccess {
  reader: aws.efs.AccessPoint;
  writer: aws.efs.AccessPoint;
  /** What keeps everybody else out. */
  policy: aws.efs.FileSystemPolicy;
}

/** Whose the releases are. Readers come as another, so that the files' own permissions keep them from writing too. */
const writer = { uid: 1000, gid: 1000 };
const reader = { uid: 1001, gid: 1001 };

/*
 * Both lead to one folder. The root of the file system is root's, and no access point changes that; a folder below it is
 * made for its owner when the first client mounts (EFS user guide, "Enforcing a root directory with an access point").
 * Whoever comes first makes it, so both say how.
 */
const rootDirectory = {
  path: "/share",
  creationInfo: { ownerUid: writer.uid, ownerGid: writer.gid, permissions: "0755" },
};

export function makeShareAccess(name: string, fileSystem: aws.efs.FileSystem, parent: pulumi.Resource): ShareAccess {
  const accessPoint = (accessPointName: string, posixUser: typeof writer) =>
    new aws.efs.AccessPoint(
      accessPointName,
      { fileSystemId: fileSystem.id, posixUser, rootDirectory, tags: { Name: accessPointName } },
      { parent },
    );
  const points = { reader: accessPoint(`${name}-reader`, reader), writer: accessPoint(`${name}-writer`, writer) };
  const policy = new aws.efs.FileSystemPolicy(
    name,
    { fileSystemId: fileSystem.id, policy: sharePolicy(fileSystem, points) },
    { parent },
  );
  return { ...points, policy };
}

/**
 * A policy takes the place of EFS's default, which admits whoever reaches a mount target. Nothing here allows anything,
 * so a client must sign in as a role whose own policy does, and then these hold (EFS user guide, "Using IAM to control
 * access to file systems": it also says that EFS looks at no other keys than those used here).
 */
function sharePolicy(
  fileSystem: aws.efs.FileSystem,
  { reader, writer }: Pick<ShareAccess, "reader" | "writer">,
): pulumi.Output<string> {
  const deny = { Effect: "Deny", Principal: { AWS: "*" }, Resource: fileSystem.arn };
  // A client without an access point has no such key, and is no match for these either.
  const notThrough = (...arns: pulumi.Output<string>[]) => ({
    StringNotEquals: { "elasticfilesystem:AccessPointArn": arns },
  });
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { ...deny, Sid: "OnlyOverTls", Action: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
      {
        ...deny,
        Sid: "OnlyThroughTheAccessPoints",
        Action: "elasticfilesystem:ClientMount",
        Condition: notThrough(reader.arn, writer.arn),
      },
      {
        ...deny,
        Sid: "WritesOnlyThroughTheWriter",
        Action: "elasticfilesystem:ClientWrite",
        Condition: notThrough(writer.arn),
      },
      { ...deny, Sid: "NobodyAsRoot", Action: "elasticfilesystem:ClientRootAccess" },
    ],
  });
}
