import { useAccount } from "./account";
import { text } from "../run";

describe("AWS refuses", () => {
  const account = useAccount();

  describe("a network", () => {
    it("whose block is larger than /16 or smaller than /28", async () => {
      for (const [cidrBlock, length] of [
        ["10.0.0.0/15", 15],
        ["10.0.0.0/29", 29],
      ] as const) {
        await account.refuses(
          () => account.vpc({ cidrBlock }),
          `expected "cidr_block" to contain a network Value with between 16 and 28 significant bits, got: ${length}. ` +
            `Examine 'vpc.cidrBlock'.`,
        );
      }
      await account.vpc({ cidrBlock: "10.0.0.0/28" });
    });

    it("that has no block", async () => {
      await account.refuses(
        () => account.make("vpc"),
        "MissingParameter: Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.",
      );
    });
  });

  describe("a subnet", () => {
    it("outside its network", async () => {
      const network = await account.vpc();
      for (const cidrBlock of ["10.1.0.0/20", "10.0.0.0/15"]) {
        await account.refuses(
          () => account.subnet(network, { cidrBlock }),
          `InvalidSubnet.Range: The CIDR '${cidrBlock}' is invalid.`,
        );
      }
    });

    it("that overlaps another one of its network, and no other network's", async () => {
      const [network, other] = [await account.vpc(), await account.vpc()];
      await account.subnet(network, { cidrBlock: "10.0.16.0/20" });
      for (const cidrBlock of ["10.0.16.0/20", "10.0.17.0/24", "10.0.0.0/18"]) {
        const words = `InvalidSubnet.Conflict: The CIDR '${cidrBlock}' conflicts with another subnet`;
        await account.refuses(() => account.subnet(network, { cidrBlock }), words);
      }
      await account.subnet(network, { cidrBlock: "10.0.32.0/20" });
      await account.subnet(other, { cidrBlock: "10.0.16.0/20" });
    });

    it("whose IPv6 block is not its network's, or is another one's", async () => {
      const network = await account.vpc({ assignGeneratedIpv6CidrBlock: true });
      const prefix = text(network.outputs["ipv6CidrBlock"]).replace("00::/56", "");
      const dual = (number: number, ipv6CidrBlock: string) =>
        account.subnet(network, { cidrBlock: `10.0.${number}.0/24`, ipv6CidrBlock });
      await dual(0, `${prefix}00::/64`);
      await account.refuses(() => dual(1, `${prefix}00::/64`), /^InvalidSubnet\.Conflict: The CIDR '2600:/);
      await account.refuses(() => dual(1, "2600:1f18:ffff:ff00::/64"), /^InvalidSubnet\.Range: The CIDR '2600:/);
      await dual(1, `${prefix}01::/64`);
    });

    it("in a zone that the region does not have, with those that it has", async () => {
      const network = await account.vpc();
      await account.refuses(
        () => account.subnet(network, { availabilityZone: "eu-west-1d" }),
        "InvalidParameterValue: Value (eu-west-1d) for parameter availabilityZone is invalid. Subnets can currently " +
          "only be created in the following availability zones: eu-west-1a, eu-west-1b, eu-west-1c.",
      );
    });

    it("that stays as it is nothing, and no change of its own either", async () => {
      const made = await account.subnet(await account.vpc());
      await account.provider.update(made, { ...made.inputs, tags: { Name: "a" } });
    });
  });

  it("a gateway for the public without an address", async () => {
    const one = await account.subnet(await account.vpc());
    await account.refuses(
      () => account.make("nat", { subnetId: one.id }),
      /^MissingParameter: The request must include the AllocationId/,
    );
  });

  it("a group of subnets for databases that lies in one zone", async () => {
    const one = await account.subnet(await account.vpc());
    await account.refuses(
      () => account.make("subnetGroup", { subnetIds: [one.id] }),
      /^DBSubnetGroupDoesNotCoverEnoughAZs: .* Current AZ coverage: eu-west-1a\. Add subnets to cover at least 2 AZs\.$/,
    );
  });
});
