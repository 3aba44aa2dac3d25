import { deepStrictEqual, match } from "node:assert/strict";
import { id, made, type Knowledge } from "./draft";
import { tags, verdictOf, type GoodStack } from "./good-stack";

const rule = "data-subnets-have-no-internet-route";
const CLEAN = { fails: [], doubts: [] };

function messages(knowledge: Knowledge, change: (stack: GoodStack) => void): { fails: string[]; doubts: string[] } {
  const { violations, cannotTell } = verdictOf(rule, knowledge, change);
  return { fails: violations.map(({ message }) => message), doubts: cannotTell.map(({ message }) => message) };
}

/** Adds what awsx's VPC makes: subnets under its component, each output hanging on all of them. */
function addAwsxVpc({ draft, vpc, gateway }: GoodStack, tiers: readonly ("public" | "isolated")[]) {
  const component = draft.add("awsx:ec2:Vpc", "net");
  const subnets = tiers.map((tier, index) => {
    const name = `net-${tier}-${index}`;
    const subnet = draft.add("aws:ec2/subnet:Subnet", name, { vpcId: id(vpc), tags }, { parent: component });
    const table = draft.add("aws:ec2/routeTable:RouteTable", name, { vpcId: id(vpc), tags }, { parent: subnet });
    const given = { subnetId: id(subnet), routeTableId: id(table) };
    draft.add("aws:ec2/routeTableAssociation:RouteTableAssociation", name, given, { parent: table });
    if (tier === "public") {
      draft.add("aws:ec2/route:Route", name, { routeTableId: id(table), gatewayId: id(gateway) });
    }
    return subnet;
  });
  return { subnets, all: [...subnets, vpc] };
}

describe("data-subnets-have-no-internet-route over an awsx VPC", () => {
  const withTiers =
    (...tiers: readonly ("public" | "isolated")[]) =>
    (stack: GoodStack) => {
      const { subnets, all } = addAwsxVpc(stack, tiers);
      const isolated = subnets.filter(({ name }) => name.includes("isolated"));
      stack.draft.set(stack.subnetGroup, { subnetIds: made(all, isolated.map(id)) });
    };

  it("cannot tell in a preview which subnets are meant, if some of them lead out", () => {
    const { fails, doubts } = messages("preview", withTiers("public", "isolated", "isolated"));
    deepStrictEqual(fails, []);
    deepStrictEqual(doubts, [
      "cannot tell: subnet group data: it is not known yet which of 3 subnets subnetIds names, and 1 of them has a route to an internet gateway. This can be told once the subnets exist.",
    ]);
  });

  it("passes in a preview if none of them leads out", () => {
    deepStrictEqual(messages("preview", withTiers("isolated", "isolated")), CLEAN);
  });

  it("passes once the isolated ones are known to be meant", () => {
    deepStrictEqual(messages("deployed", withTiers("public", "isolated", "isolated")), CLEAN);
  });

  it("fails once a public one is known to be meant", () => {
    const { fails } = messages("deployed", (stack) => {
      const { subnets } = addAwsxVpc(stack, ["public", "isolated"]);
      stack.draft.set(stack.subnetGroup, { subnetIds: subnets.map(id) });
    });
    match(fails[0] ?? "", /subnet net-public-0 → subnet group data/);
  });

  it("cannot tell in a preview of a mount target that takes one of them", () => {
    const { fails, doubts } = messages("preview", (stack) => {
      const { subnets, all } = addAwsxVpc(stack, ["public", "isolated", "isolated"]);
      const [, isolated] = subnets;
      stack.draft.add("aws:efs/mountTarget:MountTarget", "it", {
        subnetId: made(all, isolated === undefined ? null : id(isolated)),
        securityGroups: [id(stack.group)],
      });
    });
    deepStrictEqual(fails, []);
    match(doubts[0] ?? "", /^cannot tell: mount target it: it is not known yet which of 3 subnets subnetId names/);
  });
});
