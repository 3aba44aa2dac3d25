import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { defaultMaintenanceWindow } from "../arguments/maintenance-window";
import type { NetworkLayout } from "../network/layout";
import { makeAcceleratorAlarms } from "./accelerator-alarms";
import { makeAcceleratorRole } from "./accelerator-role";
import { acceleratorLimits, defaultAcceleratorNodeType } from "./choices";

/** A cache of the table's items and answers, which its readers call in the table's place. */
export interface TableAcceleratorArgs {
  /** The network; the accelerator stands in its data tier. No default. */
  network: NetworkLayout;
  /** How many nodes there are, the primary included: 1 to 11, over the zones. Default: 3. */
  nodes?: number;
  /** The type of the nodes. Changing it is a new accelerator, with a new endpoint. Default: dax.t3.small. */
  nodeType?: string;
  /**
   * How old an answer may be at most, an item as a list: 1 second to a day. Changing it is a new accelerator, with a new
   * endpoint. Default: 60.
   */
  stalenessSeconds?: number;
  /** Whether the table is also written through the accelerator, and not only read. Default: false. */
  writesThrough?: boolean;
  /** When AWS may work on the nodes, weekly and in UTC. Default: sun:04:00-sun:05:00. */
  maintenanceWindow?: string;
  /** The SNS topic that DAX tells of nodes that come and go; it must let DAX encrypt. Default: none. */
  notificationTopicArn?: pulumi.Input<string>;
}

export interface Accelerator {
  cluster: aws.dax.Cluster;
  securityGroup: aws.ec2.SecurityGroup;
}

export function makeAccelerator(
  name: string,
  { network, ...args }: TableAcceleratorArgs,
  { table, topicArn }: { table: aws.dynamodb.Table; topicArn: pulumi.Input<string> | undefined },
  parent: pulumi.Resource,
): Accelerator {
  const securityGroup = makeSecurityGroup(name, network, parent);
  const { role, policy } = makeAcceleratorRole(name, { table, writes: args.writesThrough ?? false }, parent);
  const subnets = new aws.dax.SubnetGroup(
    name,
    { description: `The data tier, for ${name}`, subnetIds: network.dataSubnetIds },
    { parent },
  );
  const nodeType = args.nodeType ?? defaultAcceleratorNodeType;
  const stalenessSeconds = args.stalenessSeconds ?? acceleratorLimits.stalenessSeconds.fallback;
  // Nodes go on with the parameters that they started with until somebody reboots them, and then with what they had
  // kept (DAX API reference, ParameterGroupStatus and RebootNode). New ones keep the new time from their first answer on.
  const keepers = { nodeType, stalenessSeconds: String(stalenessSeconds), role: role.arn, subnets: subnets.id };
  const cluster = new aws.dax.Cluster(
    name,
    {
      clusterName: clusterName(name, keepers, parent),
      description: `Reads of the table ${name}`,
      nodeType,
      replicationFactor: args.nodes ?? acceleratorLimits.nodes.fallback,
      subnetGroupName: subnets.name,
      securityGroupIds: [securityGroup.id],
      parameterGroupName: makeParameters(name, stalenessSeconds, parent).name,
      iamRoleArn: role.arn,
      // Both are chosen when it is made, and never afterwards.
      clusterEndpointEncryptionType: "TLS",
      serverSideEncryption: { enabled: true },
      maintenanceWindow: args.maintenanceWindow ?? defaultMaintenanceWindow,
      ...(args.notificationTopicArn === undefined ? {} : { notificationTopicArn: args.notificationTopicArn }),
      tags: { Name: name },
    },
    { parent, dependsOn: policy },
  );
  makeAcceleratorAlarms(name, cluster, { topicArn, parent });
  return { cluster, securityGroup };
}

/** Nobody is in it until a `Traffic` lets them. DAX reaches DynamoDB by itself. */
function makeSecurityGroup(name: string, { vpcId }: NetworkLayout, parent: pulumi.Resource): aws.ec2.SecurityGroup {
  const description = `The accelerator of the table ${name}`;
  return new aws.ec2.SecurityGroup(`${name}-accelerator`, { vpcId, description, tags: { Name: name } }, { parent });
}

/** What a name of 20 characters leaves beside a dash and six digits. */
const longestStem = 13;

/**
 * There is one cluster of a name in an account and region, where several stacks may be, and a new one stands beside the
 * former one until its readers have moved: so the name changes with whatever makes the cluster anew, or is to.
 */
function clusterName(
  name: string,
  keepers: Record<string, pulumi.Input<string>>,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const suffix = new random.RandomId(`${name}-accelerator`, { byteLength: 3, keepers }, { parent });
  const words = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  // A cluster's name begins with a letter, where a table's may begin with a digit.
  const stem = words
    .replace(/^(?=[^a-z])/, "t")
    .slice(0, longestStem)
    .replace(/-$/, "");
  return pulumi.interpolate`${stem}-${suffix.hex}`;
}

/** How long the two caches keep what they have: of items, and of lists. */
function makeParameters(name: string, stalenessSeconds: number, parent: pulumi.Resource): aws.dax.ParameterGroup {
  const value = String(stalenessSeconds * 1000);
  return new aws.dax.ParameterGroup(
    name,
    {
      description: `How old the answers of ${name} may be`,
      parameters: ["query-ttl-millis", "record-ttl-millis"].map((parameter) => ({ name: parameter, value })),
    },
    // The former cluster runs with the former group until the new one is there.
    { parent, replaceOnChanges: ["parameters"] },
  );
}
