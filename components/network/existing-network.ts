import type * as pulumi from "@pulumi/pulumi";
import { awsIdProblems } from "../arguments/aws-id";
import { argumentProblems, type Check } from "../arguments/checks";
import { elementsOf } from "../arguments/list";
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

function existingNetworkProblems(
  args: Partial<Record<keyof ExistingNetworkArgs, unknown>> | undefined,
): ArgumentProblem[] {
  const tier: Check = (ids, argument) => tierProblems(argument, ids, elementsOf(args?.zoneNames)?.length);
  const prefixList: Check = (id, argument) => (id === undefined ? [] : awsIdProblems(argument, id, "pl"));
  const checks = argumentProblems<ExistingNetworkArgs>(args, {
    vpcId: (id, argument) => awsIdProblems(argument, id, "vpc"),
    zoneNames: zoneNamesProblems,
    publicSubnetIds: tier,
    appSubnetIds: tier,
    dataSubnetIds: tier,
    s3PrefixListId: prefixList,
    dynamodbPrefixListId: prefixList,
  });
  const tiers = {
    publicSubnetIds: args?.publicSubnetIds,
    appSubnetIds: args?.appSubnetIds,
    dataSubnetIds: args?.dataSubnetIds,
  };
  return [...checks, ...repeatedSubnets(tiers)];
}

function tierProblems(tier: string, value: unknown, zones: number | undefined): ArgumentProblem[] {
  const ids = elementsOf(value);
  if (ids === undefined || (zones !== undefined && ids.length !== zones)) {
    return [
      {
        argument: tier,
        got: value,
        allowed: `a plain list of subnet ids, one per zone${zones === undefined ? "" : `, so ${zones} of them`}`,
        fix: "write the id of this tier's subnet for each of zoneNames, in the same order",
      },
    ];
  }
  return ids.flatMap((id, index) => awsIdProblems(`${tier}[${index}]`, id, "subnet"));
}

/** A subnet has one route table, so it cannot be in two tiers, and it lies in one zone, so it cannot stand twice. */
function repeatedSubnets(tiers: Record<string, unknown>): ArgumentProblem[] {
  const placeOf = new Map<string, string>();
  return Object.entries(tiers).flatMap(([tier, ids]) =>
    (elementsOf(ids) ?? []).flatMap((id, index) => {
      if (typeof id !== "string") return [];
      const argument = `${tier}[${index}]`;
      const earlier = placeOf.get(id);
      placeOf.set(id, earlier ?? argument);
      return earlier === undefined
        ? []
        : [{ argument, got: id, allowed: "each subnet once", fix: `write another subnet, ${earlier} is the same` }];
    }),
  );
}
