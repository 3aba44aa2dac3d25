import { followOne } from "../../policies/graph/follow";
import { read } from "../../policies/graph/read";
import { label, type PlainResource } from "../../policies/graph/resource";
import { buildStack, type Stack } from "../../policies/graph/stack";
import { members } from "../../policies/reach/members";
import { portsText } from "../../policies/reach/ports";
import { reachDoubts, reaches, type Reach } from "../../policies/reach/reaches";
import { storeReaches } from "../../policies/reach/stores";
import { systemOf } from "../../plan/system";
import type { Plan } from "./planned";

const loadBalancer = "aws:lb/loadBalancer:LoadBalancer";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const lambda = "aws:lambda/function:Function";

/** A plan as a graph: who reaches whom, and which system each belongs to. */
export interface Graph {
  stack: Stack;
  reaches: readonly Reach[];
  systemOf: (resource: PlainResource) => string | undefined;
}

export function graphOf(plan: Plan): Graph {
  const stack = buildStack(plan);
  const byUrn = new Map(stack.resources.map((resource) => [resource.urn, resource]));
  return { stack, reaches: reaches(stack), systemOf: (resource) => systemOf(resource, byUrn) };
}

const sentence = ({ from, to, ports }: Reach): string =>
  `${"resource" in from ? label(from.resource) : from.outside} reaches ${label(to)} on ${portsText(ports)}`;

/** Whatever somebody outside the stack reaches that is no load balancer's door. */
export function wrongDoors({ stack, reaches: all }: Graph): string[] {
  return all.filter(({ from, to, ports }) => "outside" in from && !isDoor(stack, to, ports)).map(sentence);
}

/** A load balancer that is there for the world, on a port that one of its listeners listens on. */
function isDoor(stack: Stack, to: PlainResource, { protocol, from, to: last }: Reach["ports"]): boolean {
  if (to.type !== loadBalancer || to.props["internal"] !== false) return false;
  const listeners = stack.ofType("aws:lb/listener:Listener").filter((listener) => {
    const leaf = { at: "loadBalancerArn", reading: read(listener, "loadBalancerArn") };
    return followOne(stack, listener, leaf, [loadBalancer]).certain.includes(to);
  });
  return protocol === "tcp" && from === last && listeners.some(({ props }) => props["port"] === from);
}

/** Whoever reaches a store without being of its system's web tier or functions. */
export function strangers(graph: Graph): string[] {
  return storeReaches(graph.stack).flatMap(({ store, reachedBy }) =>
    reachedBy
      .filter(({ from }) => {
        const isOwn = "resource" in from && graph.systemOf(from.resource) === graph.systemOf(store);
        return !isOwn || !(from.resource.type === lambda || isWebTier(graph, from.resource));
      })
      .map(sentence),
  );
}

/** Instances that a load balancer of their own system calls. */
function isWebTier({ reaches: all, systemOf: system }: Graph, resource: PlainResource): boolean {
  return (
    resource.type === template &&
    all.some(
      ({ from, to }) =>
        to === resource &&
        "resource" in from &&
        from.resource.type === loadBalancer &&
        system(from.resource) === system(resource),
    )
  );
}

/** Whether it is of another system, one that runs something of its own. What is of none, such as an endpoint of the network, is there for all of them. */
function isOfOther({ stack, systemOf: system }: Graph, from: PlainResource, to: PlainResource): boolean {
  const others = stack.ofType(template, lambda).map(system);
  return system(to) !== system(from) && others.includes(system(to));
}

/**
 * Ways, over however many others, from one system into another. Load balancers are left out, which each may call as
 * everybody in the world may: what is behind them is reached by a way that begins at them.
 */
export function leaks(graph: Graph): string[] {
  return members(graph.stack).flatMap(({ resource }) =>
    waysFrom(graph, resource)
      .filter((way) => isOfOther(graph, resource, way.at(-1) ?? resource))
      .map((way) => way.map(label).join(" → ")),
  );
}

/** The shortest way to everything that is reached from here, hop by hop, without load balancers on the way. */
function waysFrom({ reaches: all }: Graph, start: PlainResource): PlainResource[][] {
  const ways = new Map([[start.urn, [start]]]);
  const waiting = [start];
  for (let here = waiting.shift(); here; here = waiting.shift()) {
    for (const { from, to } of all) {
      if (!("resource" in from) || from.resource !== here || to.type === loadBalancer || ways.has(to.urn)) continue;
      ways.set(to.urn, [...(ways.get(here.urn) ?? []), to]);
      waiting.push(to);
    }
  }
  return [...ways.values()].slice(1);
}

/**
 * What ought to be reached and is not: instances by their load balancer, each store by its system's web tier, or by a
 * function of a system that has none.
 */
export function missing(graph: Graph): string[] {
  const { stack, systemOf: system } = graph;
  const tiers = stack.ofType(template);
  const unserved = tiers.filter((tier) => !isWebTier(graph, tier)).map((tier) => `nobody calls ${label(tier)}`);
  const unused = storeReaches(stack).flatMap(({ store, reachedBy }) => {
    const [tier] = tiers.filter((each) => system(each) === system(store));
    const isUser = (user: PlainResource) =>
      tier === undefined ? user.type === lambda && system(user) === system(store) : user === tier;
    const isUsed = reachedBy.some(({ from, isCertain }) => isCertain && "resource" in from && isUser(from.resource));
    return isUsed ? [] : [`no ${tier === undefined ? "function" : "web tier"} reaches ${label(store)}`];
  });
  return [...unserved, ...unused];
}

/** Whatever is not certain of who reaches stores and instances. */
export function doubtful({ stack, reaches: all }: Graph): string[] {
  const doors = storeReaches(stack).flatMap(({ reachedBy }) => reachedBy.map(({ to }) => to));
  const perhaps = all
    .filter(({ isCertain, to }) => !isCertain && (to.type === template || doors.includes(to)))
    .map(sentence);
  return [...perhaps, ...members(stack).flatMap(({ resource }) => reachDoubts(stack, resource))];
}
