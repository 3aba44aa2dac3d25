import { isList } from "../graph/value";
import { read } from "../graph/read";
import { label, type PlainResource } from "../graph/resource";
import { file, perStack, type Stack } from "../graph/stack";
import { cannotTell, fail, pass, type Answer } from "../rule";
import { DEFAULT_GROUP, vpcOfDefaultGroup } from "./default-groups";

/** AWS gives every new VPC a default group whose members reach each other and the world: it must be taken over. */
export function judgeEmptied(stack: Stack, vpc: PlainResource): Answer {
  const { byVpc, open } = defaultGroups(stack);
  const own = byVpc.get(vpc.urn);
  if (own !== undefined) return worstOf(own.map((group) => judgeRulesOf(vpc, group))) ?? pass(vpc);
  const perhaps = open.find(({ of }) => of.hasMore || of.oneOf.includes(vpc));
  if (perhaps !== undefined) {
    return cannotTell(vpc, {
      path: [label(vpc), label(perhaps.group)],
      unknown: "it is not known yet whether this default group is that of this VPC.",
      until: "This can be told once its vpcId is known.",
      needs: perhaps.of.needs,
    });
  }
  return fail(vpc, {
    path: [label(vpc), "sg default"],
    found: "the VPC's default group keeps the rules that AWS gives it.",
    allowed: "It must have none.",
    fix: "Add an aws.ec2.DefaultSecurityGroup with this VPC's id and without rules.",
  });
}

/** Default groups by the VPC they are of, and those of which that is not known. */
const defaultGroups = perStack((stack) => {
  const groups = stack.ofType(DEFAULT_GROUP).map((group) => ({ group, of: vpcOfDefaultGroup(stack, group) }));
  const byVpc = new Map<string, PlainResource[]>();
  for (const { group, of } of groups) for (const { urn } of of.certain) file(byVpc, urn, group);
  return {
    byVpc,
    open: groups.filter(({ of }) => of.certain.length === 0 && of.needs.length > 0),
  };
});

/** A second resource for one group sets its rules again, in no order that a stack shows: the worst answer counts. */
const worstOf = (answers: readonly Answer[]): Answer | undefined =>
  answers.find(({ verdict }) => verdict === "fail") ?? answers.find(({ verdict }) => verdict === "cannot tell");

function judgeRulesOf(vpc: PlainResource, group: PlainResource): Answer {
  const path = [label(vpc), label(group)];
  for (const property of ["ingress", "egress"]) {
    const reading = read(group, property);
    if (reading.state === "unknown") {
      return cannotTell(vpc, {
        path,
        unknown: `it is not known yet whether the default group has ${property} rules.`,
        until: "This can be told once what they wait for exists.",
        needs: reading.needs,
      });
    }
    const isEmpty = reading.state === "absent" || (isList(reading.value) && reading.value.length === 0);
    if (isEmpty) continue;
    return fail(vpc, {
      path,
      found: `the VPC's default group has ${property} rules.`,
      allowed: "It must have none.",
      fix: `Remove ${property}, and put its rules on a security group of your own.`,
    });
  }
  return pass(vpc);
}
