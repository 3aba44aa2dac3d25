import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkLayout } from "../network/layout";
import { zoneLetter } from "../network/zones";

/** Where the share is reached. */
export interface ShareMount {
  group: aws.ec2.SecurityGroup;
  targets: aws.efs.MountTarget[];
}

/** A way to the share in each zone, in the data tier: the VPC reaches it there, and it reaches nobody. */
export function makeMountTargets(
  name: string,
  {
    network,
    fileSystem,
    policy,
  }: {
    network: NetworkLayout;
    fileSystem: aws.efs.FileSystem;
    policy: aws.efs.FileSystemPolicy;
  },
  parent: pulumi.Resource,
): ShareMount {
  const group = new aws.ec2.SecurityGroup(
    name,
    { vpcId: network.vpcId, description: `The releases on ${name}`, tags: { Name: name } },
    { parent },
  );
  const targets = network.dataSubnetIds.map(
    (subnetId, index) =>
      new aws.efs.MountTarget(
        `${name}-${zoneLetter(network.zoneNames[index] ?? "")}`,
        { fileSystemId: fileSystem.id, subnetId, securityGroups: [group.id] },
        {
          parent,
          // Without its policy a file system admits anybody.
          dependsOn: policy,
          // A file system has one mount target in a zone: another subnet's cannot be made beside it.
          deleteBeforeReplace: true,
        },
      ),
  );
  return { group, targets };
}
