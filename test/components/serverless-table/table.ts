import { ServerlessTable, type ServerlessTableArgs } from "../../../components/serverless-table/serverless-table";
import { networkIn } from "../network-in";

/** A program with a table "shop-carts", which gives all that the table tells. */
export function shopWithTable(args: Partial<ServerlessTableArgs> = {}) {
  return () => {
    const table = new ServerlessTable("shop-carts", { partitionKey: "sessionId", ...args });
    const { tableName, tableArn, region, streamArn, keyArn, replicaArns } = table;
    const { acceleratorEndpoint, acceleratorPort, acceleratorSecurityGroupId, acceleratorArn } = table;
    return {
      ...{ tableName, tableArn, region, streamArn, keyArn, replicaArns },
      ...{ acceleratorEndpoint, acceleratorPort, acceleratorSecurityGroupId, acceleratorArn },
    };
  };
}

/** An accelerator over three zones. */
export const accelerator = { network: networkIn("abc") };

/** A capacity with which nothing is left to defaults that need not be. */
export const provisionedCapacity = { maxReadUnits: 50, maxWriteUnits: 40 };

export const types = {
  accelerator: "aws:dax/cluster:Cluster",
  acceleratorParameters: "aws:dax/parameterGroup:ParameterGroup",
  acceleratorSubnets: "aws:dax/subnetGroup:SubnetGroup",
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  alias: "aws:kms/alias:Alias",
  key: "aws:kms/key:Key",
  replica: "aws:dynamodb/tableReplica:TableReplica",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  scalingPolicy: "aws:appautoscaling/policy:Policy",
  scalingTarget: "aws:appautoscaling/target:Target",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  table: "aws:dynamodb/table:Table",
} as const;
