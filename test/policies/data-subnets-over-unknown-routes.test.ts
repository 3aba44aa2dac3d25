import { deepStrictEqual, match } from "node:assert/strict";
import { id, made, type Given } from "./draft";
import { tags, verdictOf, type GoodStack } from "./good-stack";

const rule = "data-subnets-have-no-internet-route";
const CLEAN = { fails: [], doubts: [] };

function preview(change: (stack: GoodStack) => void): { fails: string[]; doubts: string[] } {
  const { violations, cannotTell } = verdictOf(rule, "preview", change);
  return { fails: violations.map(({ message }) => message), doubts: cannotTell.map(({ message }) => message) };
}

/** A value that comes from outside the stack and leaves no trace in the dependencies. */
const fromOutside = made([], "igw-1");

/** The routes of the data subnets' table, written inline. */
const inline =
  (routes: (nat: Given, vpn: Given) => Given) =>
  ({ draft, dataTable, vpc }: GoodStack): void => {
    const nat = draft.add("aws:ec2/natGateway:NatGateway", "nat", { tags });
    const vpn = draft.add("aws:ec2/vpnGateway:VpnGateway", "office", { vpcId: id(vpc), tags });
    draft.set(dataTable, { routes: routes(id(nat), id(vpn)) });
  };

const LEADS_ANYWHERE = /^cannot tell: inline route → route table data → subnet data-a → .* not known yet where this/;

describe("data-subnets-have-no-internet-route in a preview of routes that are not known", () => {
  it("cannot tell where a gateway from outside leads beside an inline route to NAT", () => {
    const { fails, doubts } = preview(inline((nat) => [{ gatewayId: fromOutside }, { natGatewayId: nat }]));
    deepStrictEqual(fails, []);
    match(doubts[0] ?? "", LEADS_ANYWHERE);
  });

  it("cannot tell where a gateway from outside leads beside an inline route to a VPN", () => {
    const { fails, doubts } = preview(inline((_, vpn) => [{ gatewayId: fromOutside }, { gatewayId: vpn }]));
    deepStrictEqual(fails, []);
    match(doubts[0] ?? "", LEADS_ANYWHERE);
  });

  it("cannot tell where an inline route from outside leads beside one that is not known either", () => {
    const { doubts } = preview(inline((nat) => [made([], {}), { natGatewayId: nat }, { gatewayId: fromOutside }]));
    match(doubts[0] ?? "", LEADS_ANYWHERE);
  });

  it("cannot tell where an inline route leads that is made of nothing in the stack, beside one made of NAT", () => {
    const madeOf = (stack: GoodStack): void => {
      const nat = stack.draft.add("aws:ec2/natGateway:NatGateway", "nat", { tags });
      const routes = [made([], { gatewayId: "igw-1" }), made([nat], { natGatewayId: id(nat) })];
      stack.draft.set(stack.dataTable, { routes });
    };
    match(preview(madeOf).doubts[0] ?? "", LEADS_ANYWHERE);
  });

  it("cannot tell where an inline gateway from outside leads by itself", () => {
    const { doubts } = preview(inline(() => [{ gatewayId: fromOutside }]));
    match(doubts[0] ?? "", LEADS_ANYWHERE);
  });

  it("passes inline routes to a VPN and to NAT", () => {
    deepStrictEqual(preview(inline((nat, vpn) => [{ gatewayId: vpn }, { natGatewayId: nat }])), CLEAN);
  });

  it("passes an inline route that is made of a NAT gateway as a whole", () => {
    const change = (stack: GoodStack): void => {
      const nat = stack.draft.add("aws:ec2/natGateway:NatGateway", "nat", { tags });
      stack.draft.set(stack.dataTable, { routes: [made([nat], { natGatewayId: id(nat) })] });
    };
    deepStrictEqual(preview(change), CLEAN);
  });

  it("cannot tell where a route leads whose gateway comes from outside the stack", () => {
    const { fails, doubts } = preview(({ draft, dataTable }) => {
      draft.add("aws:ec2/route:Route", "leak", { routeTableId: id(dataTable), gatewayId: fromOutside });
    });
    deepStrictEqual(fails, []);
    match(doubts[0] ?? "", /^cannot tell: route leak → route table data → subnet data-a → /);
  });

  it("cannot tell while a route to the internet may stand in one of two tables", () => {
    const { fails, doubts } = preview(({ draft, dataTable, publicTable, gateway }) => {
      const routeTableId = made([dataTable, publicTable], id(publicTable));
      draft.add("aws:ec2/route:Route", "leak", { routeTableId, gatewayId: id(gateway) });
    });
    deepStrictEqual(fails, []);
    match(doubts[0] ?? "", /^cannot tell: internet gateway main → route leak → route table data → subnet data-a → /);
  });

  it("cannot tell which of two tables a subnet has while only one of them leads out", () => {
    for (const order of ["open first", "closed first"]) {
      const { fails, doubts } = preview(({ draft, associationA, dataTable, publicTable }) => {
        const tables = [publicTable, dataTable];
        draft.set(associationA, { routeTableId: made(order === "open first" ? tables : tables.toReversed(), null) });
      });
      deepStrictEqual(fails, []);
      match(doubts[0] ?? "", /^cannot tell: route table → subnet data-a → .* not known yet which route table/);
    }
  });

  it("passes where neither of two tables that a subnet may have leads out", () => {
    const change = ({ draft, vpc, associationA, dataTable }: GoodStack): void => {
      const other = draft.add("aws:ec2/routeTable:RouteTable", "other", { vpcId: id(vpc), tags });
      draft.set(associationA, { routeTableId: made([dataTable, other], id(other)) });
    };
    deepStrictEqual(preview(change), CLEAN);
  });
});
