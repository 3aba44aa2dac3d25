import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../arguments/problem";
import { makeCustomerKey } from "../encryption/customer-key";
import { makeTableAlarms } from "./alarms";
import { tableProblems } from "./arguments";
import { longestRecoveryDays, TableStream, type TableKeyType } from "./choices";
import { globalIndexes, keyAttributes, type TableIndexArgs } from "./keys";

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
  /** What the table's stream tells of each change. Default: none, there is no stream. */
  stream?: TableStream;
  /** Whether DynamoDB refuses to delete the table, and Pulumi the table and its key. Default: true. */
  deletionProtection?: boolean;
  /** The SNS topic that alarms are sent to. Default: none, the alarms are only seen in CloudWatch. */
  alarmTopicArn?: pulumi.Input<string>;
}

/**
 * A DynamoDB table that is paid by the request, encrypted with a key of its own, and can be brought back to any second
 * of the last days. Whoever may use the table by IAM needs no permission for the key.
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
    makeTableAlarms(name, table, { topicArn: args.alarmTopicArn, parent: this });

    this.tableName = table.name;
    this.tableArn = table.arn;
    this.region = table.region;
    this.streamArn = table.streamArn;
    this.keyArn = key.arn;
    const { tableName, tableArn, region, streamArn, keyArn } = this;
    this.registerOutputs({ tableName, tableArn, region, streamArn, keyArn });
  }
}

function makeTable(
  name: string,
  { key, protect, ...args }: ServerlessTableArgs & { key: aws.kms.Key; protect: boolean },
  parent: pulumi.Resource,
): aws.dynamodb.Table {
  const { indexes = {}, timeToLiveAttribute, stream = TableStream.None } = args;
  return new aws.dynamodb.Table(
    name,
    {
      billingMode: "PAY_PER_REQUEST",
      hashKey: args.partitionKey,
      ...(args.sortKey === undefined ? {} : { rangeKey: args.sortKey }),
      attributes: keyAttributes([args, ...Object.values(indexes)]),
      globalSecondaryIndexes: globalIndexes(indexes),
      ...(timeToLiveAttribute === undefined ? {} : { ttl: { attributeName: timeToLiveAttribute, enabled: true } }),
      ...(stream === TableStream.None ? {} : { streamEnabled: true, streamViewType: stream }),
      pointInTimeRecovery: {
        enabled: true,
        recoveryPeriodInDays: args.pointInTimeRecoveryDays ?? longestRecoveryDays,
      },
      serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
      deletionProtectionEnabled: protect,
      tags: { Name: name },
    },
    { parent, protect },
  );
}
