import { isGiven, readEach, type Leaf } from "../graph/read";
import type { PlainResource } from "../graph/resource";
import { GROUP } from "./default-groups";

const standsOn = ["securityGroupId"] as const;
const refersTo = ["referencedSecurityGroupId"] as const;

/** Every way of writing a rule, and where it names groups: the one it stands on, and those it is about. */
const places: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/securityGroupRule:SecurityGroupRule": [...standsOn, "sourceSecurityGroupId"],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [...standsOn, ...refersTo],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [...standsOn, ...refersTo],
  // Inline rules. Those of the default group itself are another matter: it is to have none.
  [GROUP]: ["ingress[].securityGroups", "egress[].securityGroups"],
};

export const ruleTypes: readonly string[] = Object.keys(places);

/** The groups that a rule, or a group's inline rules, name. */
export const groupsInRules = (resource: PlainResource): readonly Leaf[] =>
  (places[resource.type] ?? []).flatMap((path) => readEach(resource, path)).filter(({ reading }) => isGiven(reading));
