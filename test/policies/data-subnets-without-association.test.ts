import { deepStrictEqual, match } from "node:assert/strict";
import { id, out, type Handle, type Knowledge } from "./draft";
import { both, tags, verdictOf, type GoodStack } from "./good-stack";

const rule = "data-subnets-have-no-internet-route";
const CLEAN = { fails: [], doubts: [] };

function messages(knowledge: Knowledge, change: (stack: GoodStack) => void): { fails: string[]; doubts: string[] } {
  const { violations, cannotTell } = verdictOf(rule, knowledge, change);
  return { fails: violations.map(({ message }) => message), doubts: cannotTell.map(({ message }) => message) };
}

const unassociated = ({ draft, associationA, associationB }: GoodStack): void => {
  draft.remove(associationA);
  draft.remove(associationB);
};

describe("data-subnets-have-no-internet-route of a subnet without an association", () => {
  for (const knowledge of both) {
    describe(knowledge, () => {
      it("has the local route only, in a VPC that the stack makes", () => {
        deepStrictEqual(messages(knowledge, unassociated), CLEAN);
      });

      it("uses a table that was made the main one", () => {
        const { fails } = messages(knowledge, (stack) => {
          unassociated(stack);
          const { draft, vpc, publicTable } = stack;
          const given = { vpcId: id(vpc), routeTableId: id(publicTable) };
          draft.add("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "main", given);
        });
        deepStrictEqual(fails.length, 2);
      });

      it("uses the table its VPC was born with, once that is taken over", () => {
        const { fails } = messages(knowledge, (stack) => {
          unassociated(stack);
          const { draft, vpc, gateway } = stack;
          const defaultRouteTableId = out(vpc, "defaultRouteTableId");
          const routes = [{ cidrBlock: "0.0.0.0/0", gatewayId: id(gateway) }];
          const type = "aws:ec2/defaultRouteTable:DefaultRouteTable";
          draft.add(type, "born", { defaultRouteTableId, routes, tags });
        });
        deepStrictEqual(fails.length, 2);
        match(fails[0] ?? "", /^internet gateway main → inline route → /);
      });

      it("uses the table its VPC was born with, with routes that name it", () => {
        const { fails } = messages(knowledge, (stack) => {
          unassociated(stack);
          const { draft, vpc, gateway } = stack;
          const given = { routeTableId: out(vpc, "mainRouteTableId"), gatewayId: id(gateway) };
          draft.add("aws:ec2/route:Route", "leak", given);
        });
        match(fails[0] ?? "", /route leak → main route table of vpc main → subnet data-a/);
      });

      it("cannot be told in a VPC from outside", () => {
        const { fails, doubts } = messages(knowledge, (stack) => {
          unassociated(stack);
          for (const subnet of [stack.dataA, stack.dataB]) stack.draft.set(subnet, { vpcId: "vpc-0123" });
        });
        deepStrictEqual(fails, []);
        match(doubts[0] ?? "", /^cannot tell: subnet data-a → subnet group data: .* outside this stack/);
      });
    });
  }

  /** Makes a table the main one of a VPC that is not known in a preview. */
  const makeMain = (stack: GoodStack, table: Handle): void => {
    const { draft, group } = stack;
    const given = { vpcId: out(group, "vpcId"), routeTableId: id(table) };
    draft.add("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "stray", given);
  };

  it("cannot be told while another table may be made the main one of its VPC", () => {
    const { fails, doubts } = messages("preview", (stack) => {
      unassociated(stack);
      makeMain(stack, stack.publicTable);
    });
    deepStrictEqual(fails, []);
    deepStrictEqual(
      doubts[0],
      "cannot tell: main route table association stray → vpc main → subnet data-a → subnet group data: the subnet uses the main route table of its VPC, and it is not known yet whether main route table association stray sets that. This can be told once the VPC exists.",
    );
  });

  it("can be told where the main table of its VPC is known in spite of that", () => {
    const { fails, doubts } = messages("preview", (stack) => {
      unassociated(stack);
      makeMain(stack, stack.publicTable);
      const given = { vpcId: id(stack.vpc), routeTableId: id(stack.dataTable) };
      stack.draft.add("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "own", given);
    });
    deepStrictEqual([...fails, ...doubts], []);
  });

  it("cannot be told while a table that leads out may be the one its VPC was born with", () => {
    const { fails, doubts } = messages("preview", (stack) => {
      unassociated(stack);
      const { draft, group, gateway } = stack;
      const routes = [{ cidrBlock: "0.0.0.0/0", gatewayId: id(gateway) }];
      const given = { defaultRouteTableId: out(group, "vpcId"), routes, tags };
      draft.add("aws:ec2/defaultRouteTable:DefaultRouteTable", "stray", given);
    });
    deepStrictEqual(fails, []);
    match(doubts[0] ?? "", /^cannot tell: default route table stray → vpc main → subnet data-a → subnet group data: /);
  });

  it("does not mind such a table that leads nowhere", () => {
    const change = (stack: GoodStack): void => {
      unassociated(stack);
      const given = { defaultRouteTableId: out(stack.group, "vpcId"), tags };
      stack.draft.add("aws:ec2/defaultRouteTable:DefaultRouteTable", "stray", given);
    };
    deepStrictEqual(messages("preview", change), CLEAN);
  });

  const inDefaultVpc = (stack: GoodStack): Handle => {
    unassociated(stack);
    const computed = { defaultRouteTableId: "rtb-account", mainRouteTableId: "rtb-account" };
    const vpc = stack.draft.add("aws:ec2/defaultVpc:DefaultVpc", "account", { tags }, { computed });
    for (const subnet of [stack.dataA, stack.dataB]) stack.draft.set(subnet, { vpcId: id(vpc) });
    return vpc;
  };

  for (const knowledge of both) {
    it(`cannot be told in the account's default VPC (${knowledge})`, () => {
      const { fails, doubts } = messages(knowledge, inDefaultVpc);
      deepStrictEqual(fails, []);
      match(
        doubts[0] ?? "",
        /^cannot tell: default vpc account → subnet data-a → .* the main route table of the account's default VPC is outside this stack\./,
      );
    });

    it(`can be told there once the stack has taken the main table over (${knowledge})`, () => {
      const change = (stack: GoodStack): void => {
        const defaultRouteTableId = out(inDefaultVpc(stack), "defaultRouteTableId");
        stack.draft.add("aws:ec2/defaultRouteTable:DefaultRouteTable", "born", { defaultRouteTableId, tags });
      };
      deepStrictEqual(messages(knowledge, change), CLEAN);
    });
  }

  /** A VPC of which AWS has answered that another table is its main one than the one it was born with. */
  const withMainTable = (stack: GoodStack, mainRouteTableId: string): void => {
    unassociated(stack);
    stack.draft.set(stack.vpc, { mainRouteTableId, defaultRouteTableId: "rtb-born" });
  };

  it("cannot be told where the main table of its VPC is known to be outside the stack", () => {
    const { fails, doubts } = messages("deployed", (stack) => {
      withMainTable(stack, "rtb-elsewhere");
    });
    deepStrictEqual(fails, []);
    match(doubts[0] ?? "", /^cannot tell: route table rtb-elsewhere → subnet data-a → .* is outside this stack/);
  });

  it("uses a table of the stack that AWS says is the main one", () => {
    const { fails } = messages("deployed", (stack) => {
      withMainTable(stack, "rtb-public");
    });
    deepStrictEqual(fails.length, 2);
  });
});
