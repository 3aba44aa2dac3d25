import assert from "node:assert/strict";
import { Secret, type Properties } from "../../../sandbox/values";
import { Provider, refusalOf, type State } from "./provider";

/** What the tests make, by what it is. */
export const types = {
  accelerator: "aws:dax/cluster:Cluster",
  acceleratorGroup: "aws:dax/subnetGroup:SubnetGroup",
  acceleratorParameters: "aws:dax/parameterGroup:ParameterGroup",
  accessPoint: "aws:efs/accessPoint:AccessPoint",
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  api: "aws:apigateway/restApi:RestApi",
  apiDeployment: "aws:apigateway/deployment:Deployment",
  apiDomain: "aws:apigateway/domainName:DomainName",
  apiMapping: "aws:apigateway/basePathMapping:BasePathMapping",
  apiMethods: "aws:apigateway/methodSettings:MethodSettings",
  apiResponse: "aws:apigateway/response:Response",
  apiStage: "aws:apigateway/stage:Stage",
  association: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  attachedPolicy: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  bucket: "aws:s3/bucket:Bucket",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  bucketCors: "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
  cache: "aws:elasticache/replicationGroup:ReplicationGroup",
  cacheGroup: "aws:elasticache/subnetGroup:SubnetGroup",
  cacheParameters: "aws:elasticache/parameterGroup:ParameterGroup",
  cacheUser: "aws:elasticache/user:User",
  cacheUsers: "aws:elasticache/userGroup:UserGroup",
  capacityPolicy: "aws:appautoscaling/policy:Policy",
  capacityTarget: "aws:appautoscaling/target:Target",
  certificate: "aws:acm/certificate:Certificate",
  certificateValidation: "aws:acm/certificateValidation:CertificateValidation",
  database: "aws:rds/instance:Instance",
  databaseParameters: "aws:rds/parameterGroup:ParameterGroup",
  defaultGroup: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  eip: "aws:ec2/eip:Eip",
  fileSystem: "aws:efs/fileSystem:FileSystem",
  flowLog: "aws:ec2/flowLog:FlowLog",
  gateway: "aws:ec2/internetGateway:InternetGateway",
  gatewaySettings: "aws:apigateway/account:Account",
  group: "aws:ec2/securityGroup:SecurityGroup",
  identityPool: "aws:cognito/identityPool:IdentityPool",
  identityPoolRoles: "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  invocation: "aws:lambda/invocation:Invocation",
  key: "aws:kms/key:Key",
  lambda: "aws:lambda/function:Function",
  launchTemplate: "aws:ec2/launchTemplate:LaunchTemplate",
  lifecycleHook: "aws:autoscaling/lifecycleHook:LifecycleHook",
  listener: "aws:lb/listener:Listener",
  listenerRule: "aws:lb/listenerRule:ListenerRule",
  loadBalancer: "aws:lb/loadBalancer:LoadBalancer",
  loginBranding: "aws:cognito/managedLoginBranding:ManagedLoginBranding",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  mountTarget: "aws:efs/mountTarget:MountTarget",
  nat: "aws:ec2/natGateway:NatGateway",
  notification: "aws:s3/bucketNotification:BucketNotification",
  object: "aws:s3/bucketObjectv2:BucketObjectv2",
  permission: "aws:lambda/permission:Permission",
  policy: "aws:iam/policy:Policy",
  publicAccessBlock: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  record: "aws:route53/record:Record",
  resourceServer: "aws:cognito/resourceServer:ResourceServer",
  riskConfiguration: "aws:cognito/riskConfiguration:RiskConfiguration",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  route: "aws:ec2/route:Route",
  routeTable: "aws:ec2/routeTable:RouteTable",
  scalingGroup: "aws:autoscaling/group:Group",
  scalingPolicy: "aws:autoscaling/policy:Policy",
  secret: "aws:secretsmanager/secret:Secret",
  secretVersion: "aws:secretsmanager/secretVersion:SecretVersion",
  subnet: "aws:ec2/subnet:Subnet",
  subnetGroup: "aws:rds/subnetGroup:SubnetGroup",
  table: "aws:dynamodb/table:Table",
  tableReplica: "aws:dynamodb/tableReplica:TableReplica",
  targetGroup: "aws:lb/targetGroup:TargetGroup",
  topic: "aws:sns/topic:Topic",
  userPool: "aws:cognito/userPool:UserPool",
  userPoolClient: "aws:cognito/userPoolClient:UserPoolClient",
  userPoolDomain: "aws:cognito/userPoolDomain:UserPoolDomain",
  versioning: "aws:s3/bucketVersioning:BucketVersioning",
  vpc: "aws:ec2/vpc:Vpc",
  vpcEndpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  webAcl: "aws:wafv2/webAcl:WebAcl",
  webAclAssociation: "aws:wafv2/webAclAssociation:WebAclAssociation",
  zone: "aws:route53/zone:Zone",
} as const;

export type Kind = keyof typeof types;

/** A database as somebody asks for one who lets the provider name it. */
export const database: Properties = {
  allocatedStorage: 20,
  engine: "postgres",
  instanceClass: "db.t4g.micro",
  password: new Secret("battery-horse"),
  username: "owner",
};

/** The version that a database is asked to run, and the one that it runs. */
export function versionsOf({ outputs }: State): unknown[] {
  return [outputs["engineVersion"], outputs["engineVersionActual"]];
}

/** An account that is empty before each test, and the provider that uses it. */
export class TestAccount {
  private running: Provider | undefined;

  get provider(): Provider {
    if (this.running) return this.running;
    throw new Error("an account is only there while tests run");
  }

  async open(): Promise<void> {
    this.running = await Provider.start();
  }

  close(): void {
    this.provider.stop();
  }

  make(kind: Kind, given: Properties = {}, name: string = kind): Promise<State> {
    return this.provider.make(types[kind], name, given);
  }

  /** What AWS says of it now. */
  async found(made: State): Promise<State> {
    return (await this.provider.read(made)) ?? assert.fail(`${made.id} is gone`);
  }

  vpc(given: Properties = {}): Promise<State> {
    return this.make("vpc", { cidrBlock: "10.0.0.0/16", ...given });
  }

  subnet(network: State, given: Properties = {}): Promise<State> {
    return this.make("subnet", { vpcId: network.id, cidrBlock: "10.0.0.0/20", ...given });
  }

  /** A subnet in each of three zones, which stand in the order of the letters. */
  async subnets(network: State): Promise<[State, State, State]> {
    const inZone = (letter: string, third: number) =>
      this.subnet(network, { availabilityZone: `eu-west-1${letter}`, cidrBlock: `10.0.${third}.0/24` });
    return [await inZone("a", 1), await inZone("b", 2), await inZone("c", 3)];
  }

  /** The arguments, with the subnets of a new network for what has to lie in some. */
  async placed(kind: Kind, given: Properties): Promise<Properties> {
    if (kind !== "loadBalancer" && kind !== "cacheGroup") return given;
    const subnets = (await this.subnets(await this.vpc())).map(({ id }) => id);
    return kind === "cacheGroup" ? { ...given, subnetIds: subnets } : { ...given, internal: true, subnets };
  }

  /** That something is refused in these words, and that the account is as it was. */
  async refuses(attempt: () => Promise<unknown>, words: string | RegExp): Promise<void> {
    const before = this.provider.holdings();
    const refusal = await refusalOf(attempt());
    if (typeof words === "string") assert.equal(refusal, words);
    else assert.match(refusal, words);
    assert.deepEqual(this.provider.holdings(), before);
  }

  /** What the account holds, as pairs of type and id. */
  left(): [type: string, id: string][] {
    return this.provider.holdings().map(({ type, id }) => [type, id]);
  }
}

/** To be called within a describe: opens an account for its tests. */
export function useAccount(): TestAccount {
  const account = new TestAccount();
  before(() => account.open());
  afterEach(() => {
    account.provider.emptyAccount();
  });
  after(() => {
    account.close();
  });
  return account;
}
