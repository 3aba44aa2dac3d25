import { follow } from "../graph/follow";
import { isGiven, read, readEach, type Leaf } from "../graph/read";
import type { PlainResource } from "../graph/resource";
import { perStack, type Stack } from "../graph/stack";
import { isList, isRecord, own } from "../graph/value";
import type { Dweller } from "./vpc-dweller";

/** Whether a resource names its security groups. */
export type NamedGroups =
  | { readonly state: "not asked" }
  | { readonly state: "named"; readonly leaves: readonly Leaf[] }
  | { readonly state: "missing"; readonly at: string }
  | { readonly state: "undecided"; readonly at: string; readonly needs: readonly string[] };

const NOT_ASKED: NamedGroups = { state: "not asked" };

export function namedGroups(stack: Stack, resource: PlainResource, dweller: Dweller): NamedGroups {
  const { groups = [], within, onlyIf, unless = [], withoutGroups } = dweller;
  if (within !== undefined && !isFilled(read(resource, within))) return NOT_ASKED;
  const places = groups.map((path) => ({
    path,
    leaves: readEach(resource, path).filter((leaf) => !isReady(resource, leaf)),
  }));
  const named = places.flatMap(({ leaves }) => leaves.filter(({ reading }) => isFilled(reading)));
  const lacking = places.find(({ path, leaves }) => path.includes("[]") && leaves.some(lacksInList));
  if (lacking === undefined && named.length > 0) return { state: "named", leaves: named };
  if (withoutGroups === undefined || isSuppliedElsewhere(stack, resource, unless)) return NOT_ASKED;
  if (onlyIf !== undefined) {
    const kind = read(resource, onlyIf.at);
    if (kind.state === "unknown") return { state: "undecided", at: onlyIf.at, needs: kind.needs };
    const value = kind.state === "known" ? kind.value : onlyIf.otherwise;
    if (typeof value !== "string" || !onlyIf.is.includes(value)) return NOT_ASKED;
  }
  // In a list of interfaces each needs its own: the first that has none is the one to show.
  const gap = lacking?.leaves.find(lacksInList);
  if (gap !== undefined) return { state: "missing", at: gap.at };
  const first = places[0];
  return first === undefined || places.every(({ leaves }) => leaves.length === 0)
    ? NOT_ASKED
    : { state: "missing", at: first.path };
}

/** An element of a list that has come to be, without groups. A list that is not there at all is none. */
const lacksInList = ({ at, reading }: Leaf): boolean => /\[\d+\]/.test(at) && !isFilled(reading);

/** Given, and not an empty list: AWS takes that for nothing. */
function isFilled(reading: Leaf["reading"]): boolean {
  if (reading.state !== "known") return reading.state === "unknown";
  const { value } = reading;
  if (isList(value)) return value.some((item) => item !== null && item !== "");
  return value !== "";
}

/** An interface that already exists has its groups. */
function isReady(resource: PlainResource, { at, reading }: Leaf): boolean {
  const match = /^networkInterfaces\[(\d+)\]/.exec(at);
  if (match === null || isGiven(reading)) return false;
  const list = own(resource.props, "networkInterfaces");
  const item = isList(list) ? list[Number(match[1])] : undefined;
  const id = isRecord(item) ? own(item, "networkInterfaceId") : undefined;
  return id !== undefined && id !== null && id !== "";
}

function isSuppliedElsewhere(stack: Stack, resource: PlainResource, unless: readonly string[]): boolean {
  if (unless.some((path) => isFilled(read(resource, path)))) return true;
  return endpointsWithReplacedGroup(stack).has(resource.urn) || templatesOfEks(stack).has(resource.urn);
}

/** An endpoint's default group can be swapped for another by a resource of its own. */
const endpointsWithReplacedGroup = perStack((stack): ReadonlySet<string> => {
  const associations = stack.ofType("aws:ec2/securityGroupAssociation:SecurityGroupAssociation");
  return targets(
    stack,
    associations.filter((association) => own(association.props, "replaceDefaultAssociation") === true),
    "vpcEndpointId",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
  );
});

/** EKS puts the cluster's own group on nodes whose template names none. */
const templatesOfEks = perStack((stack): ReadonlySet<string> => {
  const template = "aws:ec2/launchTemplate:LaunchTemplate";
  const groups = stack.ofType("aws:eks/nodeGroup:NodeGroup");
  const byId = targets(stack, groups, "launchTemplate.id", template);
  return new Set([...byId, ...targets(stack, groups, "launchTemplate.name", template)]);
});

function targets(stack: Stack, from: readonly PlainResource[], path: string, type: string): ReadonlySet<string> {
  const found = from.flatMap((resource) =>
    readEach(resource, path).flatMap((leaf) => follow(stack, resource, leaf, [type]).certain),
  );
  return new Set(found.map(({ urn }) => urn));
}
