import { deepStrictEqual, match } from "node:assert/strict";
import { id, out, type Given, type Handle, type Knowledge } from "./draft";
import { both, tags, verdictOf, type GoodStack } from "./good-stack";

const rule = "data-subnets-have-no-internet-route";
const CLEAN = { fails: [], doubts: [] };

function messages(knowledge: Knowledge, change: (stack: GoodStack) => void): { fails: string[]; doubts: string[] } {
  const { violations, cannotTell } = verdictOf(rule, knowledge, change);
  return { fails: violations.map(({ message }) => message), doubts: cannotTell.map(({ message }) => message) };
}

const addRoute = (draft: GoodStack["draft"], name: string, table: Handle, gatewayId: Given): Handle =>
  draft.add("aws:ec2/route:Route", name, { routeTableId: id(table), destinationCidrBlock: "0.0.0.0/0", gatewayId });

describe("data-subnets-have-no-internet-route", () => {
  for (const knowledge of both) {
    describe(knowledge, () => {
      it("finds nothing where the data subnets have no way out", () => {
        deepStrictEqual(
          messages(knowledge, () => undefined),
          CLEAN,
        );
      });

      it("finds a public subnet among those of a database, and shows the way", () => {
        const { fails } = messages(knowledge, ({ draft, subnetGroup, dataA, publicA }) => {
          draft.set(subnetGroup, { subnetIds: [id(dataA), id(publicA)] });
        });
        deepStrictEqual(fails, [
          "internet gateway main → route out → route table public → subnet public-a → subnet group data: subnetIds names a subnet that has a route to an internet gateway. Subnets that hold data must have none. Set subnetIds to subnets without such a route, or remove the route.",
        ]);
      });

      const addRouteToData: [string, (stack: GoodStack) => void][] = [
        ["a route of its own", ({ draft, dataTable, gateway }) => addRoute(draft, "leak", dataTable, id(gateway))],
        [
          "an inline route",
          ({ draft, dataTable, gateway }) => {
            draft.set(dataTable, { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: id(gateway) }] });
          },
        ],
        [
          "a route for IPv6",
          ({ draft, dataTable, gateway }) => {
            const given = { routeTableId: id(dataTable), destinationIpv6CidrBlock: "::/0", gatewayId: id(gateway) };
            draft.add("aws:ec2/route:Route", "leak", given);
          },
        ],
        ["a gateway outside the stack", ({ draft, dataTable }) => addRoute(draft, "leak", dataTable, "igw-0123")],
        [
          "the gateway's attachment",
          ({ draft, dataTable, gateway, vpc }) => {
            const type = "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment";
            const given = { internetGatewayId: id(gateway), vpcId: id(vpc) };
            const attachment = draft.add(type, "main", given, { computed: { internetGatewayId: "igw-main" } });
            addRoute(draft, "leak", dataTable, out(attachment, "internetGatewayId"));
          },
        ],
        [
          "another association",
          ({ draft, associationA, associationB, publicTable }) => {
            for (const each of [associationA, associationB]) draft.set(each, { routeTableId: id(publicTable) });
          },
        ],
      ];
      for (const [how, change] of addRouteToData) {
        it(`finds a way out by ${how}`, () => {
          const { fails, doubts } = messages(knowledge, change);
          deepStrictEqual([fails.length, doubts.length], [2, 0]);
          match(fails[0] ?? "", /^internet gateway .* → subnet data-a → subnet group data: /);
        });
      }

      it("does not mind NAT, egress-only and VPN gateways", () => {
        const change = ({ draft, dataTable, vpc }: GoodStack): void => {
          const nat = draft.add("aws:ec2/natGateway:NatGateway", "nat", { tags });
          const egress = draft.add("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "six", { tags });
          const vpn = draft.add("aws:ec2/vpnGateway:VpnGateway", "office", { vpcId: id(vpc), tags });
          draft.add("aws:ec2/route:Route", "nat", { routeTableId: id(dataTable), natGatewayId: id(nat) });
          draft.add("aws:ec2/route:Route", "six", { routeTableId: id(dataTable), egressOnlyGatewayId: id(egress) });
          draft.add("aws:ec2/route:Route", "office", { routeTableId: id(dataTable), gatewayId: id(vpn) });
          draft.set(dataTable, { routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: id(nat) }] });
        };
        deepStrictEqual(messages(knowledge, change), CLEAN);
      });

      const elsewhere: [type: string, given: (subnet: Handle) => Record<string, Given>][] = [
        ["aws:rds/subnetGroup:SubnetGroup", (subnet) => ({ subnetIds: [id(subnet)] })],
        ["aws:docdb/subnetGroup:SubnetGroup", (subnet) => ({ subnetIds: [id(subnet)] })],
        ["aws:neptune/subnetGroup:SubnetGroup", (subnet) => ({ subnetIds: [id(subnet)] })],
        ["aws:redshift/subnetGroup:SubnetGroup", (subnet) => ({ subnetIds: [id(subnet)] })],
        ["aws:elasticache/subnetGroup:SubnetGroup", (subnet) => ({ subnetIds: [id(subnet)] })],
        ["aws:memorydb/subnetGroup:SubnetGroup", (subnet) => ({ subnetIds: [id(subnet)] })],
        ["aws:dax/subnetGroup:SubnetGroup", (subnet) => ({ subnetIds: [id(subnet)] })],
        ["aws:elasticache/serverlessCache:ServerlessCache", (subnet) => ({ subnetIds: [id(subnet)] })],
        ["aws:redshiftserverless/workgroup:Workgroup", (subnet) => ({ subnetIds: [id(subnet)] })],
        ["aws:opensearch/domain:Domain", (subnet) => ({ vpcOptions: { subnetIds: [id(subnet)] } })],
        ["aws:efs/mountTarget:MountTarget", (subnet) => ({ subnetId: id(subnet) })],
      ];
      for (const [type, given] of elsewhere) {
        it(`looks at the subnets of ${type}`, () => {
          const add = (pick: (stack: GoodStack) => Handle) => (stack: GoodStack) => {
            stack.draft.add(type, "it", given(pick(stack)));
          };
          deepStrictEqual(
            messages(
              knowledge,
              add(({ dataA }) => dataA),
            ),
            CLEAN,
          );
          const { fails } = messages(
            knowledge,
            add(({ publicA }) => publicA),
          );
          match(fails[0] ?? "", /^internet gateway main → .* → subnet public-a → .* it: /);
        });
      }

      it("finds a store that names no subnets, which AWS puts into the default VPC", () => {
        const stores = [
          "aws:rds/cluster:Cluster",
          "aws:redshift/cluster:Cluster",
          "aws:elasticache/replicationGroup:ReplicationGroup",
          "aws:elasticache/serverlessCache:ServerlessCache",
          "aws:dax/cluster:Cluster",
        ];
        for (const type of stores) {
          const { fails } = messages(knowledge, ({ draft }) => {
            draft.add(type, "it", { tags });
          });
          match(fails[0] ?? "", /^default VPC → .* it: .* is not given, so AWS takes the account's default VPC/, type);
        }
      });

      it("leaves a replica to its source, and a cache node to its replication group", () => {
        const change = ({ draft, db }: GoodStack): void => {
          draft.add("aws:rds/instance:Instance", "replica", { replicateSourceDb: out(db, "id"), tags });
          const given = { subnetGroupName: "carts", replicationGroupId: "carts" };
          draft.add("aws:elasticache/subnetGroup:SubnetGroup", "carts", {
            name: "carts",
            subnetIds: ["subnet-data-a"],
          });
          const carts = draft.add("aws:elasticache/replicationGroup:ReplicationGroup", "carts", given);
          draft.add("aws:elasticache/cluster:Cluster", "carts-1", { replicationGroupId: out(carts, "id") });
        };
        deepStrictEqual(messages(knowledge, change).fails, []);
      });

      it("cannot tell of subnets or a subnet group outside the stack", () => {
        const { doubts } = messages(knowledge, ({ draft, subnetGroup, db }) => {
          draft.set(subnetGroup, { subnetIds: ["subnet-1", "subnet-2"] });
          draft.set(db, { dbSubnetGroupName: "legacy" });
        });
        deepStrictEqual(doubts.length, 2);
        match(
          doubts.join("\n"),
          /cannot tell: subnets subnet-1, subnet-2 → subnet group data: subnetIds names subnets outside this stack/,
        );
        match(
          doubts.join("\n"),
          /cannot tell: subnet group legacy → instance db: dbSubnetGroupName names a subnet group outside/,
        );
      });

      it("cannot tell of a route table outside the stack", () => {
        const { doubts } = messages(knowledge, ({ draft, associationA }) => {
          draft.set(associationA, { routeTableId: "rtb-0123" });
        });
        match(
          doubts[0] ?? "",
          /cannot tell: route table rtb-0123 → subnet data-a → subnet group data: the subnet's route table is outside/,
        );
      });
    });
  }

  it("cannot tell where a route leads while its gateway is not known", () => {
    const { fails, doubts } = messages("preview", ({ draft, dataTable, vpc }) => {
      addRoute(draft, "leak", dataTable, out(vpc, "gateway"));
    });
    deepStrictEqual(fails, []);
    match(
      doubts[0] ?? "",
      /^cannot tell: route leak → route table data → subnet data-a → subnet group data: it is not known yet where/,
    );
  });

  it("cannot tell of a route to the internet whose table is not known", () => {
    const { fails, doubts } = messages("preview", ({ draft, gateway, group }) => {
      draft.add("aws:ec2/route:Route", "leak", { routeTableId: out(group, "ownerId"), gatewayId: id(gateway) });
    });
    deepStrictEqual(fails, []);
    match(doubts[0] ?? "", /^cannot tell: internet gateway main → route leak → route table data/);
  });

  it("cannot tell of a subnet while an association that may be its own is not known", () => {
    const { doubts } = messages("preview", ({ draft, associationA, publicTable, group }) => {
      draft.remove(associationA);
      const given = { subnetId: out(group, "description"), routeTableId: id(publicTable) };
      draft.add("aws:ec2/routeTableAssociation:RouteTableAssociation", "stray", given);
    });
    match(
      doubts[0] ?? "",
      /route table association stray → subnet data-a → subnet group data: it is not known yet whether this association/,
    );
  });
});
