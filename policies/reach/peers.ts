import type { Stack } from "../graph/stack";
import { familyOf, isEverywhere, isPublic, type Family } from "./addresses";
import { isSeen, type NamedGroup } from "./groups";
import { isOurs, standingOf, type Member, type Standing } from "./members";
import { listedRanges } from "./prefix-lists";
import type { Peer, TrafficRule } from "./traffic-rules";

/** Somebody outside the stack whom a rule names. */
export interface Outsider {
  /** How a person says it: the world, a range of addresses, a prefix list, a security group. */
  readonly outside: string;
  /** Whether that may be somebody on the internet. */
  readonly isWorld: boolean;
}

/** Whether a member is among those that a rule names, over one of the two families of addresses. */
export function standingUnder(stack: Stack, rule: TrafficRule, member: Member, family: Family): Standing {
  return nearest(rule.peers.map((peer) => standingAsPeer(stack, rule, peer, { member, family })));
}

function standingAsPeer(
  stack: Stack,
  { resource, direction }: TrafficRule,
  peer: Peer,
  { member, family }: { member: Member; family: Family },
): Standing {
  // Whoever may call is told of as a doubt about the called, not as everybody. Whom one may call is anybody.
  const ifOpen: Standing = direction === "egress" ? "perhaps" : "out";
  const within = (range: string): Standing =>
    (familyOf(range) ?? family) === family ? standingOf(stack, member, range) : "out";
  switch (peer.kind) {
    case "group":
      return standingInGroup(member, peer.group);
    case "addresses":
      return within(peer.range);
    case "prefix list":
      return nearest(
        listedRanges(stack, resource, peer.leaf).flatMap(({ ranges, hasMore }) => [
          ...ranges.map(within),
          ...(hasMore ? [ifOpen] : []),
        ]),
      );
    case "not known":
      return ifOpen;
  }
}

const nearest = (standings: readonly Standing[]): Standing =>
  standings.find((standing) => standing === "in") ?? standings.find((standing) => standing === "perhaps") ?? "out";

function standingInGroup({ groups }: Member, { key, isCertain }: NamedGroup): Standing {
  const own = groups.find((group) => group.key === key);
  if (own === undefined) return "out";
  return own.isCertain && isCertain ? "in" : "perhaps";
}

/** Those outside this stack whom a rule names. */
export function outsidersOf(stack: Stack, { resource, peers }: TrafficRule): readonly Outsider[] {
  return peers.flatMap((peer): readonly Outsider[] => {
    switch (peer.kind) {
      case "addresses":
        return inRange(stack, peer.range);
      case "prefix list":
        return listedRanges(stack, resource, peer.leaf).flatMap(({ name, ranges, hasMore }) => [
          ...ranges.flatMap((range) => inRange(stack, range)),
          ...(hasMore ? [{ outside: name, isWorld: false }] : []),
        ]);
      case "group":
        return isSeen(stack, peer.group.key) ? [] : [{ outside: `security group ${peer.group.key}`, isWorld: false }];
      case "not known":
        return [];
    }
  });
}

function inRange(stack: Stack, range: string): readonly Outsider[] {
  if (isEverywhere(range)) return [{ outside: "the world", isWorld: true }];
  return isOurs(stack, range) ? [] : [{ outside: range, isWorld: isPublic(range) }];
}
