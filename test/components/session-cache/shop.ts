import { SessionCache, type SessionCacheArgs } from "../../../components/session-cache/session-cache";
import { networkIn } from "../network-in";

/** A program with a cache "shop-carts" over three zones, which gives all that the cache tells. */
export function shopWithCache(args: Partial<SessionCacheArgs> = {}) {
  return () => {
    const cache = new SessionCache("shop-carts", { network: networkIn("abc"), purpose: "sessions", ...args });
    const { host, readerHost, port, userName, cacheId, region, isServerless } = cache;
    const { replicas, securityGroupId, cacheArn, userArn, keyArn } = cache;
    return {
      ...{ host, readerHost, port, userName, cacheId, region, isServerless, replicas },
      ...{ securityGroupId, cacheArn, userArn, keyArn },
    };
  };
}

export const types = {
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  group: "aws:elasticache/replicationGroup:ReplicationGroup",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  key: "aws:kms/key:Key",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  parameters: "aws:elasticache/parameterGroup:ParameterGroup",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  serverless: "aws:elasticache/serverlessCache:ServerlessCache",
  subnets: "aws:elasticache/subnetGroup:SubnetGroup",
  user: "aws:elasticache/user:User",
  users: "aws:elasticache/userGroup:UserGroup",
} as const;
