import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { choiceProblems } from "../arguments/choice";
import { argumentProblems } from "../arguments/checks";
import { nameProblems } from "../arguments/name";
import { refuse, type ArgumentProblem } from "../arguments/problem";
import { defaultCidrBlock, vpcCidrBlockProblem } from "./cidr";
import { emptyDefaultGroup } from "./default-group";
import { routeAppTier } from "./egress";
import { makeGatewayEndpoints } from "./endpoints";
import { makeFlowLogs } from "./flow-logs";
import { routePublicTier } from "./internet";
import { layoutOf, type NetworkLayout } from "./layout";
import { defaultLogRetentionDays, logRetentionDays } from "./log-retention";
import { defaultNatGateways, NatGateways } from "./nat";
import { makeRouteTables } from "./route-tables";
import { makeSubnets } from "./subnets";
import { regionOfZones, zoneNamesProblems } from "./zones";

// IAM takes 64 characters, of which "-flow-logs" and Pulumi's own suffix need 18.
const longestName = 46;

export interface NetworkArgs {
  /**
   * The VPC's IPv4 addresses: a private network between /16 and /22. Changing it replaces the whole network.
   * Default: 10.0.0.0/16.
   */
  cidrBlock?: string;
  /**
   * The availability zones to span, one to four, for example eu-west-1a. A zone's addresses and names come from its
   * letter, so zones can be added, removed and reordered without touching the others; a single NAT gateway stands in
   * the first zone of the list, and moves with it. No default.
   */
  zoneNames: string[];
  /** How the app tier reaches out: not at all, through one NAT gateway, or through one per zone. Default: single. */
  nat?: NatGateways;
  /** How many days the flow logs are kept, one of the retentions CloudWatch Logs has. Default: 30. */
  flowLogRetentionDays?: number;
}

/**
 * A dual-stack VPC with three tiers of subnets in every zone: public, app (reaches out, cannot be reached from the
 * internet) and data (neither). Depend on the network itself where routes must be in place first.
 */
export class Network extends pulumi.ComponentResource implements NetworkLayout {
  /** The VPC's id. */
  readonly vpcId: pulumi.Output<string>;
  /** The zones, in the order in which they were given. */
  readonly zoneNames: string[];
  /** The subnets that the internet can reach, for load balancers: one id per zone, in the order of the zones. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  /** The subnets for what runs the application: one id per zone, in the order of the zones. */
  readonly appSubnetIds: pulumi.Output<string>[];
  /** The subnets without a way out, for what keeps data: one id per zone, in the order of the zones. */
  readonly dataSubnetIds: pulumi.Output<string>[];
  /** The prefix list of S3, for rules that let a group reach S3 and nothing else. */
  readonly s3PrefixListId: pulumi.Output<string>;
  /** The prefix list of DynamoDB, for rules that let a group reach DynamoDB and nothing else. */
  readonly dynamodbPrefixListId: pulumi.Output<string>;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse("Network", name, networkProblems(name, args));
    super("clothesline:index:Network", name, {}, opts);
    const { cidrBlock = defaultCidrBlock, nat = defaultNatGateways, zoneNames } = args;
    const region = regionOfZones(zoneNames);

    const vpc = makeVpc(name, cidrBlock, this);
    emptyDefaultGroup(name, vpc.id, this);
    const subnets = makeSubnets(name, { vpc, cidrBlock, zoneNames }, this);
    const tables = makeRouteTables(name, { vpc, subnets }, this);
    const publicRoutes = routePublicTier(name, { vpc, tables }, this);
    routeAppTier(name, { vpc, nat, subnets, tables, publicRoutes }, this);
    const endpoints = makeGatewayEndpoints(name, { vpc, region, tables }, this);
    makeFlowLogs(name, { vpc, retentionDays: args.flowLogRetentionDays ?? defaultLogRetentionDays }, this);

    this.vpcId = vpc.id;
    this.zoneNames = [...zoneNames];
    this.publicSubnetIds = subnets.map((zone) => zone.public.id);
    this.appSubnetIds = subnets.map((zone) => zone.app.id);
    this.dataSubnetIds = subnets.map((zone) => zone.data.id);
    this.s3PrefixListId = endpoints.s3.prefixListId;
    this.dynamodbPrefixListId = endpoints.dynamodb.prefixListId;
    this.registerOutputs(layoutOf(this));
  }
}

function makeVpc(name: string, cidrBlock: string, parent: pulumi.Resource): aws.ec2.Vpc {
  return new aws.ec2.Vpc(
    name,
    {
      cidrBlock,
      assignGeneratedIpv6CidrBlock: true,
      // Endpoints, EFS mount targets and databases are reached by names that only resolve with both of these on.
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: name },
    },
    { parent },
  );
}

function networkProblems(name: string, args: unknown): ArgumentProblem[] {
  const checks = argumentProblems<NetworkArgs>(args, {
    cidrBlock: cidrBlockProblems,
    zoneNames: zoneNamesProblems,
    nat: (value, argument) => choiceProblems(argument, value, Object.values(NatGateways), defaultNatGateways),
    flowLogRetentionDays: (value, argument) =>
      choiceProblems(argument, value, logRetentionDays, defaultLogRetentionDays),
  });
  return [...nameProblems(name, longestName), ...checks];
}

function cidrBlockProblems(value: unknown): ArgumentProblem[] {
  if (value === undefined) return [];
  // What is no text is as wrong as an empty one. Subnets are cut from the block, so it cannot be known only later.
  const problem = vpcCidrBlockProblem(typeof value === "string" ? value : "");
  return problem === undefined ? [] : [{ argument: "cidrBlock", got: value, ...problem }];
}
