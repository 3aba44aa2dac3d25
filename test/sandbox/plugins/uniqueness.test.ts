import type { Properties } from "../../../sandbox/values";
import { useAccount, type Kind } from "./account";

describe("AWS refuses a second one of what there can be once:", () => {
  const account = useAccount();

  const named: [type: Kind, given: Properties, words: string][] = [
    [
      "bucket",
      { bucket: "releases" },
      "BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.",
    ],
    ["cacheGroup", { name: "data" }, "CacheSubnetGroupAlreadyExists: Cache subnet group data already exists."],
    ["loadBalancer", { name: "web", subnets: ["subnet-1"] }, "ELBv2 Load Balancer (web) already exists"],
    ["logGroup", { name: "web" }, "ResourceAlreadyExistsException: The specified log group already exists"],
    ["role", { name: "web", assumeRolePolicy: "{}" }, "EntityAlreadyExists: Role with name web already exists."],
    [
      "table",
      { name: "carts", billingMode: "PAY_PER_REQUEST", hashKey: "id", attributes: [{ name: "id", type: "S" }] },
      "ResourceInUseException: Table already exists: carts",
    ],
    [
      "fileSystem",
      { creationToken: "files" },
      "FileSystemAlreadyExists: File system already exists with creation token 'files'",
    ],
  ];
  for (const [type, given, words] of named) {
    it(`a ${type} by its name`, async () => {
      const all =
        type === "cacheGroup" ? { ...given, subnetIds: [(await account.subnet(await account.vpc())).id] } : given;
      await account.make(type, all);
      await account.refuses(() => account.make(type, all), words);
    });
  }

  it("a name in another region is another one, except for what is everywhere", async () => {
    const there = { region: "us-east-1" };
    await account.make("logGroup", { name: "web" });
    await account.make("logGroup", { name: "web", ...there });
    await account.make("bucket", { bucket: "web" });
    await account.refuses(() => account.make("bucket", { bucket: "web", ...there }), /^BucketAlreadyOwnedByYou/);
  });

  it("a name of a group in a network", async () => {
    const [network, other] = [await account.vpc(), await account.vpc()];
    await account.make("group", { name: "web", vpcId: network.id });
    await account.refuses(
      () => account.make("group", { name: "web", vpcId: network.id }),
      `InvalidGroup.Duplicate: The security group 'web' already exists for VPC '${network.id}'`,
    );
    await account.make("group", { name: "web", vpcId: other.id });
  });

  it("a route to a destination", async () => {
    const table = await account.make("routeTable", { vpcId: (await account.vpc()).id });
    const gateway = await account.make("gateway");
    const route = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id };
    await account.make("route", route);
    await account.refuses(
      () => account.make("route", route),
      "RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists.",
    );
    await account.make("route", { routeTableId: table.id, destinationIpv6CidrBlock: "::/0", gatewayId: gateway.id });
  });

  it("a rule for a peer and a port", async () => {
    const group = await account.make("group");
    const rule = { securityGroupId: group.id, ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/8" };
    await account.make("ingress", rule);
    await account.refuses(
      () => account.make("ingress", { ...rule, description: "again" }),
      'InvalidPermission.Duplicate: the specified rule "peer: 10.0.0.0/8, TCP, from port: 443, to port: 443, ALLOW" ' +
        "already exists",
    );
    await account.make("ingress", { ...rule, fromPort: 80, toPort: 80 });
  });

  it("a table for a subnet, a gateway for a network, an address for a gateway", async () => {
    const network = await account.vpc();
    const [one, table] = [await account.subnet(network), await account.make("routeTable", { vpcId: network.id })];
    const association = { subnetId: one.id, routeTableId: table.id };
    await account.make("association", association);
    await account.refuses(
      () => account.make("association", association),
      /^Resource\.AlreadyAssociated: the specified association/,
    );
    await account.make("gateway", { vpcId: network.id });
    await account.refuses(
      () => account.make("gateway", { vpcId: network.id }),
      /already has an internet gateway attached$/,
    );
    const address = await account.make("eip", { domain: "vpc" });
    await account.make("nat", { subnetId: one.id, allocationId: address.id });
    await account.refuses(
      () => account.make("nat", { subnetId: one.id, allocationId: address.id }),
      `Resource.AlreadyAssociated: Elastic IP address [${address.id}] is already associated`,
    );
  });

  it("a mount target in a zone", async () => {
    const [network, files] = [await account.vpc(), await account.make("fileSystem")];
    const [one, other] = [
      await account.subnet(network, { availabilityZone: "eu-west-1a" }),
      await account.subnet(network, { availabilityZone: "eu-west-1a", cidrBlock: "10.0.16.0/20" }),
    ];
    await account.make("mountTarget", { fileSystemId: files.id, subnetId: one.id });
    await account.refuses(
      () => account.make("mountTarget", { fileSystemId: files.id, subnetId: other.id }),
      "MountTargetConflict: mount target already exists in this AZ",
    );
  });
});
