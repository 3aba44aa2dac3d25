import { deepStrictEqual, match } from "node:assert/strict";
import { judge } from "../../policies/judge";
import { id, made, out, type Given, type Handle } from "./draft";
import { goodStack, tags, type GoodStack } from "./good-stack";

/** What a preview says of the good stack with one change that also refers to another stack. */
function preview(change: (stack: GoodStack, other: Handle) => void): { fails: string[]; doubts: string[] } {
  const stack = goodStack();
  change(stack, stack.draft.addOutside("network", { it: "subnet-1" }));
  const { violations, cannotTell } = judge(stack.draft.resources("preview"));
  return { fails: violations.map(({ message }) => message), doubts: cannotTell.map(({ message }) => message) };
}

/** `pulumi.all([one.id, other.getOutput("it")]).apply(...)`, of which only AWS and the other stack know the outcome. */
const picked = (one: Handle, other: Handle): Given => made([one, other], null);

const unseen: readonly [what: string, change: (stack: GoodStack, other: Handle) => void, doubt: RegExp][] = [
  [
    "a list of subnets",
    ({ draft, subnetGroup, dataA }, other) => {
      draft.set(subnetGroup, { subnetIds: picked(dataA, other) });
    },
    /^cannot tell: subnet group data: subnetIds names subnets that cannot be found in this stack yet\./,
  ],
  [
    "one subnet",
    ({ draft, group, dataA }, other) => {
      const given = { subnetId: picked(dataA, other), securityGroups: [id(group)] };
      draft.add("aws:efs/mountTarget:MountTarget", "it", given);
    },
    /^cannot tell: mount target it: subnetId names subnets that cannot be found in this stack yet\./,
  ],
  [
    "one subnet that leads out",
    ({ draft, group, publicA }, other) => {
      const given = { subnetId: picked(publicA, other), securityGroups: [id(group)] };
      draft.add("aws:efs/mountTarget:MountTarget", "it", given);
    },
    /^cannot tell: mount target it: it is not known yet whether subnetId names subnet public-a, which has a route/,
  ],
  [
    "a member of a list of subnets in a block",
    ({ draft, dataA, group }, other) => {
      const vpcOptions = { subnetIds: [picked(dataA, other)], securityGroupIds: [id(group)] };
      draft.add("aws:opensearch/domain:Domain", "it", { vpcOptions, tags });
    },
    /^cannot tell: domain it: vpcOptions.subnetIds names subnets that cannot be found/,
  ],
  [
    "a list of security groups",
    ({ draft, dataA, group }, other) => {
      const given = { subnetId: id(dataA), securityGroups: picked(group, other) };
      draft.add("aws:efs/mountTarget:MountTarget", "it", given);
    },
    /^cannot tell: .*mount target it: it is not known yet whether securityGroups names a VPC's default group/,
  ],
  [
    "a list of security groups with the default one",
    ({ draft, dataA, emptied }, other) => {
      const given = { subnetId: id(dataA), securityGroups: picked(emptied, other) };
      draft.add("aws:efs/mountTarget:MountTarget", "it", given);
    },
    /^cannot tell: default sg emptied → mount target it: it is not known yet whether securityGroups names/,
  ],
  [
    "an association's table",
    ({ draft, associationA, dataTable }, other) => {
      draft.set(associationA, { routeTableId: picked(dataTable, other) });
    },
    /^cannot tell: route table → subnet data-a → .* not known yet which route table the subnet has/,
  ],
  [
    "an association's subnet",
    ({ draft, associationA, associationB, dataB, dataTable, publicA }, other) => {
      draft.remove(associationA);
      draft.set(associationB, { subnetId: picked(publicA, other), routeTableId: id(dataTable) });
      draft.add("aws:ec2/routeTableAssociation:RouteTableAssociation", "b", {
        subnetId: id(dataB),
        routeTableId: id(dataTable),
      });
    },
    /^cannot tell: route table association data-b → subnet data-a → .* not known yet whether this association/,
  ],
  [
    "a route's gateway",
    ({ draft, dataTable, gateway }, other) => {
      draft.add("aws:ec2/route:Route", "perhaps", { routeTableId: id(dataTable), gatewayId: picked(gateway, other) });
    },
    /^cannot tell: route perhaps → route table data → .* not known yet where this route leads/,
  ],
  [
    "a route's table",
    ({ draft, publicTable, gateway }, other) => {
      draft.add("aws:ec2/route:Route", "perhaps", { routeTableId: picked(publicTable, other), gatewayId: id(gateway) });
    },
    /^cannot tell: internet gateway main → route perhaps → route table data → /,
  ],
  [
    "the VPC of a default group",
    ({ draft, emptied, vpc }, other) => {
      draft.set(emptied, { vpcId: picked(vpc, other) });
    },
    /^cannot tell: vpc main → default sg emptied: it is not known yet whether this default group is that of this VPC/,
  ],
  [
    "the VPC of a default group, which may then be any,",
    ({ draft, emptied }, other) => {
      const second = draft.add("aws:ec2/vpc:Vpc", "second", { cidrBlock: "10.1.0.0/16", tags });
      draft.set(emptied, { vpcId: picked(second, other) });
    },
    /^cannot tell: vpc main → default sg emptied: it is not known yet whether this default group is that of this VPC/,
  ],
];

describe("a preview of a stack that refers to another", () => {
  for (const [what, change, doubt] of unseen) {
    it(`cannot tell where ${what} may come from there`, () => {
      const { fails, doubts } = preview(change);
      deepStrictEqual(fails, []);
      match(doubts[0] ?? "", doubt);
    });
  }

  it("passes what shares a block with something from there", () => {
    const { fails, doubts } = preview(({ draft, group }, other) => {
      const vpcConfig = { subnetIds: [out(other, "it")], securityGroupIds: [id(group)] };
      draft.add("aws:lambda/function:Function", "it", { vpcConfig, tags });
    });
    deepStrictEqual([...fails, ...doubts], []);
  });

  it("finds a subnet that leads out beside one from there", () => {
    const { fails } = preview(({ draft, subnetGroup, publicA }, other) => {
      draft.set(subnetGroup, { subnetIds: [id(publicA), out(other, "it")] });
    });
    match(fails[0] ?? "", /→ subnet public-a → subnet group data: subnetIds names a subnet that has a route/);
  });

  it("finds a route to the internet beside one to something from there", () => {
    const { fails } = preview(({ draft, dataTable, gateway }, other) => {
      const routes = [{ gatewayId: id(gateway) }, { vpcPeeringConnectionId: out(other, "it") }];
      draft.set(dataTable, { routes });
    });
    match(fails[0] ?? "", /^internet gateway main → inline route → route table data → /);
  });
});
