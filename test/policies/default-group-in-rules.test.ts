import { deepStrictEqual, match } from "node:assert/strict";
import { judge } from "../../policies/judge";
import { id, made, out, withoutInputs, type Given, type Knowledge } from "./draft";
import { both, goodStack, tags, verdictOf, type GoodStack } from "./good-stack";

const name = "explicit-security-groups";
const CLEAN = { fails: [], doubts: [] };

function messages(knowledge: Knowledge, change: (stack: GoodStack) => void): { fails: string[]; doubts: string[] } {
  const { violations, cannotTell } = verdictOf(name, knowledge, change);
  return { fails: violations.map(({ message }) => message), doubts: cannotTell.map(({ message }) => message) };
}

const rules: readonly [type: string, property: string][] = [
  ["aws:ec2/securityGroupRule:SecurityGroupRule", "securityGroupId"],
  ["aws:ec2/securityGroupRule:SecurityGroupRule", "sourceSecurityGroupId"],
  ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "securityGroupId"],
  ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "referencedSecurityGroupId"],
  ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "securityGroupId"],
  ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "referencedSecurityGroupId"],
];

/** A rule on a group of the stack's own, with one property set to what is given. */
const withRule = (type: string, property: string, given: (stack: GoodStack) => Given) => (stack: GoodStack) => {
  stack.draft.add(type, "all", { securityGroupId: id(stack.group), [property]: given(stack) });
};

/** A group with inline rules. */
const withInline = (property: "ingress" | "egress", rule: (stack: GoodStack) => Given) => (stack: GoodStack) => {
  const given = { vpcId: id(stack.vpc), [property]: [rule(stack)], tags };
  stack.draft.add("aws:ec2/securityGroup:SecurityGroup", "web", given);
};
const from = (...securityGroups: Given[]): Given => ({ protocol: "tcp", fromPort: 443, toPort: 443, securityGroups });

describe("explicit-security-groups, in rules of security groups,", () => {
  for (const knowledge of both) {
    describe(knowledge, () => {
      for (const [type, property] of rules) {
        it(`finds the default group as ${property} of ${type}`, () => {
          const born = withRule(type, property, ({ vpc }) => out(vpc, "defaultSecurityGroupId"));
          const takenOver = withRule(type, property, ({ emptied }) => id(emptied));
          for (const change of [born, takenOver]) {
            const { fails, doubts } = messages(knowledge, change);
            deepStrictEqual([fails.length, doubts.length], [1, 0]);
            match(fails[0] ?? "", new RegExp(`rule all: ${property} names the VPC's default group\\. Nothing may use`));
          }
        });

        it(`lets a group of the stack's own be ${property} of ${type}`, () => {
          const own = withRule(type, property, ({ group }) => id(group));
          deepStrictEqual(messages(knowledge, own), CLEAN);
        });
      }

      for (const property of ["ingress", "egress"] as const) {
        it(`finds the default group in inline ${property}`, () => {
          const alone = withInline(property, ({ emptied }) => from(id(emptied)));
          const beside = withInline(property, ({ group, emptied }) => from(id(group), id(emptied)));
          for (const change of [alone, beside]) {
            const { fails, doubts } = messages(knowledge, change);
            deepStrictEqual([fails.length, doubts.length], [1, 0]);
            match(
              fails[0] ?? "",
              new RegExp(`sg web: ${property}\\[0\\]\\.securityGroups names the VPC's default group\\.`),
            );
          }
        });

        it(`lets groups of the stack's own stand in inline ${property}`, () => {
          const own = withInline(property, ({ group }) => from(id(group)));
          deepStrictEqual(messages(knowledge, own), CLEAN);
        });
      }

      it("does not mind addresses that come from the VPC", () => {
        const change = withInline("ingress", ({ vpc }) => ({ protocol: "tcp", ipv6CidrBlocks: [out(vpc, "ipv6")] }));
        deepStrictEqual(messages(knowledge, change), CLEAN);
      });

      it("tells the finding, what is allowed and what to do", () => {
        const { fails } = messages(
          knowledge,
          withInline("ingress", ({ emptied }) => from(id(emptied))),
        );
        deepStrictEqual(fails, [
          "default sg emptied → sg web: ingress[0].securityGroups names the VPC's default group. Nothing may use that group. Admit security groups of your own instead.",
        ]);
      });
    });
  }

  for (const [type, property] of rules) {
    it(`cannot tell in a preview of a ${property} of ${type} that may be the default group`, () => {
      const either = withRule(type, property, ({ group, emptied }) => made([group, emptied], id(group)));
      const outside = withRule(type, property, () => made([], "sg-1"));
      for (const change of [either, outside]) {
        const { fails, doubts } = messages("preview", change);
        deepStrictEqual(fails, []);
        match(
          doubts[0] ?? "",
          new RegExp(`^cannot tell: .* → .*rule all: it is not known yet whether ${property} names a VPC's default`),
        );
        deepStrictEqual(messages("deployed", change), CLEAN);
      }
    });
  }

  it("cannot tell in a preview whether inline rules take a VPC's default group or its addresses", () => {
    const born = withInline("ingress", ({ vpc }) => from(out(vpc, "defaultSecurityGroupId")));
    deepStrictEqual(messages("preview", born).fails, []);
    match(
      messages("preview", born).doubts[0] ?? "",
      /^cannot tell: vpc main → sg default → sg web: it is not known yet whether ingress/,
    );
    match(
      messages("deployed", born).fails[0] ?? "",
      /^vpc main → sg default → sg web: ingress\[0\]\.securityGroups names/,
    );
  });

  it("cannot tell in a preview of inline rules that may admit the default group", () => {
    const either = withInline("ingress", ({ group, emptied }) => from(made([group, emptied], id(group))));
    const beside = withInline("ingress", ({ vpc }) => ({ ...rangeOf(vpc), securityGroups: [made([], "sg-1")] }));
    const whole = ({ draft, vpc, group }: GoodStack): void => {
      const given = { vpcId: id(vpc), ingress: made([group, vpc], [from(id(group))]), tags };
      draft.add("aws:ec2/securityGroup:SecurityGroup", "web", given);
    };
    const alone = ({ draft, vpc, emptied }: GoodStack): void => {
      const given = {
        vpcId: id(vpc),
        ingress: made([emptied], [{ protocol: "tcp", cidrBlocks: ["10.0.0.0/8"] }]),
        tags,
      };
      draft.add("aws:ec2/securityGroup:SecurityGroup", "web", given);
    };
    for (const change of [either, beside, whole, alone]) {
      const { fails, doubts } = messages("preview", change);
      deepStrictEqual(fails, []);
      match(
        doubts[0] ?? "",
        /^cannot tell: .*sg web: it is not known yet whether ingress.* names a VPC's default group/,
      );
      deepStrictEqual(messages("deployed", change), CLEAN);
    }
  });

  it("cannot tell what inline rules say where the host keeps back what was asked", () => {
    const stack = goodStack();
    withInline("ingress", ({ vpc, group }) => ({ ...rangeOf(vpc), securityGroups: [id(group)] }))(stack);
    const { cannotTell } = judge(withoutInputs(stack.draft.resources("preview")));
    deepStrictEqual(
      cannotTell.map(({ policy, message }) => `${policy} ${message}`),
      [
        `${name} cannot tell: vpc main → sg default → sg web: it is not known yet whether ingress names a VPC's default group, which nothing may use. This can be told once the groups exist.`,
      ],
    );
  });
});

const rangeOf = (vpc: GoodStack["vpc"]): Record<string, Given> => ({ ipv6CidrBlocks: [out(vpc, "ipv6CidrBlock")] });
