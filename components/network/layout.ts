import type * as pulumi from "@pulumi/pulumi";

/**
 * A network as the other components see it. A `Network` is one, `existingNetwork` makes one from plain ids, and an
 * `AwsxNetwork` is one over awsx's VPC.
 *
 * How many subnets there are is always known, because lists are plain and only their elements may be outputs.
 */
export interface NetworkLayout {
  /** The VPC's id. */
  vpcId: pulumi.Input<string>;
  /** The zones that the network spans. */
  zoneNames: string[];
  /** The subnets that the internet can reach: one id per zone, in the order of the zones. */
  publicSubnetIds: pulumi.Input<string>[];
  /** The subnets for what runs the application: one id per zone, in the order of the zones. */
  appSubnetIds: pulumi.Input<string>[];
  /** The subnets without a way out, for what keeps data: one id per zone, in the order of the zones. */
  dataSubnetIds: pulumi.Input<string>[];
  /** The prefix list of S3 in the network's region. */
  s3PrefixListId: pulumi.Input<string>;
  /** The prefix list of DynamoDB in the network's region. */
  dynamodbPrefixListId: pulumi.Input<string>;
}

/**
 * A network's layout alone, without whatever else the network is. The classes that are networks declare these fields
 * once more: Pulumi's component schema takes as outputs what a class itself declares, and nothing that it inherits.
 */
export function layoutOf({
  vpcId,
  zoneNames,
  publicSubnetIds,
  appSubnetIds,
  dataSubnetIds,
  s3PrefixListId,
  dynamodbPrefixListId,
}: NetworkLayout): NetworkLayout {
  return { vpcId, zoneNames, publicSubnetIds, appSubnetIds, dataSubnetIds, s3PrefixListId, dynamodbPrefixListId };
}
