import assert from "node:assert/strict";
import { isObject, type EvaluatedResource, type Properties, type Value } from "../../sandbox";
import { text } from "./stack";

/** What CloudWatch gets of a service: metrics, by the dimensions that they have together. */
type Published = Readonly<Record<string, readonly string[]>>;

/** The metrics that the components look at, as each service's own guide lists them ("Monitoring with CloudWatch"). */
const published: Readonly<Record<string, Published>> = {
  "AWS/ApiGateway": { "ApiName Stage": ["5XXError", "Latency"] },
  "AWS/ApplicationELB": {
    LoadBalancer: ["HTTPCode_ELB_5XX_Count", "RejectedConnectionCount"],
    "LoadBalancer TargetGroup": ["HTTPCode_Target_5XX_Count", "TargetResponseTime", "UnHealthyHostCount"],
  },
  "AWS/AutoScaling": { AutoScalingGroupName: ["GroupInServiceInstances"] },
  "AWS/Cognito": {
    "Operation RiskLevel UserPoolId": ["AccountTakeoverRisk"],
    "UserPool UserPoolClient": ["SignInSuccesses", "SignInThrottles", "SignUpThrottles", "TokenRefreshThrottles"],
  },
  "AWS/DAX": { ClusterId: ["CPUUtilization", "EvictedSize", "FaultRequestCount", "ThrottledRequestCount"] },
  "AWS/DynamoDB": {
    TableName: ["ReadThrottleEvents", "WriteThrottleEvents"],
    "Operation TableName": ["SystemErrors"],
    "GlobalSecondaryIndexName TableName": ["ReadThrottleEvents", "WriteThrottleEvents"],
    "ReceivingRegion TableName": ["ReplicationLatency"],
  },
  "AWS/EFS": { FileSystemId: ["MeteredIOBytes", "PercentIOLimit", "PermittedThroughput"] },
  "AWS/ElastiCache": {
    CacheClusterId: [
      ...["CPUUtilization", "CurrConnections", "DatabaseMemoryUsageCountedForEvictPercentage"],
      ...["EngineCPUUtilization", "Evictions", "ReplicationLag"],
    ],
    clusterId: ["BytesUsedForCache", "ElastiCacheProcessingUnits", "Evictions", "ThrottledCmds"],
  },
  "AWS/Lambda": { FunctionName: ["AsyncEventsDropped", "Errors", "Throttles"] },
  "AWS/RDS": {
    DBInstanceIdentifier: ["CPUUtilization", "DatabaseConnections", "FreeStorageSpace", "FreeableMemory", "ReplicaLag"],
  },
};

/** Of which resource a dimension is, and which of its outputs. */
const subjects: Readonly<Record<string, readonly [type: string, output: string]>> = {
  ApiName: ["aws:apigateway/restApi:RestApi", "name"],
  AutoScalingGroupName: ["aws:autoscaling/group:Group", "name"],
  CacheClusterId: ["aws:elasticache/replicationGroup:ReplicationGroup", "memberClusters"],
  ClusterId: ["aws:dax/cluster:Cluster", "clusterName"],
  DBInstanceIdentifier: ["aws:rds/instance:Instance", "identifier"],
  FileSystemId: ["aws:efs/fileSystem:FileSystem", "id"],
  FunctionName: ["aws:lambda/function:Function", "name"],
  LoadBalancer: ["aws:lb/loadBalancer:LoadBalancer", "arnSuffix"],
  Stage: ["aws:apigateway/stage:Stage", "stageName"],
  TableName: ["aws:dynamodb/table:Table", "name"],
  TargetGroup: ["aws:lb/targetGroup:TargetGroup", "arnSuffix"],
  UserPool: ["aws:cognito/userPool:UserPool", "id"],
  UserPoolClient: ["aws:cognito/userPoolClient:UserPoolClient", "id"],
  UserPoolId: ["aws:cognito/userPool:UserPool", "id"],
  clusterId: ["aws:elasticache/serverlessCache:ServerlessCache", "name"],
};

type All = (type: string) => readonly Pick<EvaluatedResource, "id" | "outputs">[];

/** That AWS publishes what an alarm looks at, and of something that is there: of anything else it would hear nothing. */
export function assertPublished(metric: Properties, all: All): void {
  const { namespace, metricName, dimensions } = metric;
  assert.ok(isObject(dimensions), `${text(metricName)} has no dimensions`);
  const known = published[text(namespace)]?.[Object.keys(dimensions).sort().join(" ")] ?? [];
  const what = `${text(namespace)} ${text(metricName)} by ${Object.keys(dimensions).join(", ")}`;
  assert.ok(known.includes(text(metricName)), `${what} is not published`);
  for (const [dimension, value] of Object.entries(dimensions)) {
    const subject = subjects[dimension];
    if (subject === undefined) continue;
    const [type, output] = subject;
    const there = all(type).flatMap(({ id, outputs }) => valuesOf(output === "id" ? id : outputs[output]));
    assert.ok(there.includes(text(value)), `${what}: ${text(value)} is none of ${there.join(", ")}`);
  }
}

function valuesOf(value: Value | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).map(text);
}
