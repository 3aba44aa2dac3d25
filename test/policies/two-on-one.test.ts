import { deepStrictEqual, match } from "node:assert/strict";
import { id, made, type Handle, type Knowledge } from "./draft";
import { both, tags, verdictOf, type GoodStack } from "./good-stack";

function messages(
  rule: string,
  knowledge: Knowledge,
  change: (stack: GoodStack) => void,
): { fails: string[]; doubts: string[] } {
  const { violations, cannotTell } = verdictOf(rule, knowledge, change);
  return { fails: violations.map(({ message }) => message), doubts: cannotTell.map(({ message }) => message) };
}

const orders = ["the bad one first", "the bad one last"] as const;
type Order = (typeof orders)[number];

/** Adds both, in the order that is asked for. */
const inOrder = (order: Order, bad: () => void, good: () => void): void => {
  for (const add of order === "the bad one first" ? [bad, good] : [good, bad]) add();
};

describe("two resources that set the same thing: the worst counts, whatever their order", () => {
  for (const knowledge of both) {
    for (const order of orders) {
      describe(`${knowledge}, ${order}`, () => {
        it("two route tables of a subnet", () => {
          const { fails } = messages("data-subnets-have-no-internet-route", knowledge, (stack) => {
            const { draft, associationA, dataA, publicTable, dataTable } = stack;
            draft.remove(associationA);
            const associate = (name: string, table: Handle) => () => {
              const given = { subnetId: id(dataA), routeTableId: id(table) };
              draft.add("aws:ec2/routeTableAssociation:RouteTableAssociation", name, given);
            };
            inOrder(order, associate("open", publicTable), associate("closed", dataTable));
          });
          deepStrictEqual(fails.length, 1);
        });

        it("two main tables of a VPC", () => {
          const { fails } = messages("data-subnets-have-no-internet-route", knowledge, (stack) => {
            const { draft, associationA, vpc, publicTable, dataTable } = stack;
            draft.remove(associationA);
            const makeMain = (name: string, table: Handle) => () => {
              const given = { vpcId: id(vpc), routeTableId: id(table) };
              draft.add("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", name, given);
            };
            inOrder(order, makeMain("open", publicTable), makeMain("closed", dataTable));
          });
          deepStrictEqual(fails.length, 1);
        });

        it("two sets of rules for a default group", () => {
          const { fails } = messages("explicit-security-groups", knowledge, ({ draft, emptied, vpc }) => {
            draft.remove(emptied);
            const takeOver = (name: string, ingress: { protocol: string }[]) => () => {
              draft.add("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", name, { vpcId: id(vpc), ingress, tags });
            };
            inOrder(order, takeOver("filled", [{ protocol: "-1" }]), takeOver("empty", []));
          });
          deepStrictEqual(fails.length, 1);
          match(fails[0] ?? "", /^vpc main → default sg filled: the VPC's default group has ingress rules\./);
        });
      });
    }
  }

  for (const order of orders) {
    it(`rules for a default group that are not known yet, ${order}`, () => {
      const { fails, doubts } = messages("explicit-security-groups", "preview", ({ draft, emptied, vpc, group }) => {
        draft.remove(emptied);
        const type = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
        const open = (): void => void draft.add(type, "open", { vpcId: id(vpc), ingress: made([group], []), tags });
        inOrder(order, open, () => void draft.add(type, "empty", { vpcId: id(vpc), tags }));
      });
      deepStrictEqual(fails, []);
      match(doubts[0] ?? "", /^cannot tell: vpc main → default sg open: /);
    });
  }
});
