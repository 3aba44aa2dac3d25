import { follow } from "../graph/follow";
import { readAsked } from "../graph/asked";
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
  const { groups = [], groupsInBlocks = [], moreGroups = [], within } = dweller;
  if (within !== undefined && !isFilled(read(resource, within))) return NOT_ASKED;
  const places = groups.map((path) => ({
    path,
    leaves: readAsked(resource, path).filter((leaf) => !isReady(resource, leaf)),
  }));
  const inBlocks = groupsInBlocks.flatMap((path) => leavesInBlocks(resource, path));
  const gap = gapIn(places) ?? inBlocks.find(({ reading }) => !isFilled(reading))?.at;
  const asked = gap === undefined ? NOT_ASKED : judgeGap(stack, resource, dweller, gap);
  if (asked.state !== "not asked") return asked;
  const more = moreGroups.flatMap((path) => readAsked(resource, path));
  const leaves = [...places.flatMap((place) => place.leaves), ...inBlocks, ...more];
  const named = leaves.filter(({ reading }) => isFilled(reading));
  return named.length > 0 ? { state: "named", leaves: named } : NOT_ASKED;
}

interface GroupPlace {
  readonly path: string;
  readonly leaves: readonly Leaf[];
}

/** Where groups are missing: in any element of a list, or in all the places that would do. */
function gapIn(places: readonly GroupPlace[]): string | undefined {
  const lists = places.filter(({ path }) => path.includes("[]"));
  // In a list of interfaces each needs its own: the first that has none is the one to show.
  const inList = lists.flatMap(({ leaves }) => leaves).find(lacksInList);
  if (inList !== undefined) return inList.at;
  const leaves = places.flatMap((place) => place.leaves);
  return leaves.some(({ reading }) => isFilled(reading)) || leaves.length === 0 ? undefined : places[0]?.path;
}

/** What AWS makes of groups that are missing. */
function judgeGap(
  stack: Stack,
  resource: PlainResource,
  { withoutGroups, onlyIf, unless = [] }: Dweller,
  at: string,
): NamedGroups {
  if (withoutGroups === undefined || isSuppliedElsewhere(stack, resource, unless)) return NOT_ASKED;
  if (onlyIf === undefined) return { state: "missing", at };
  const kind = read(resource, onlyIf.at);
  if (kind.state === "unknown") return { state: "undecided", at: onlyIf.at, needs: kind.needs };
  const value = kind.state === "known" ? kind.value : onlyIf.otherwise;
  return typeof value === "string" && onlyIf.is.includes(value) ? { state: "missing", at } : NOT_ASKED;
}

/** The places of the groups in those blocks that are there. */
function leavesInBlocks(resource: PlainResource, path: string): readonly Leaf[] {
  const blocks = readAsked(resource, path.slice(0, path.lastIndexOf(".")));
  return readAsked(resource, path).filter((_, index) => blocks[index] !== undefined && isGiven(blocks[index].reading));
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
