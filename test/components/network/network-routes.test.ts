import assert from "node:assert/strict";
import type { NatGateways } from "../../../components/index";
import { stackOf, text } from "../stack";
import { shop, urns } from "./shop";

const routeType = "aws:ec2/route:Route";
const natType = "aws:ec2/natGateway:NatGateway";
const associationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";

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

  it("make a NAT gateway wait for its own zone's and for no other's", async () => {
    const { one } = await stackOf(shop("abc", { nat: "perZone" }));
    for (const letter of "abc") {
      const { dependencies } = one(natType, `shop-nat-${letter}`);
      const waitsFor = "abc"
        .split("")
        .filter((zone) => dependencies.includes(one(associationType, `shop-public-${zone}`).urn));
      assert.deepEqual(waitsFor, [letter]);
    }
  });

  it("exist before the NAT gateway's address, since AWS gives a VPC none before its internet gateway is attached", async () => {
    const { one, namesBehind } = await stackOf(shop("ab", { nat: "perZone" }));
    const route = one(routeType, "shop-public-ipv4");
    assert.deepEqual(namesBehind(route, "gatewayId"), ["shop"]);
    assert.deepEqual(namesBehind(one("aws:ec2/internetGateway:InternetGateway", "shop"), "vpcId"), ["shop"]);
    for (const letter of "ab") {
      const address = one("aws:ec2/eip:Eip", `shop-nat-${letter}`);
      assert.equal(address.inputs["domain"], "vpc");
      assert.ok(address.dependencies.includes(route.urn), address.name);
    }
  });
});
