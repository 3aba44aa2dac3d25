import type { Properties } from "../../../sandbox/values";
import { text } from "../run";
import { useAccount } from "./account";

const s3 = "com.amazonaws.eu-west-1.s3";
const ecr = "com.amazonaws.eu-west-1.ecr.api";

describe("AWS refuses", () => {
  const account = useAccount();

  describe("an endpoint", () => {
    it("whose service a table already has a route to", async () => {
      const network = await account.vpc();
      const [one, other] = [
        await account.make("routeTable", { vpcId: network.id }, "one"),
        await account.make("routeTable", { vpcId: network.id }, "other"),
      ];
      const gateway = { vpcId: network.id, serviceName: s3, vpcEndpointType: "Gateway" };
      const made = await account.make("vpcEndpoint", { ...gateway, routeTableIds: [one.id] });
      await account.refuses(
        () => account.make("vpcEndpoint", { ...gateway, routeTableIds: [other.id, one.id] }, "again"),
        new RegExp(
          `^RouteAlreadyExists: route table ${one.id} already has a route with destination-prefix-list-id pl-`,
        ),
      );
      await account.make("vpcEndpoint", { ...gateway, routeTableIds: [other.id] }, "again");
      await account.provider.update(made, { ...gateway, routeTableIds: [one.id], tags: { Name: "s3" } });
    });

    it("whose private name a network already has", async () => {
      const network = await account.vpc();
      const inside = { vpcId: network.id, serviceName: ecr, vpcEndpointType: "Interface" };
      await account.make("vpcEndpoint", { ...inside, privateDnsEnabled: true });
      await account.refuses(
        () => account.make("vpcEndpoint", { ...inside, privateDnsEnabled: true }, "again"),
        `InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain for ` +
          `api.ecr.eu-west-1.amazonaws.com in the VPC ${network.id}`,
      );
      await account.make("vpcEndpoint", inside, "again");
    });

    it("in two subnets of one zone", async () => {
      const network = await account.vpc();
      const [one] = await account.subnets(network);
      const other = await account.subnet(network, { availabilityZone: "eu-west-1a", cidrBlock: "10.0.9.0/24" });
      const inside = { vpcId: network.id, serviceName: ecr, vpcEndpointType: "Interface" };
      await account.refuses(
        () => account.make("vpcEndpoint", { ...inside, subnetIds: [one.id, other.id] }),
        `DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone of ${other.id}`,
      );
    });
  });

  describe("a load balancer", () => {
    it("in one zone only, or twice in one", async () => {
      const network = await account.vpc();
      const [one, two] = await account.subnets(network);
      const other = await account.subnet(network, { availabilityZone: "eu-west-1a", cidrBlock: "10.0.9.0/24" });
      await account.refuses(
        () => account.make("loadBalancer", { internal: true, subnets: [one.id] }),
        "ValidationError: At least two subnets in two different Availability Zones must be specified",
      );
      await account.refuses(
        () => account.make("loadBalancer", { internal: true, subnets: [one.id, other.id] }),
        "InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability Zone",
      );
      await account.make("loadBalancer", { internal: true, subnets: [one.id, two.id] });
    });

    it("with addresses of IPv6 in subnets that have none", async () => {
      const network = await account.vpc({ assignGeneratedIpv6CidrBlock: true });
      const block = text(network.outputs["ipv6CidrBlock"]);
      const inZone = (letter: string, third: number, ipv6: Properties) =>
        account.subnet(network, { availabilityZone: `eu-west-1${letter}`, cidrBlock: `10.0.${third}.0/24`, ...ipv6 });
      const one = await inZone("a", 1, { ipv6CidrBlock: block.replace("00::/56", "01::/64") });
      const plain = await inZone("b", 2, {});
      const two = await inZone("b", 3, { ipv6CidrBlock: block.replace("00::/56", "02::/64") });
      const balancer = { internal: true, ipAddressType: "dualstack" };
      await account.refuses(
        () => account.make("loadBalancer", { ...balancer, subnets: [one.id, plain.id] }),
        "ValidationError: You must specify subnets with an associated IPv6 CIDR block",
      );
      await account.make("loadBalancer", { ...balancer, subnets: [one.id, two.id] });
    });

    it("for the public in a network without a gateway", async () => {
      const network = await account.vpc();
      const [one, two] = await account.subnets(network);
      await account.refuses(
        () => account.make("loadBalancer", { subnets: [one.id, two.id] }),
        `InvalidSubnet: VPC ${network.id} has no internet gateway`,
      );
      await account.make("gateway", { vpcId: network.id });
      await account.make("loadBalancer", { subnets: [one.id, two.id] });
    });
  });

  it("a private gateway with an address", async () => {
    const one = await account.subnet(await account.vpc());
    const address = await account.make("eip", { domain: "vpc" });
    await account.refuses(
      () => account.make("nat", { subnetId: one.id, connectivityType: "private", allocationId: address.id }),
      'allocation_id is not supported with connectivity_type = "private"',
    );
  });

  it("a subnet whose IPv6 block is no step of four bits", async () => {
    const network = await account.vpc({ assignGeneratedIpv6CidrBlock: true });
    const block = text(network.outputs["ipv6CidrBlock"]).replace("/56", "/57");
    await account.refuses(
      () => account.subnet(network, { ipv6CidrBlock: block }),
      `InvalidSubnet.Range: The CIDR '${block}' is invalid.`,
    );
  });

  it("a mount target in another network than its file system's first", async () => {
    const [one, other] = [await account.subnet(await account.vpc()), await account.subnet(await account.vpc())];
    const files = await account.make("fileSystem");
    await account.make("mountTarget", { fileSystemId: files.id, subnetId: one.id });
    await account.refuses(
      () => account.make("mountTarget", { fileSystemId: files.id, subnetId: other.id }),
      /^MountTargetConflict: /,
    );
  });

  it("a second flow log of one network to one place", async () => {
    const [network, role] = [await account.vpc(), await account.make("role", { assumeRolePolicy: "{}" })];
    const logs = await account.make("logGroup");
    const flow = {
      ...{ vpcId: network.id, trafficType: "ALL", iamRoleArn: role.outputs["arn"] ?? null },
      logDestination: logs.outputs["arn"] ?? null,
    };
    await account.make("flowLog", flow);
    await account.refuses(
      () => account.make("flowLog", flow, "again"),
      "FlowLogAlreadyExists: Error. There is an existing Flow Log with the same configuration and log destination.",
    );
    await account.make("flowLog", { ...flow, trafficType: "REJECT" }, "again");
  });

  describe("a security group", () => {
    it("of the name that EC2 keeps for itself, or described in words that it cannot take", async () => {
      await account.refuses(
        () => account.make("group", { name: "default" }),
        "InvalidParameterValue: Cannot use reserved security group name: default",
      );
      await account.refuses(
        () => account.make("group", { description: "The shop's web tier" }),
        /^InvalidParameterValue: Invalid security group description\. Valid descriptions are strings less than 256/,
      );
    });

    it("a rule described so, or for a group of another network", async () => {
      const [one, other] = [
        await account.make("group", { vpcId: (await account.vpc()).id }, "one"),
        await account.make("group", { vpcId: (await account.vpc()).id }, "other"),
      ];
      const rule = { securityGroupId: one.id, ipProtocol: "tcp", fromPort: 443, toPort: 443 };
      await account.refuses(
        () => account.make("ingress", { ...rule, cidrIpv4: "10.0.0.0/8", description: "the shop's" }),
        /^InvalidParameterValue: Invalid rule description\./,
      );
      await account.refuses(
        () => account.make("ingress", { ...rule, referencedSecurityGroupId: other.id }),
        "InvalidGroup.NotFound: You have specified two resources that belong to different networks.",
      );
    });
  });
});
