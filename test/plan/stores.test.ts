import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { Traffic } from "../../components/index";
import { resourcesForPolicies } from "../../plan/policies";
import { storeLines } from "../../plan/store-lines";
import { plannedStores, type PlannedStore } from "../../plan/stores";
import { buildStack } from "../../policies/graph/stack";
import { evaluate, type Knowledge } from "../../sandbox";

const vpcId = "vpc-0123456789abcdef0";
const group = (name: string) => new aws.ec2.SecurityGroup(name, { vpcId, description: name });

function database(name: string, groups: pulumi.Input<string>[]): void {
  new aws.rds.Instance(name, {
    ...{ engine: "postgres", instanceClass: "db.t4g.micro", allocatedStorage: 20, skipFinalSnapshot: true },
    ...{ username: "postgres", manageMasterUserPassword: true, vpcSecurityGroupIds: groups },
  });
}

/** A component on top, as a system's are. */
class Web extends pulumi.ComponentResource {
  constructor(name: string, securityGroupId: pulumi.Output<string>) {
    super("shop:index:Web", name);
    new aws.ec2.LaunchTemplate(`${name}-instances`, { vpcSecurityGroupIds: [securityGroupId] }, { parent: this });
  }
}

async function storesOf(program: () => void, knowledge: Knowledge = "preview"): Promise<PlannedStore[]> {
  const evaluation = await evaluate({ program, stack: "dev", config: { "aws:region": "eu-west-1" }, knowledge });
  return plannedStores(buildStack(resourcesForPolicies(evaluation)));
}

/** A shop whose orders its web tier reaches. */
function shop(): { orders: aws.ec2.SecurityGroup } {
  const [web, orders] = [group("web"), group("orders")];
  new Web("shop-web", web.id);
  database("shop-orders", [orders.id]);
  new Traffic("shop-web-to-orders", { fromSecurityGroupId: web.id, toSecurityGroupId: orders.id, port: 5432 });
  return { orders };
}

const openTo = (securityGroupId: pulumi.Input<string>, cidrIpv4: string): aws.vpc.SecurityGroupIngressRule =>
  new aws.vpc.SecurityGroupIngressRule(`open-to-${cidrIpv4}`, {
    ...{ securityGroupId, cidrIpv4, ipProtocol: "tcp", fromPort: 5432, toPort: 5439 },
  });

describe("who reaches what is stored", () => {
  for (const knowledge of ["preview", "deployed"] as const) {
    it(`is told to machines with the system and the component of each caller (${knowledge})`, async () => {
      const [orders, ...more] = await storesOf(shop, knowledge);
      assert.deepEqual(more, []);
      const urn = (type: string) => `urn:pulumi:dev::clothesline::${type}`;
      assert.deepEqual(orders, {
        urn: urn("aws:rds/instance:Instance::shop-orders"),
        type: "aws:rds/instance:Instance",
        name: "shop-orders",
        kind: "database",
        system: "shop",
        reachedBy: [
          {
            urn: urn("shop:index:Web$aws:ec2/launchTemplate:LaunchTemplate::shop-web-instances"),
            name: "shop-web-instances",
            kind: "instances",
            ...{ system: "shop", component: "shop-web" },
            ...{ protocol: "tcp", fromPort: 5432, toPort: 5432, certain: true },
          },
        ],
        cannotTell: [],
      });
    });
  }

  it("names the world and ranges of addresses as what they are", async () => {
    const [orders] = await storesOf(() => {
      const { id } = shop().orders;
      for (const range of ["0.0.0.0/0", "192.168.7.0/24"]) openTo(id, range);
    });
    const outside = orders?.reachedBy.filter(({ urn }) => urn === null);
    assert.deepEqual(
      outside?.map(({ name, kind, system, component }) => ({ name, kind, system, component })),
      [
        { name: "192.168.7.0/24", kind: "outside", system: null, component: null },
        { name: "the world", kind: "world", system: null, component: null },
      ],
    );
  });

  it("is told to people in one line for each store", async () => {
    const stores = await storesOf(() => {
      openTo(shop().orders.id, "0.0.0.0/0");
      database("shop-archive", [group("archive").id]);
    });
    assert.deepEqual(storeLines(stores, []), [
      [
        "who reaches what is stored",
        "shop-archive  database  nobody",
        "shop-orders   database  tcp 5432 ← instances shop-web-instances; tcp 5432 to 5439 ← the world",
      ].join("\n"),
    ]);
  });

  it("says what cannot be told, and of whom it is not certain", async () => {
    const stores = await storesOf(() => {
      const web = group("web");
      new Web("shop-web", web.id);
      database("shop-orders", ["sg-0123456789abcdef0"]);
      new aws.vpc.SecurityGroupIngressRule("to-orders", {
        ...{ securityGroupId: "sg-0123456789abcdef0", referencedSecurityGroupId: web.id },
        ...{ ipProtocol: "tcp", fromPort: 5432, toPort: 5432 },
      });
      const chosen = pulumi.all([web.id, group("other").id]).apply(([first]) => first);
      new aws.vpc.SecurityGroupEgressRule("from-web", {
        ...{ securityGroupId: chosen, cidrIpv4: "0.0.0.0/0", ipProtocol: "-1" },
      });
      new aws.vpc.SecurityGroupEgressRule("from-web-to-orders", {
        ...{ securityGroupId: chosen, referencedSecurityGroupId: "sg-0123456789abcdef0", ipProtocol: "-1" },
      });
    });
    assert.deepEqual(storeLines(stores, []), [
      [
        "who reaches what is stored",
        "shop-orders  database  tcp 5432 ← perhaps instances shop-web-instances",
        "cannot tell  who else reaches shop-orders: security group sg-0123456789abcdef0 is outside this stack, and whom it admits is not seen here",
      ].join("\n"),
    ]);
  });

  it("is not spoken of where nothing is stored behind security groups", async () => {
    const stores = await storesOf(() => {
      new aws.s3.Bucket("uploads");
    });
    assert.deepEqual(storeLines(stores, []), []);
  });
});
