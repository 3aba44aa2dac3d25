import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../arguments/problem";
import { makeCustomerKey } from "../encryption/customer-key";
import { makeAccelerator, type Accelerator, type TableAcceleratorArgs } from "./accelerator";
import { makeTableAlarms } from "./alarms";
import { tableProblems } from "./arguments";
import { makeAutoscaling, type TableCapacityArgs } from "./capacity";
import { acceleratorPort, type TableKeyType, type TableStream } from "./choices";
import type { TableIndexArgs } from "./keys";
import { makeReplicas } from "./replicas";
import { makeTable } from "./table";

export interface ServerlessTableArgs {
  /** The attribute that an item is found by. Changing it replaces the table. No default. */
  partitionKey: string;
  /** What that attribute holds. Default: S, a text. */
  partitionKeyType?: TableKeyType;
  /** The attribute that items of one partition are ordered by. Changing it replaces the table. Default: none. */
  sortKey?: string;
  /** What that attribute holds. Default: S, a text. */
  sortKeyType?: TableKeyType;
  /** Other ways to find items, by name. DynamoDB makes and removes one at a time. Default: none. */
  indexes?: Record<string, TableIndexArgs>;
  /**
   * The attribute with the time, in seconds since 1970, after which an item may go. DynamoDB takes up to some days to
   * remove it, so whoever reads must look at the time too. Default: none, items stay.
   */
  timeToLiveAttribute?: string;
  /** To how many days ago the table can be brought back, to the second: 1 to 35. Default: 35. */
  pointInTimeRecoveryDays?: number;
  /** What is provisioned, in place of paying by the request. Default: none, the table is on demand. */
  provisionedCapacity?: TableCapacityArgs;
  /**
   * On demand, the most reads of 4 KB in a second, of the table and of each index; what is beyond is turned away. -1
   * lifts a limit that there was. Default: no limit.
   */
  maxReadRequestUnits?: number;
  /** The same for writes of 1 KB. Default: no limit. */
  maxWriteRequestUnits?: number;
  /** What the table's stream tells of each change. Default: none without replicas, both images with them. */
  stream?: TableStream;
  /** The other regions that the table is in, to be read and written there, too. Default: none. */
  replicaRegions?: string[];
  /** A cache that stands before the table in a network. Default: none. */
  accelerator?: TableAcceleratorArgs;
  /** Whether DynamoDB refuses to delete the table and its replicas, and Pulumi these and their keys. Default: true. */
  deletionProtection?: boolean;
  /** The SNS topic that alarms are sent to. Default: none, the alarms are only seen in CloudWatch. */
  alarmTopicArn?: pulumi.Input<string>;
}

/**
 * A DynamoDB table that is paid by the request unless capacity is provisioned, encrypted with a key of its own, and can
 * be brought back to any second of the last days. Whoever may use the table by IAM needs no permission for the key.
 */
export class ServerlessTable extends pulumi.ComponentResource {
  /** The table's name. */
  readonly tableName: pulumi.Output<string>;
  /** The table's ARN. Its indexes are below it, at `/index/`. */
  readonly tableArn: pulumi.Output<string>;
  /** The region that the table is in. */
  readonly region: pulumi.Output<string>;
  /** The ARN of the table's stream; empty without one. */
  readonly streamArn: pulumi.Output<string>;
  /** The ARN of the key that the table is encrypted with. */
  readonly keyArn: pulumi.Output<string>;
  /** The ARN of the table in each of the other regions. */
  readonly replicaArns: pulumi.Output<Record<string, string>>;
  /** Where the accelerator's clients connect to, by TLS: `daxs://…`; empty without one. */
  readonly acceleratorEndpoint: pulumi.Output<string>;
  /** The port of an accelerator. */
  readonly acceleratorPort: number;
  /** The security group of the accelerator; empty without one. */
  readonly acceleratorSecurityGroupId: pulumi.Output<string>;
  /** The ARN of the accelerator, for `dax:GetItem` and the like; empty without one. */
  readonly acceleratorArn: pulumi.Output<string>;

  constructor(name: string, args: ServerlessTableArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse("ServerlessTable", name, tableProblems(name, args));
    super("clothesline:index:ServerlessTable", name, {}, opts);
    const protect = args.deletionProtection ?? true;

    const key = makeCustomerKey(
      name,
      { description: `Encrypts the table ${name}`, service: "dynamodb", protect },
      this,
    );
    const table = makeTable(name, { ...args, key, protect }, this);
    const { provisionedCapacity: capacity, indexes = {}, replicaRegions: regions = [], alarmTopicArn: topicArn } = args;
    const scaling = capacity === undefined ? [] : makeAutoscaling(name, { table, indexes, capacity }, this);
    const replicas = makeReplicas(name, { table, regions, protect, scaling }, this);
    makeTableAlarms(name, { table, isOnDemand: capacity === undefined }, { topicArn, parent: this });
    const accelerator =
      args.accelerator === undefined ? undefined : makeAccelerator(name, args.accelerator, { table, topicArn }, this);

    this.tableName = table.name;
    this.tableArn = table.arn;
    this.region = table.region;
    this.streamArn = table.streamArn;
    this.keyArn = key.arn;
    this.replicaArns = pulumi.output(
      Object.fromEntries(Object.entries(replicas).map(([region, { arn }]) => [region, arn])),
    );
    const door = doorOf(accelerator);
    this.acceleratorEndpoint = door.endpoint;
    this.acceleratorPort = acceleratorPort;
    this.acceleratorSecurityGroupId = door.securityGroupId;
    this.acceleratorArn = door.arn;
    this.registerOutputs(outputsOf(this));
  }
}

/** How an accelerator is reached. */
function doorOf(accelerator: Accelerator | undefined) {
  const none = pulumi.output("");
  if (accelerator === undefined) return { endpoint: none, securityGroupId: none, arn: none };
  const { cluster, securityGroup } = accelerator;
  const endpoint = pulumi.interpolate`daxs://${cluster.clusterAddress}`;
  return { endpoint, securityGroupId: securityGroup.id, arn: cluster.arn };
}

/** The table as its clients and their roles see it, without what Pulumi keeps in a component. */
function outputsOf({ tableName, tableArn, region, streamArn, keyArn, replicaArns, ...table }: ServerlessTable) {
  const { acceleratorEndpoint, acceleratorPort: port, acceleratorSecurityGroupId, acceleratorArn } = table;
  const accelerator = { acceleratorEndpoint, acceleratorPort: port, acceleratorSecurityGroupId, acceleratorArn };
  return { tableName, tableArn, region, streamArn, keyArn, replicaArns, ...accelerator };
}
