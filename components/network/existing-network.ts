import type * as pulumi from "@pulumi/pulumi";
import { awsIdProblems } from "../arguments/aws-id";
import { refuse, type ArgumentProblem } from "../arguments/problem";
import type { NetworkLayout } from "./layout";
import { prefixListId } from "./prefix-lists";
import { regionOfZones, zoneNamesProblems } from "./zones";

export interface ExistingNetworkArgs {
  /** The VPC's id. No default. */
  vpcId: pulumi.Input<string>;
  /** The zones that the subnets lie in. No default. */
  zoneNames: string[];
  /** The subnets that the internet can reach: one id per zone, in the order of the zones. No default. */
  publicSubnetIds: pulumi.Input<string>[];
  /** The subnets for what runs the application: one id per zone, in the order of the zones. No default. */
  appSubnetIds: pulumi.Input<string>[];
  /** The subnets for what keeps data: one id per zone, in the order of the zones. No default. */
  dataSubnetIds: pulumi.Input<string>[];
  /** The prefix list of S3. Default: looked up in the zones' region. */
  s3PrefixListId?: pulumi.Input<string>;
  /** The prefix list of DynamoDB. Default: looked up in the zones' region. */
  dynamodbPrefixListId?: pulumi.Input<string>;
}

type TierArgument = "publicSubnetIds" | "appSubnetIds" | "dataSubnetIds";
type GivenArgs = Partial<Record<keyof ExistingNetworkArgs, unknown>> | undefined;
const tierArguments: readonly TierArgument[] = ["publicSubnetIds", "appSubnetIds", "dataSubnetIds"];

/**
 * A network that already exists, by its ids. It makes nothing and changes nothing, so its default security group stays
 * as it is. Options say with which provider to look up what is not given.
 */
export function existingNetwork(args: ExistingNetworkArgs, opts: pulumi.InvokeOptions = {}): NetworkLayout {
  refuse("existingNetwork", undefined, existingNetworkProblems(args));
  const { vpcId, zoneNames, publicSubnetIds, appSubnetIds, dataSubnetIds } = args;
  const region = regionOfZones(zoneNames);
  return {
    vpcId,
    zoneNames: [...zoneNames],
    publicSubnetIds: [...publicSubnetIds],
    appSubnetIds: [...appSubnetIds],
    dataSubnetIds: [...dataSubnetIds],
    s3PrefixListId: args.s3PrefixListId ?? prefixListId("s3", region, opts),
    dynamodbPrefixListId: args.dynamodbPrefixListId ?? prefixListId("dynamodb", region, opts),
  };
}

function existingNetworkProblems(args: GivenArgs): ArgumentProblem[] {
  const zones = args?.zoneNames;
  return [
    ...awsIdProblems("vpcId", args?.vpcId, "vpc"),
    ...zoneNamesProblems(zones),
    ...tierArguments.flatMap((tier) =>
      tierProblems(tier, args?.[tier], Array.isArray(zones) ? zones.length : undefined),
    ),
    ...repeatedSubnets(args),
    ...(["s3PrefixListId", "dynamodbPrefixListId"] as const).flatMap((argument) =>
      args?.[argument] === undefined ? [] : awsIdProblems(argument, args[argument], "pl"),
    ),
  ];
}

function tierProblems(tier: TierArgument, ids: unknown, zones: number | undefined): ArgumentProblem[] {
  if (!Array.isArray(ids) || (zones !== undefined && ids.length !== zones)) {
    return [
      {
        argument: tier,
        got: ids,
        allowed: `a plain list of subnet ids, one per zone${zones === undefined ? "" : `, so ${zones} of them`}`,
        fix: "write the id of this tier's subnet for each of zoneNames, in the same order",
      },
    ];
  }
  return ids.flatMap((id: unknown, index) => awsIdProblems(`${tier}[${index}]`, id, "subnet"));
}

/** A subnet has one route table, so it cannot be in two tiers, and it lies in one zone, so it cannot stand twice. */
function repeatedSubnets(args: GivenArgs): ArgumentProblem[] {
  const placeOf = new Map<string, string>();
  return tierArguments.flatMap((tier) => {
    const ids: unknown = args?.[tier];
    if (!Array.isArray(ids)) return [];
    return ids.flatMap((id: unknown, index) => {
      if (typeof id !== "string") return [];
      const argument = `${tier}[${index}]`;
      const earlier = placeOf.get(id);
      placeOf.set(id, earlier ?? argument);
      return earlier === undefined
        ? []
        : [{ argument, got: id, allowed: "each subnet once", fix: `write another subnet, ${earlier} is the same` }];
    });
  });
}
