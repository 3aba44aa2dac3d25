import { judge, type Verdict } from "../../policies/judge";
import { Draft, id, out, type Handle, type Knowledge } from "./draft";

export const both: readonly Knowledge[] = ["preview", "deployed"];
export const tags = { Project: "shop", Environment: "test", Owner: "team" };

/** A network of public and data subnets with what stands in it. No rule finds anything in it. */
export function goodStack() {
  const draft = new Draft();
  const vpc = draft.add(
    "aws:ec2/vpc:Vpc",
    "main",
    { cidrBlock: "10.0.0.0/16", tags },
    {
      computed: { defaultSecurityGroupId: "sg-born", defaultRouteTableId: "rtb-born", mainRouteTableId: "rtb-born" },
    },
  );
  const gateway = draft.add("aws:ec2/internetGateway:InternetGateway", "main", { vpcId: id(vpc), tags });
  const emptied = draft.add("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "emptied", { vpcId: id(vpc), tags });
  const subnet = (name: string): Handle =>
    draft.add("aws:ec2/subnet:Subnet", name, { vpcId: id(vpc), cidrBlock: "10.0.0.0/24", tags });
  const table = (name: string): Handle =>
    draft.add("aws:ec2/routeTable:RouteTable", name, { vpcId: id(vpc), tags }, { computed: {} });
  const associate = (subnetOf: Handle, tableOf: Handle): Handle =>
    draft.add("aws:ec2/routeTableAssociation:RouteTableAssociation", subnetOf.name, {
      subnetId: id(subnetOf),
      routeTableId: id(tableOf),
    });
  const publicA = subnet("public-a");
  const dataA = subnet("data-a");
  const dataB = subnet("data-b");
  const publicTable = table("public");
  const dataTable = table("data");
  const publicAssociation = associate(publicA, publicTable);
  const associationA = associate(dataA, dataTable);
  const associationB = associate(dataB, dataTable);
  const route = draft.add("aws:ec2/route:Route", "out", {
    routeTableId: id(publicTable),
    destinationCidrBlock: "0.0.0.0/0",
    gatewayId: id(gateway),
  });
  const group = draft.add("aws:ec2/securityGroup:SecurityGroup", "db", { vpcId: id(vpc), tags });
  const subnetGroup = draft.add("aws:rds/subnetGroup:SubnetGroup", "data", { subnetIds: [id(dataA), id(dataB)], tags });
  const db = draft.add("aws:rds/instance:Instance", "db", {
    dbSubnetGroupName: out(subnetGroup, "id"),
    vpcSecurityGroupIds: [id(group)],
    tags,
  });
  return {
    ...{ draft, vpc, gateway, emptied, publicA, dataA, dataB, publicTable, dataTable },
    ...{ publicAssociation, associationA, associationB, route, group, subnetGroup, db },
  };
}

export type GoodStack = ReturnType<typeof goodStack>;

/** The verdict of one rule on the good stack with one thing changed. */
export function verdictOf(
  rule: string,
  knowledge: Knowledge,
  change: (stack: GoodStack) => void = () => undefined,
  config: Record<string, unknown> = {},
): Pick<Verdict, "violations" | "cannotTell"> {
  const stack = goodStack();
  change(stack);
  const verdict = judge(stack.draft.resources(knowledge), { config: { [rule]: config } });
  const ofRule = <T extends { policy: string }>(findings: readonly T[]): T[] =>
    findings.filter(({ policy }) => policy === rule);
  return { violations: ofRule(verdict.violations), cannotTell: ofRule(verdict.cannotTell) };
}
