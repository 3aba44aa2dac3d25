import { DEFAULT_VPC, VPC } from "../aws/default-groups";
import { INTERNET_GATEWAY, ROUTE } from "../aws/internet-routes";
import { DEFAULT_ROUTE_TABLE, MAIN_ASSOCIATION, ROUTE_TABLE } from "../aws/route-tables";
import { ASSOCIATION, subnetRoutes, subnetTypes, type SubnetRoutes } from "../aws/subnet-routes";
import type { DataPlace } from "../aws/vpc-dweller";
import { vpcDwellers } from "../aws/vpc-dwellers";
import { follow, followOne, type Followed } from "../graph/follow";
import { isGiven, read, readEach } from "../graph/read";
import { label, type PlainResource } from "../graph/resource";
import type { Stack } from "../graph/stack";
import { cannotTell, fail, pass, type Answer, type Rule } from "../rule";

const stores = [...vpcDwellers].flatMap(([type, dweller]) => (dweller.data === undefined ? [] : [type]));

export default {
  name: "data-subnets-have-no-internet-route",
  level: "M",
  sentence: "Subnets of databases, caches, DAX and mount targets have no route to an internet gateway.",
  types: [
    ...stores,
    ...subnetTypes,
    ...[VPC, DEFAULT_VPC, INTERNET_GATEWAY, ROUTE, ROUTE_TABLE, DEFAULT_ROUTE_TABLE, MAIN_ASSOCIATION, ASSOCIATION],
  ],
  check: (stack) =>
    stack.ofType(...stores).flatMap((store) => {
      const dweller = vpcDwellers.get(store.type);
      const isInVpc = dweller?.within === undefined || isGiven(read(store, dweller.within));
      return dweller?.data === undefined || !isInVpc ? [] : judgeStore(stack, store, dweller.data);
    }),
} satisfies Rule;

function judgeStore(stack: Stack, store: PlainResource, place: DataPlace): readonly Answer[] {
  const at = place.subnets ?? place.group?.at ?? "";
  const [leaf] = readEach(store, at);
  if (leaf === undefined || !isGiven(leaf.reading)) return judgeWithoutSubnets(stack, store, place, at);
  if (place.group !== undefined) {
    // The subnet group answers for its subnets; only one that this stack does not show is to be spoken of here.
    const { outside, needs, oneOf } = followOne(stack, store, leaf, [place.group.type]);
    return oneOf.length > 0 ? [] : unseen(store, at, "subnet group", { outside, needs });
  }
  const follows = at.endsWith("s") ? follow : followOne;
  const subnets = follows(stack, store, leaf, subnetTypes);
  if (leaf.reading.state === "known" && subnets.certain.length + subnets.oneOf.length + subnets.needs.length === 0) {
    if (subnets.outside.length === 0) return judgeWithoutSubnets(stack, store, place, at);
  }
  return judgeSubnets(stack, store, at, subnets);
}

function judgeSubnets(stack: Stack, store: PlainResource, at: string, subnets: Followed): readonly Answer[] {
  const certain = subnets.certain.map((subnet) => subnetRoutes(stack, subnet));
  const possible = subnets.oneOf.map((subnet) => subnetRoutes(stack, subnet));
  const isOpenAnyway = possible.length > 0 && possible.every(({ state }) => state === "open");
  const open = [...certain, ...(isOpenAnyway ? possible.slice(0, 1) : [])].filter(isOpen);
  if (open.length > 0) {
    return open.map(({ path }) =>
      fail(store, {
        path: [...path, label(store)],
        found: "this subnet has a route to an internet gateway",
        allowed: "a subnet that holds data has none",
        fix: `name in ${at} subnets without such a route, or take the route away`,
      }),
    );
  }
  const opens = possible.filter(isOpen).length;
  if (possible.some(({ state }) => state !== "closed")) {
    return [
      cannotTell(store, {
        path: [label(store)],
        unknown: `${at} means some of ${possible.length} subnets, which ones is not known yet, and ${opens} of them have a route to an internet gateway`,
        until: "it will be once the subnets exist",
        needs: subnets.needs,
      }),
    ];
  }
  const doubt = certain.find((routes) => routes.state === "unknown");
  if (doubt !== undefined) return [cannotTell(store, { ...doubt, path: [...doubt.path, label(store)] })];
  const needs = subnets.oneOf.length > 0 ? [] : subnets.needs;
  const gaps = unseen(store, at, "subnets", { outside: subnets.outside, needs });
  return gaps.length > 0 ? gaps : [pass(store)];
}

const isOpen = (routes: SubnetRoutes): routes is Extract<SubnetRoutes, { state: "open" }> => routes.state === "open";

/** What is named but cannot be seen in this stack: never passed over in silence. */
function unseen(
  store: PlainResource,
  at: string,
  what: string,
  { outside, needs }: Pick<Followed, "outside" | "needs">,
): readonly Answer[] {
  if (outside.length > 0) {
    return [
      cannotTell(store, {
        path: [`${what} ${outside.join(", ")}`, label(store)],
        unknown: `${at} names what is outside this stack, where no route can be seen`,
        until: "it cannot be told from here: look at the routes where these subnets are made",
        needs: outside,
      }),
    ];
  }
  if (needs.length === 0) return [];
  return [
    cannotTell(store, {
      path: [what, label(store)],
      unknown: `${at} is not known yet and leads to nothing in this stack`,
      until: "it will be once what it waits for exists",
      needs,
    }),
  ];
}

function judgeWithoutSubnets(stack: Stack, store: PlainResource, place: DataPlace, at: string): readonly Answer[] {
  for (const property of place.inherits ?? []) {
    const reading = read(store, property);
    if (!isGiven(reading)) continue;
    const { outside, needs } = followOne(stack, store, { at: property, reading }, stores);
    return unseen(store, property, "source", { outside, needs });
  }
  if (place.otherwise === undefined)
    return unseen(store, at, "subnets", { outside: [], needs: [`${store.urn}#${at}`] });
  return [
    fail(store, {
      path: ["default VPC", label(store)],
      found: `${at} is not given, so AWS takes the account's default VPC, whose subnets have a route to an internet gateway`,
      fix: `give ${at}, with subnets that have no such route`,
    }),
  ];
}
