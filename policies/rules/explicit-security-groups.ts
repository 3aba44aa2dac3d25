import { defaultGroupRules, defaultUse, DEFAULT_GROUP, groupTypes, ruleTypes, VPC } from "../aws/default-groups";
import { judgeEmptied } from "../aws/emptied-default-group";
import { namedGroups } from "../aws/named-groups";
import { vpcDwellers } from "../aws/vpc-dwellers";
import { label, noun, type PlainResource } from "../graph/resource";
import type { Stack } from "../graph/stack";
import { cannotTell, fail, pass, type Answer, type Rule } from "../rule";

const dwellers = [...vpcDwellers].flatMap(([type, dweller]) => (dweller.groups === undefined ? [] : [type]));

export default {
  name: "explicit-security-groups",
  level: "M",
  sentence:
    "Whatever sits in the VPC names its security groups; the default group is used by nothing and, where the stack creates the VPC, is emptied.",
  types: [...dwellers, ...groupTypes, ...Object.keys(ruleTypes), VPC],
  check: (stack) => [
    ...stack.ofType(...dwellers).flatMap((resource) => judgeDweller(stack, resource)),
    ...judgeRules(stack),
    ...stack.ofType(VPC).map((vpc) => judgeEmptied(stack, vpc)),
  ],
} satisfies Rule;

function judgeDweller(stack: Stack, resource: PlainResource): readonly Answer[] {
  const dweller = vpcDwellers.get(resource.type);
  if (dweller === undefined) return [];
  const { what } = dweller;
  const found = namedGroups(stack, resource, dweller);
  if (found.state === "not asked") return [];
  if (found.state === "undecided") {
    return [
      cannotTell(resource, {
        path: [label(resource)],
        unknown: `${found.at} is not known yet, which decides whether it needs security groups`,
        until: "it will be once what it waits for exists",
        needs: found.needs,
      }),
    ];
  }
  if (found.state === "missing") {
    return [
      fail(resource, {
        path: ["sg default", label(resource)],
        found: `${found.at} is not given, so AWS attaches the VPC's default group`,
        fix: `name the security groups of this ${what}`,
      }),
    ];
  }
  const uses = found.leaves.map((leaf) => ({ at: leaf.at, use: defaultUse(stack, resource, leaf) }));
  const bad = uses.find(({ use }) => use.certain.length > 0);
  if (bad !== undefined) {
    return [
      fail(resource, {
        path: [defaultOf(bad.use.certain), label(resource)],
        found: `${bad.at} names the VPC's default group`,
        allowed: "nothing may use that group",
        fix: `give this ${what} a security group of its own`,
      }),
    ];
  }
  const doubtful = uses.find(({ use }) => use.possible.length > 0 || use.needs.length > 0);
  if (doubtful === undefined) return [pass(resource)];
  return [
    cannotTell(resource, {
      path: [defaultOf(doubtful.use.possible), label(resource)],
      unknown: `whether ${doubtful.at} names a VPC's default group is not known yet`,
      until: "it will be once the groups exist",
      needs: doubtful.use.needs,
    }),
  ];
}

function judgeRules(stack: Stack): readonly Answer[] {
  return defaultGroupRules(stack).flatMap(({ rule, at, use }) => {
    if (use.certain.length === 0) return [];
    return fail(rule, {
      path: [defaultOf(use.certain), `${noun(rule.type)} ${rule.name}`],
      found: `${at} names the VPC's default group`,
      allowed: "nothing may use that group, and it stays without rules",
      fix: "write the rule on, and from, security groups of your own",
    });
  });
}

function defaultOf(resources: readonly PlainResource[]): string {
  const [first] = resources;
  if (first === undefined) return "sg default";
  return first.type === DEFAULT_GROUP ? label(first) : `${label(first)} → sg default`;
}
