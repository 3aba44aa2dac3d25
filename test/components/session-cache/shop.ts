import { existingNetwork, type NetworkLayout } from "../../../components/index";
import { SessionCache, type SessionCacheArgs } from "../../../components/session-cache/session-cache";

const subnetIds = (tier: number, letters: string) =>
  letters.split("").map((letter) => `subnet-0${letter}00000000000000${tier}`);

/** A network that is there already, in the zones with these letters. */
export function networkIn(letters: string): NetworkLayout {
  return existingNetwork({
    vpcId: "vpc-0123456789abcdef0",
    zoneNames: letters.split("").map((letter) => `eu-west-1${letter}`),
    publicSubnetIds: subnetIds(1, letters),
    appSubnetIds: subnetIds(2, letters),
    dataSubnetIds: subnetIds(3, letters),
    s3PrefixListId: "pl-6da54004",
    dynamodbPrefixListId: "pl-6fa54006",
  });
}

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
