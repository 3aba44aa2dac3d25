import { DEFAULT_VPC, VPC } from "../aws/default-groups";
import { INTERNET_GATEWAY, ROUTE } from "../aws/internet-routes";
import { DEFAULT_ROUTE_TABLE, MAIN_ASSOCIATION, ROUTE_TABLE } from "../aws/route-tables";
import { ASSOCIATION, subnetRoutes, subnetTypes, type SubnetRoutes } from "../aws/subnet-routes";
import type { DataPlace } from "../aws/vpc-dweller";
import { vpcDwellers } from "../aws/vpc-dwellers";
import { follow, followOne, type Followed } from "../graph/follow";
import { readAsked } from "../graph/asked";
import { isGiven, read } from "../graph/read";
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
  const [leaf] = readAsked(store, at);
  if (leaf === undefined || !isGiven(leaf.reading)) return judgeWithoutSubnets(stack, store, place, at);
  if (place.group !== undefined) {
    // The subnet group answers for its subnets; only one that this stack does not show is to be spoken of here.
    return unseen(store, at, "a subnet group", followOne(stack, store, leaf, [place.group.type]));
  }
  const follows = isListOfIds(at) ? follow : followOne;
  const subnets = follows(stack, store, leaf, subnetTypes);
  const isEmpty = subnets.certain.length + subnets.oneOf.length + subnets.outside.length === 0 && !subnets.hasMore;
  return isEmpty ? judgeWithoutSubnets(stack, store, place, at) : judgeSubnets(stack, store, at, subnets);
}

/** Fails if a subnet that is meant for certain, or each of those that may be meant, is open; passes if none can be. */
function judgeSubnets(stack: Stack, store: PlainResource, at: string, subnets: Followed): readonly Answer[] {
  const certain = subnets.certain.map((subnet) => subnetRoutes(stack, subnet));
  const possible = subnets.oneOf.map((subnet) => subnetRoutes(stack, subnet));
  const isOpenAnyway = possible.length > 0 && !subnets.hasMore && possible.every(isOpen);
  const open = [...certain.filter(isOpen), ...(isOpenAnyway ? possible.filter(isOpen).slice(0, 1) : [])];
  if (open.length > 0) {
    return open.map(({ path }) =>
      fail(store, {
        path: [...path, label(store)],
        found: `${at} names a subnet that has a route to an internet gateway.`,
        allowed: NONE_ALLOWED,
        fix: `Set ${at} to ${isListOfIds(at) ? "subnets" : "a subnet"} without such a route, or remove the route.`,
      }),
    );
  }
  const opens = possible.filter(isOpen).length;
  if (opens > 0) {
    return [
      cannotTell(store, {
        path: [label(store)],
        unknown: choiceOf(at, subnets.oneOf, opens),
        until: "This can be told once the subnets exist.",
        needs: subnets.needs,
      }),
    ];
  }
  const doubt = [...certain, ...possible].find((routes) => routes.state === "unknown");
  if (doubt !== undefined) return [cannotTell(store, { ...doubt, path: [...doubt.path, label(store)] })];
  const gaps = unseen(store, at, "subnets", subnets);
  return gaps.length > 0 ? gaps : [pass(store)];
}

function choiceOf(at: string, subnets: readonly PlainResource[], opens: number): string {
  const [only, ...more] = subnets;
  if (only !== undefined && more.length === 0) {
    return `it is not known yet whether ${at} names ${label(only)}, which has a route to an internet gateway.`;
  }
  return `it is not known yet which of ${subnets.length} subnets ${at} names, and ${opens} of them ${opens === 1 ? "has" : "have"} a route to an internet gateway.`;
}

const isListOfIds = (property: string): boolean => property.endsWith("s");

const NONE_ALLOWED = "Subnets that hold data must have none.";

const isOpen = (routes: SubnetRoutes): routes is Extract<SubnetRoutes, { state: "open" }> => routes.state === "open";

/** What is named but cannot be seen in this stack: never passed over in silence. */
function unseen(
  store: PlainResource,
  at: string,
  what: string,
  { outside, needs, hasMore }: Pick<Followed, "outside" | "needs" | "hasMore">,
): readonly Answer[] {
  if (outside.length > 0) {
    return [
      cannotTell(store, {
        path: [`${what.replace(/^a /, "")} ${outside.join(", ")}`, label(store)],
        unknown: `${at} names ${what} outside this stack, whose routes cannot be seen from here.`,
        until: "Check them where they are made.",
        needs: outside,
      }),
    ];
  }
  if (!hasMore) return [];
  return [
    cannotTell(store, {
      path: [label(store)],
      unknown: `${at} names ${what} that cannot be found in this stack yet.`,
      until: "This can be told once what it waits for exists.",
      needs,
    }),
  ];
}

function judgeWithoutSubnets(stack: Stack, store: PlainResource, place: DataPlace, at: string): readonly Answer[] {
  for (const property of place.inherits ?? []) {
    const reading = read(store, property);
    if (!isGiven(reading)) continue;
    return unseen(store, property, "a source", followOne(stack, store, { at: property, reading }, stores));
  }
  if (place.otherwise === undefined) {
    return [
      cannotTell(store, {
        path: [label(store)],
        unknown: `${at} is not given, so its subnets cannot be seen.`,
        until: `Give ${at}, with subnets of this stack.`,
        needs: [`${store.urn}#${at}`],
      }),
    ];
  }
  return [
    fail(store, {
      path: ["default VPC", label(store)],
      found: `${at} is not given, so AWS takes the account's default VPC, whose subnets have a route to an internet gateway.`,
      allowed: NONE_ALLOWED,
      fix: `Set ${at} to ${place.group === undefined ? "subnets" : "a subnet group whose subnets are"} without such a route.`,
    }),
  ];
}
