import * as aws from "@pulumi/aws";
import { Network } from "../../../components/index";
import type { StatefulWebTierArgs } from "../../../components/stateful-web-tier/arguments";
import { StatefulWebTier } from "../../../components/stateful-web-tier/stateful-web-tier";
import { stackOf, text, type Stack } from "../stack";

export const types = {
  group: "aws:autoscaling/group:Group",
  hook: "aws:autoscaling/lifecycleHook:LifecycleHook",
  template: "aws:ec2/launchTemplate:LaunchTemplate",
  loadBalancer: "aws:lb/loadBalancer:LoadBalancer",
  listener: "aws:lb/listener:Listener",
  targetGroup: "aws:lb/targetGroup:TargetGroup",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  record: "aws:route53/record:Record",
  certificate: "aws:acm/certificate:Certificate",
  validation: "aws:acm/certificateValidation:CertificateValidation",
  acl: "aws:wafv2/webAcl:WebAcl",
  aclAssociation: "aws:wafv2/webAclAssociation:WebAclAssociation",
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  secret: "aws:secretsmanager/secret:Secret",
} as const;

const account = "123456789012";
export const ids = {
  fileSystemId: "fs-0123456789abcdef0",
  fileSystemArn: `arn:aws:elasticfilesystem:eu-west-1:${account}:file-system/fs-0123456789abcdef0`,
  accessPointId: "fsap-0123456789abcdef0",
  accessPointArn: `arn:aws:elasticfilesystem:eu-west-1:${account}:access-point/fsap-0123456789abcdef0`,
  shareGroupId: "sg-0123456789abcdef0",
  cacheGroupId: "sg-0123456789abcdef1",
  databaseGroupId: "sg-0123456789abcdef2",
};

export const releaseShare = {
  fileSystemId: ids.fileSystemId,
  fileSystemArn: ids.fileSystemArn,
  accessPointId: ids.accessPointId,
  securityGroupId: ids.shareGroupId,
  port: 2049,
  readiness: "v1",
};

export const sessionCache = {
  host: "carts.abc123.euw1.cache.amazonaws.com",
  port: 6379,
  userName: "web",
  cacheId: "carts",
  region: "eu-west-1",
  isServerless: false,
  replicas: 1,
  cacheArn: `arn:aws:elasticache:eu-west-1:${account}:replicationgroup:carts`,
  userArn: `arn:aws:elasticache:eu-west-1:${account}:user:web`,
  securityGroupId: ids.cacheGroupId,
};

export const sessionTable = {
  tableName: "carts",
  tableArn: `arn:aws:dynamodb:eu-west-1:${account}:table/carts`,
  region: "eu-west-1",
};

/** Everything that any strategy could need, so that the strategy is one word. */
export const everyStrategy = {
  sessionCache,
  sessionTable,
  sessionCookieKeyGeneration: 4,
  sessionLossAccepted: true,
};

export const domain = { domainName: "shop.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" };

/** A layout by plain ids, for programs that need no network of their own. */
export const layout = {
  vpcId: "vpc-0123456789abcdef0",
  zoneNames: ["eu-west-1a", "eu-west-1b"],
  publicSubnetIds: ["subnet-0a000000000000001", "subnet-0b000000000000001"],
  appSubnetIds: ["subnet-0a000000000000002", "subnet-0b000000000000002"],
  dataSubnetIds: ["subnet-0a000000000000003", "subnet-0b000000000000003"],
  s3PrefixListId: "pl-01234567",
  dynamodbPrefixListId: "pl-12345678",
};

/** The least that a tier can be made with. */
export const least = { network: layout, releaseShare, plainHttp: true };

/** A program with a tier "shop-web" in two zones of somebody's network. */
export function web(args: Partial<StatefulWebTierArgs> = {}) {
  return () => {
    const transport = args.domainName === undefined ? { plainHttp: true } : {};
    const tier = new StatefulWebTier("shop-web", { network: layout, releaseShare, ...transport, ...args });
    return { url: tier.url };
  };
}

/** The same in three zones of a network of its own. */
export function shop(args: Partial<StatefulWebTierArgs> = {}) {
  return () => {
    const network = new Network("shop", { zoneNames: ["a", "b", "c"].map((letter) => `eu-west-1${letter}`) });
    const transport = args.domainName === undefined ? { plainHttp: true } : {};
    new StatefulWebTier("shop-web", { network, releaseShare, ...transport, ...args }, { dependsOn: network });
  };
}

/** A security group of the stack's own, such as a store has. */
export function groupOf(name: string): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(name, { vpcId: layout.vpcId, description: name });
}

/** The statements of a policy that the role has. */
export function statementsOf({ one }: Stack, name: string): Record<string, unknown>[] {
  const { policy } = one(types.rolePolicy, name).inputs;
  return (JSON.parse(text(policy)) as { Statement: Record<string, unknown>[] }).Statement;
}

/** The instances' user data, as the instance reads it. */
export async function userDataOf(args: Partial<StatefulWebTierArgs>): Promise<string> {
  const { one } = await stackOf(web(args), "deployed");
  return Buffer.from(text(one(types.template, "shop-web").inputs["userData"]), "base64").toString();
}
