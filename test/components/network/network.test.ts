import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { NatGateways, Network, type NetworkArgs } from "../../../components/index";
import { bothStates, stackOf, text } from "../stack";

const vpcType = "aws:ec2/vpc:Vpc";
const subnetType = "aws:ec2/subnet:Subnet";
const routeType = "aws:ec2/route:Route";
const natType = "aws:ec2/natGateway:NatGateway";
const associationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";

const zonesOf = (letters: string) => letters.split("").map((letter) => `eu-west-1${letter}`);

function shop(letters: string, args: Partial<NetworkArgs> = {}) {
  return () => {
    const network = new Network("shop", { zoneNames: zonesOf(letters), ...args });
    return {
      publicSubnetIds: network.publicSubnetIds,
      appSubnetIds: network.appSubnetIds,
      dataSubnetIds: network.dataSubnetIds,
      vpcId: network.vpcId,
      zoneNames: network.zoneNames,
      s3PrefixListId: network.s3PrefixListId,
      dynamodbPrefixListId: network.dynamodbPrefixListId,
    };
  };
}

const urns = async (...args: Parameters<typeof stackOf>) =>
  (await stackOf(...args)).resources.map(({ urn }) => urn).sort();

describe("a network", () => {
  for (const nat of Object.values(NatGateways)) {
    it(`makes the same resources whether values are known or not, with nat ${nat}`, async () => {
      const preview = await urns(shop("abc", { nat }), "preview");
      assert.ok(preview.length > 30);
      assert.deepEqual(await urns(shop("abc", { nat }), "deployed"), preview);
    });
  }

  it("owns everything it makes, under its own name", async () => {
    const { resources, one } = await stackOf(shop("ab"));
    const network = one("clothesline:index:Network", "shop");
    for (const { type, name, parent } of resources.filter((resource) => resource.type.startsWith("aws:"))) {
      assert.equal(parent, network.urn, `${type} ${name}`);
      assert.match(name, /^shop(-|$)/);
    }
  });

  it("lies in 10.0.0.0/16 unless told otherwise, with IPv6 from Amazon and names that resolve", async () => {
    const { inputs } = (await stackOf(shop("a"))).one(vpcType, "shop");
    assert.equal(inputs["cidrBlock"], "10.0.0.0/16");
    assert.equal(inputs["assignGeneratedIpv6CidrBlock"], true);
    assert.equal(inputs["enableDnsHostnames"], true);
    assert.equal(inputs["enableDnsSupport"], true);
    const other = await stackOf(shop("a", { cidrBlock: "192.168.4.0/22" }));
    assert.equal(other.one(vpcType, "shop").inputs["cidrBlock"], "192.168.4.0/22");
    assert.equal(other.one(subnetType, "shop-app-a").inputs["cidrBlock"], "192.168.4.0/26");
  });

  it("keeps every subnet's name, zone and addresses when zones are added, up to four", async () => {
    const subnetsIn = async (letters: string) =>
      (await stackOf(shop(letters), "deployed")).all(subnetType).map(({ urn, inputs }) => {
        const { availabilityZone, cidrBlock, ipv6CidrBlock } = inputs;
        return JSON.stringify({ urn, availabilityZone, cidrBlock, ipv6CidrBlock });
      });
    const four = new Set(await subnetsIn("cadb"));
    assert.equal(four.size, 12);
    for (const letters of ["c", "ca", "cad", "abcd"]) {
      const fewer = await subnetsIn(letters);
      assert.deepEqual(
        fewer.filter((subnet) => !four.has(subnet)),
        [],
      );
    }
  });

  it("gives ids per tier in the order of the zones, and says which zones these are", async () => {
    const { outputs, one } = await stackOf(shop("cab"), "deployed");
    assert.deepEqual(outputs["zoneNames"], zonesOf("cab"));
    for (const tier of ["public", "app", "data"]) {
      const ids = "cab".split("").map((letter) => one(subnetType, `shop-${tier}-${letter}`).id);
      assert.deepEqual(outputs[`${tier}SubnetIds`], ids);
    }
    assert.equal(outputs["vpcId"], one(vpcType, "shop").id);
  });

  for (const knowledge of bothStates) {
    it(`gives subnet ids that each depend on their own subnet alone (${knowledge})`, async () => {
      const { one, namesBehind } = await stackOf(() => {
        const network = new Network("shop", { zoneNames: zonesOf("ab") });
        for (const tier of ["public", "app", "data"] as const) {
          network[`${tier}SubnetIds`].forEach((subnetId, index) => {
            new aws.ec2.RouteTableAssociation(`user-${tier}-${index}`, { subnetId, routeTableId: "rtb-1" });
          });
        }
      }, knowledge);
      for (const tier of ["public", "app", "data"]) {
        "ab".split("").forEach((letter, index) => {
          const user = one(associationType, `user-${tier}-${index}`);
          assert.deepEqual(namesBehind(user, "subnetId"), [`shop-${tier}-${letter}`]);
        });
      }
    });
  }

  it("gives the public and data tiers no addresses that nobody asked for, and the app tier IPv6", async () => {
    for (const { name, inputs } of (await stackOf(shop("ab"))).all(subnetType)) {
      assert.equal(inputs["mapPublicIpOnLaunch"], false, name);
      assert.equal(inputs["assignIpv6AddressOnCreation"], name.startsWith("shop-app-"), name);
    }
  });

  it("empties the default security group", async () => {
    const { one, namesBehind } = await stackOf(shop("a"));
    const group = one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "shop-default");
    assert.deepEqual(group.inputs["ingress"], []);
    assert.deepEqual(group.inputs["egress"], []);
    assert.deepEqual(namesBehind(group, "vpcId"), ["shop"]);
  });

  it("keeps S3 and DynamoDB inside AWS for the app and data tiers", async () => {
    const { outputs, one, namesBehind } = await stackOf(shop("ab"), "deployed");
    for (const service of ["s3", "dynamodb"]) {
      const endpoint = one("aws:ec2/vpcEndpoint:VpcEndpoint", `shop-${service}`);
      assert.equal(endpoint.inputs["serviceName"], `com.amazonaws.eu-west-1.${service}`);
      assert.equal(endpoint.inputs["vpcEndpointType"], "Gateway");
      assert.deepEqual(namesBehind(endpoint, "routeTableIds"), ["shop-app-a", "shop-app-b", "shop-data"]);
      assert.equal(outputs[`${service}PrefixListId`], endpoint.outputs["prefixListId"]);
    }
  });
});

describe("the routes of a network", () => {
  /** Each route as "table: destination → target". */
  async function routes(letters: string, nat: NatGateways): Promise<string[]> {
    const { all, namesBehind } = await stackOf(shop(letters, { nat }));
    return all(routeType).map((route) => {
      const destination = route.inputs["destinationCidrBlock"] ?? route.inputs["destinationIpv6CidrBlock"];
      const targets = ["gatewayId", "natGatewayId", "egressOnlyGatewayId"].filter((key) => key in route.inputs);
      const target = targets.map((key) => `${key} ${namesBehind(route, key).join()}`).join();
      return `${namesBehind(route, "routeTableId").join()}: ${text(destination)} → ${target}`;
    });
  }
  const publicRoutes = ["shop-public: 0.0.0.0/0 → gatewayId shop", "shop-public: ::/0 → gatewayId shop"];

  it("lead the public tier alone anywhere when there is no NAT", async () => {
    assert.deepEqual(await routes("ab", "none"), publicRoutes);
  });

  it("lead every app subnet through the first zone's NAT when there is one", async () => {
    assert.deepEqual(await routes("ba", "single"), [
      "shop-app-a: 0.0.0.0/0 → natGatewayId shop-nat-b",
      "shop-app-a: ::/0 → egressOnlyGatewayId shop",
      "shop-app-b: 0.0.0.0/0 → natGatewayId shop-nat-b",
      "shop-app-b: ::/0 → egressOnlyGatewayId shop",
      ...publicRoutes,
    ]);
  });

  it("lead each app subnet through its own zone's NAT when there is one per zone", async () => {
    assert.deepEqual(await routes("ab", "perZone"), [
      "shop-app-a: 0.0.0.0/0 → natGatewayId shop-nat-a",
      "shop-app-a: ::/0 → egressOnlyGatewayId shop",
      "shop-app-b: 0.0.0.0/0 → natGatewayId shop-nat-b",
      "shop-app-b: ::/0 → egressOnlyGatewayId shop",
      ...publicRoutes,
    ]);
  });

  it("lead through one NAT gateway unless told otherwise", async () => {
    assert.deepEqual(
      (await stackOf(shop("ab"))).all(natType).map(({ name }) => name),
      ["shop-nat-a"],
    );
  });

  it("bind each subnet to the table of its tier, and in the app tier of its zone", async () => {
    const { all, namesBehind } = await stackOf(shop("ab"));
    const tableOf = all(associationType).map((association) => [
      namesBehind(association, "subnetId").join(),
      namesBehind(association, "routeTableId").join(),
    ]);
    assert.deepEqual(Object.fromEntries(tableOf), {
      "shop-public-a": "shop-public",
      "shop-public-b": "shop-public",
      "shop-app-a": "shop-app-a",
      "shop-app-b": "shop-app-b",
      "shop-data-a": "shop-data",
      "shop-data-b": "shop-data",
    });
  });

  it("keep the first zone's NAT gateway in place when the other zones get theirs", async () => {
    const single = await urns(shop("abc", { nat: "single" }));
    const perZone = await urns(shop("abc", { nat: "perZone" }));
    assert.deepEqual(
      single.filter((urn) => !perZone.includes(urn)),
      [],
    );
  });

  it("exist before the NAT gateway that needs them, which sits in its zone's public subnet", async () => {
    const { one, namesBehind } = await stackOf(shop("ab", { nat: "perZone" }));
    for (const letter of "ab") {
      const gateway = one(natType, `shop-nat-${letter}`);
      assert.deepEqual(namesBehind(gateway, "subnetId"), [`shop-public-${letter}`]);
      assert.deepEqual(namesBehind(gateway, "allocationId"), [`shop-nat-${letter}`]);
      for (const first of [one(routeType, "shop-public-ipv4"), one(associationType, `shop-public-${letter}`)]) {
        assert.ok(gateway.dependencies.includes(first.urn), first.name);
      }
    }
  });
});

describe("the flow logs of a network", () => {
  it("record all traffic of the VPC into a group of their own, for 30 days unless told otherwise", async () => {
    const { one, namesBehind } = await stackOf(shop("a"));
    const flowLog = one("aws:ec2/flowLog:FlowLog", "shop");
    assert.equal(flowLog.inputs["trafficType"], "ALL");
    assert.deepEqual(namesBehind(flowLog, "vpcId"), ["shop"]);
    assert.deepEqual(namesBehind(flowLog, "logDestination"), ["shop-flow-logs"]);
    assert.equal(one("aws:cloudwatch/logGroup:LogGroup", "shop-flow-logs").inputs["retentionInDays"], 30);
    const longer = await stackOf(shop("a", { flowLogRetentionDays: 365 }));
    assert.equal(longer.one("aws:cloudwatch/logGroup:LogGroup", "shop-flow-logs").inputs["retentionInDays"], 365);
  });

  it("are written by a role that AWS may take for this account alone", async () => {
    const { one } = await stackOf(shop("a"));
    const role = one("aws:iam/role:Role", "shop-flow-logs");
    const { Statement } = JSON.parse(text(role.inputs["assumeRolePolicy"])) as { Statement: unknown };
    assert.deepEqual(Statement, [
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
    ]);
  });

  it("may write to their own group and nothing else, before they begin", async () => {
    const { one } = await stackOf(shop("a"), "deployed");
    const policy = one("aws:iam/rolePolicy:RolePolicy", "shop-flow-logs");
    const arn = text(one("aws:cloudwatch/logGroup:LogGroup", "shop-flow-logs").outputs["arn"]);
    const { Statement } = JSON.parse(text(policy.inputs["policy"])) as { Statement: { Resource: unknown }[] };
    assert.deepEqual(
      Statement.map(({ Resource }) => Resource),
      [[arn, `${arn}:*`]],
    );
    assert.ok(one("aws:ec2/flowLog:FlowLog", "shop").dependencies.includes(policy.urn));
  });
});
