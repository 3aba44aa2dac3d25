import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { NatGateways, Network } from "../../../components/index";
import { subnetIpv6CidrBlock, type Tier } from "../../../components/network/cidr";
import { bothStates, stackOf, text } from "../stack";
import { shop, urns, zonesOf } from "./shop";

const vpcType = "aws:ec2/vpc:Vpc";
const subnetType = "aws:ec2/subnet:Subnet";
const associationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const untaggable = new Set([associationType, "aws:ec2/route:Route", "aws:iam/rolePolicy:RolePolicy"]);

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

  it("names whatever can have tags as its own resource is named, so that AWS's console tells them apart", async () => {
    const resources = (await stackOf(shop("ab"))).resources.filter(({ type }) => type.startsWith("aws:"));
    for (const { type, name, inputs } of resources) {
      if (!untaggable.has(type)) assert.deepEqual(inputs["tags"], { Name: name }, `${type} ${name}`);
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

  it("gives every subnet an IPv6 network of its own out of the VPC's, unknown until the VPC is there", async () => {
    const deployed = await stackOf(shop("abcd"), "deployed");
    const vpcBlock = text(deployed.one(vpcType, "shop").outputs["ipv6CidrBlock"]);
    const expected = deployed.all(subnetType).map(({ name }) => {
      const [, tier = "", letter = ""] = name.split("-");
      return subnetIpv6CidrBlock(vpcBlock, letter, tier as Tier);
    });
    assert.equal(new Set(expected).size, 12);
    assert.deepEqual(
      deployed.all(subnetType).map(({ inputs }) => inputs["ipv6CidrBlock"]),
      expected,
    );
    const { all, namesBehind } = await stackOf(shop("abcd"), "preview");
    for (const subnet of all(subnetType)) assert.deepEqual(namesBehind(subnet, "ipv6CidrBlock"), ["shop"]);
  });

  it("gives ids per tier in the order of the zones, and says which zones these are", async () => {
    const { outputs, one } = await stackOf(shop("cab"), "deployed");
    assert.deepEqual(outputs["zoneNames"], zonesOf("cab"));
    for (const tier of ["public", "app", "data"]) {
      const ids = "cab".split("").map((letter) => one(subnetType, `shop-${tier}-${letter}`).id);
      assert.deepEqual(outputs[`${tier}SubnetIds`], ids);
      for (const letter of "cab") {
        const { availabilityZone } = one(subnetType, `shop-${tier}-${letter}`).inputs;
        assert.equal(availabilityZone, `eu-west-1${letter}`);
      }
    }
    assert.equal(outputs["vpcId"], one(vpcType, "shop").id);
  });

  it("has its whole layout as its outputs in the stack's state, where other languages read it", async () => {
    const { outputs, one } = await stackOf(shop("ab"), "deployed");
    assert.equal(Object.keys(outputs).length, 7);
    assert.deepEqual(one("clothesline:index:Network", "shop").outputs, outputs);
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
