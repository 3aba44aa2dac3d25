import type { Attempt, Behaviour, Deletion, Refusal, Thing } from "./behaviour";
import { holdsSubnet, subnetsOf, usedSubnetTaken, type Dweller, type Place } from "./group-subnets";
import { text } from "./model";
import { blocksOf, textsOf } from "./reading";
import { networkOf, standsElsewhere } from "./same-network";

/** DynamoDB developer guide, "DAX cluster components": a primary node and up to ten read replicas. */
const mostNodes = 11;

/** DynamoDB pricing lists the types of nodes that there are. */
const nodeTypes = /^dax\.(?:t[23]\.(?:small|medium)|r(?:4|5|7i)\.(?:x?large|(?:2|4|8|12|16|24)xlarge))$/;

const cluster: Dweller = {
  type: "aws:dax/cluster:Cluster",
  groupType: "aws:dax/subnetGroup:SubnetGroup",
  groupArgument: "subnetGroupName",
  homesOf,
};

/** DAX spreads the nodes over the zones of its subnets; the sandbox takes the first ones. */
function homesOf({ properties }: Thing, group: Thing, place: Place): string[] {
  const subnets = subnetsOf(group, place);
  const told = textsOf(properties["availabilityZones"]);
  const nodes = Number(text(properties["replicationFactor"]));
  const zones = told.length > 0 ? told : [...new Set(subnets.map(({ zone }) => zone))].slice(0, nodes);
  return [...new Set(zones)].flatMap((zone) => subnets.find((subnet) => subnet.zone === zone)?.id ?? []);
}

export function holdsAccelerators(deletion: Deletion): Refusal {
  return holdsSubnet(cluster, deletion);
}

/** DAX API, UpdateSubnetGroup: SubnetInUse. */
export function takesSubnetFromAccelerator(attempt: Attempt): Refusal {
  const used = usedSubnetTaken(cluster, attempt);
  return used && `SubnetInUse: The subnet ${used} is being used by a cluster.`;
}

/** DAX API, CreateSubnetGroup: InvalidSubnet, for none and for those of several networks. */
export function badSubnets({ inputs, find }: Attempt): Refusal {
  const subnets = textsOf(inputs["subnetIds"]);
  const networks = new Set(subnets.map((id) => text(find(id)?.properties["vpcId"])));
  if (subnets.length > 0 && networks.size === 1) return undefined;
  return "InvalidSubnet: A subnet group needs subnets, all of one VPC.";
}

/** DAX API, CreateParameterGroup: the two parameters that there are, in milliseconds. */
export function badParameters({ inputs }: Attempt): Refusal {
  const bad = blocksOf(inputs["parameters"]).find(({ name, value }) => {
    return !["query-ttl-millis", "record-ttl-millis"].includes(text(name)) || !/^\d+$/.test(text(value));
  });
  if (!bad) return undefined;
  return `InvalidParameterValueException: Invalid value ${text(bad["value"])} for parameter ${text(bad["name"])}`;
}

/** DynamoDB developer guide, "Managing DAX clusters": parameters of a group that a cluster runs with stay as they are. */
export function changesUsedParameters({ inputs, now, others }: Attempt): Refusal {
  if (!now || parametersOf(inputs["parameters"]) === parametersOf(now.properties["parameters"])) return undefined;
  const users = others(cluster.type).filter(({ properties }) => properties["parameterGroupName"] === now.id);
  if (users.length === 0) return undefined;
  return `InvalidParameterGroupStateFault: The parameter group ${now.id} is in use by ${users.map(({ id }) => id).join(", ")}`;
}

function parametersOf(parameters: Thing["properties"][string] | undefined): string {
  const pairs = blocksOf(parameters).map(({ name, value }) => `${text(name)}=${text(value)}`);
  return pairs.sort().join();
}

function badNodes({ inputs }: Attempt): Refusal {
  const nodes = Number(text(inputs["replicationFactor"]));
  if (nodes < 1) return "InvalidParameterValueException: Replication factor must be at least 1.";
  if (nodes > mostNodes) {
    return "NodeQuotaForClusterExceededFault: You have attempted to exceed the maximum number of nodes for a DAX cluster.";
  }
  if (nodeTypes.test(text(inputs["nodeType"]))) return undefined;
  return `InvalidParameterValueException: Invalid node type: ${text(inputs["nodeType"])}`;
}

/** DAX API, CreateCluster, AvailabilityZones: one for each node; and a node stands in a subnet of its group. */
function badZones({ inputs, find }: Attempt): Refusal {
  const told = textsOf(inputs["availabilityZones"]);
  if (told.length > 0 && told.length !== Number(text(inputs["replicationFactor"]))) {
    return (
      "InvalidParameterCombinationException: The number of availability zones specified must equal the replication " +
      "factor."
    );
  }
  const group = find(inputs["subnetGroupName"]);
  if (!group) return undefined;
  const zones = subnetsOf(group, find).map(({ zone }) => zone);
  const outside = told.find((zone) => !zones.includes(zone));
  return outside && `InvalidParameterValueException: The subnet group ${group.id} has no subnet in ${outside}.`;
}

function foreignGroups({ inputs, find }: Attempt): Refusal {
  const network = networkOf(inputs["subnetGroupName"], find);
  const foreign = standsElsewhere(network, inputs["securityGroupIds"], find);
  return (
    foreign && `InvalidVPCNetworkStateFault: The security group ${foreign} is not in the VPC ${network} of the subnets.`
  );
}

/** DynamoDB developer guide, "DAX access control": DAX takes on a role that trusts it. */
function untrustedRole({ inputs, others }: Attempt): Refusal {
  const arn = text(inputs["iamRoleArn"]);
  const role = others("aws:iam/role:Role").find(({ properties }) => properties["arn"] === arn);
  if (!role || text(role.properties["assumeRolePolicy"]).includes('"dax.amazonaws.com"')) return undefined;
  return `InvalidParameterValueException: No permission to assume role: ${arn}`;
}

export const acceleratorBehaviour: Omit<Behaviour, "replaces"> = {
  required: ["clusterName", "iamRoleArn", "nodeType", "replicationFactor"],
  names: [
    {
      argument: "clusterName",
      // DAX API, CreateCluster; terraform-provider-aws internal/service/dax/cluster.go wants lower case.
      pattern: /^(?!.*--)[a-z](?:[a-z0-9-]{0,18}[a-z0-9])?$/,
      allowed:
        "1 to 20 lower-case letters, digits and hyphens: a letter first, no two hyphens in a row, none at the end",
    },
  ],
  unique: [
    {
      properties: ["clusterName"],
      refusal: ({ clusterName }) => `ClusterAlreadyExistsFault: A cluster named ${text(clusterName)} already exists.`,
    },
  ],
  refuses: (attempt) => badNodes(attempt) ?? badZones(attempt) ?? foreignGroups(attempt) ?? untrustedRole(attempt),
};
