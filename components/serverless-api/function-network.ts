import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkLayout } from "../network/layout";
import { allowPrefixListOut } from "../traffic/prefix-list-egress";
import { Traffic } from "../traffic/traffic";
import type { ApiStoreAccess } from "./arguments";

/** Where a function stands in a network, and its ways out, all of which must be there before it is called. */
export interface FunctionNetwork {
  group: aws.ec2.SecurityGroup;
  subnetIds: pulumi.Input<string>[];
  ways: pulumi.Resource[];
}

/** What a function calls in its network. Nobody calls it there: Lambda hands it its requests. */
export interface FunctionCalls {
  network: NetworkLayout;
  stores: Record<string, ApiStoreAccess>;
  reachesDynamodb: boolean;
  reachesS3: boolean;
}

export function makeFunctionNetwork(
  name: string,
  { network, stores, reachesDynamodb, reachesS3 }: FunctionCalls,
  parent: pulumi.Resource,
): FunctionNetwork {
  const group = new aws.ec2.SecurityGroup(
    name,
    { vpcId: network.vpcId, description: `${name}, which nobody calls over the network`, tags: { Name: name } },
    { parent },
  );
  const service = (what: string, prefixListId: pulumi.Input<string>, description: string) =>
    allowPrefixListOut(`${name}-to-${what}`, group.id, prefixListId, description, parent);
  const ways = [
    ...Object.entries(stores).map(
      ([store, { securityGroupId, port }]) =>
        new Traffic(
          `${name}-to-${store}`,
          { fromSecurityGroupId: group.id, toSecurityGroupId: securityGroupId, port },
          { parent },
        ),
    ),
    ...(reachesDynamodb ? [service("dynamodb", network.dynamodbPrefixListId, "Items are in DynamoDB")] : []),
    ...(reachesS3 ? [service("s3", network.s3PrefixListId, "Objects are in S3")] : []),
  ];
  return { group, subnetIds: network.appSubnetIds, ways };
}

/** What a store cannot be called, since the ways to these services are named so. */
export const serviceNames = ["dynamodb", "s3"];
