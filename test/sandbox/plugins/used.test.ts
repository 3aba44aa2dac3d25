import assert from "node:assert/strict";
import { types, useAccount } from "./account";
import type { State } from "./provider";

describe("AWS refuses the deletion of what is used:", () => {
  const account = useAccount();

  it("a network, its subnets and its groups, each by what is in it, and lets a table's associations go", async () => {
    const network = await account.vpc();
    const [one, table, group] = [
      await account.subnet(network),
      await account.make("routeTable", { vpcId: network.id }),
      await account.make("group", { vpcId: network.id }),
    ];
    const files = await account.make("fileSystem");
    const target = await account.make("mountTarget", {
      fileSystemId: files.id,
      subnetId: one.id,
      securityGroups: [group.id],
    });
    const association = await account.make("association", { subnetId: one.id, routeTableId: table.id });
    const words = (kind: string, { id }: State, users: State[]) =>
      `DependencyViolation: The ${kind} '${id}' has dependencies and cannot be deleted. ` +
      `(used by ${users.map((user) => user.id).join(", ")})`;
    await account.refuses(() => account.provider.remove(network), words("vpc", network, [one, table, group]));
    await account.refuses(() => account.provider.remove(one), words("subnet", one, [target]));
    await account.refuses(
      () => account.provider.remove(group),
      `DependencyViolation: resource ${group.id} has a dependent object (used by ${target.id})`,
    );
    await account.refuses(
      () => account.provider.remove(files),
      /^FileSystemInUse: the file system 'fs-0.* has mount targets/,
    );
    await account.provider.remove(table);
    assert.ok(!account.provider.holdings().some(({ id }) => id === association.id));
    for (const state of [target, group, one, files, network]) await account.provider.remove(state);
    assert.deepEqual(account.provider.holdings(), []);
  });

  it("a group by another one's rule, and not by its own", async () => {
    const [web, data] = [await account.make("group", {}, "web"), await account.make("group", {}, "data")];
    const port = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
    const rule = await account.make("ingress", {
      securityGroupId: data.id,
      referencedSecurityGroupId: web.id,
      ...port,
    });
    await account.make("ingress", { securityGroupId: web.id, referencedSecurityGroupId: web.id, ...port });
    await account.refuses(
      () => account.provider.remove(web),
      /^DependencyViolation: resource sg-0.* has a dependent object/,
    );
    await account.provider.remove(rule);
    await account.provider.remove(web);
    assert.deepEqual(
      account.provider.holdings().map(({ id }) => id),
      [data.id],
    );
  });

  it("a group by instances that a template launches into it, and not by the template", async () => {
    const network = await account.vpc();
    const group = await account.make("group", { vpcId: network.id });
    const { id } = await account.make("launchTemplate", {
      imageId: "ami-0123456789abcdef0",
      vpcSecurityGroupIds: [group.id],
    });
    const subnets = (await account.subnets(network)).map((subnet) => subnet.id);
    const given = { launchTemplate: { id, version: "1" }, maxSize: 1, vpcZoneIdentifiers: subnets };
    const instances = await account.make("scalingGroup", { ...given, minSize: 1, desiredCapacity: 1 });
    await account.refuses(
      () => account.provider.remove(group),
      `DependencyViolation: resource ${group.id} has a dependent object (used by ${instances.id})`,
    );
    await account.provider.update(instances, { ...given, minSize: 0, desiredCapacity: 0 });
    await account.provider.remove(group);
  });

  it("an address and an internet gateway by a public gateway", async () => {
    const network = await account.vpc();
    const [gateway, one] = [await account.make("gateway", { vpcId: network.id }), await account.subnet(network)];
    const address = await account.make("eip", { domain: "vpc" });
    const nat = await account.make("nat", { subnetId: one.id, allocationId: address.id });
    await account.refuses(
      () => account.provider.remove(address),
      /^InvalidIPAddress\.InUse: Address 203\.0\.113\.\d+ is in use\./,
    );
    await account.refuses(
      () => account.provider.remove(gateway),
      `DependencyViolation: Network ${network.id} has some mapped public address(es). ` +
        `Please unmap those public address(es) before detaching the gateway.`,
    );
    const other = await account.vpc();
    await account.refuses(
      () => account.provider.update(gateway, { vpcId: other.id }),
      `DependencyViolation: Network ${network.id} has some mapped public address(es). ` +
        `Please unmap those public address(es) before detaching the gateway.`,
    );
    await account.provider.update(gateway, { vpcId: network.id, tags: { Name: "public" } });
    await account.provider.remove(nat);
    await account.make("nat", { subnetId: one.id, connectivityType: "private" });
    await account.provider.remove(gateway);
    await account.provider.remove(address);
  });

  it("a role by its policies, and not by those that take it on or have its name", async () => {
    const role = await account.make("role", { name: "web", assumeRolePolicy: "{}" });
    await account.make("group", { name: "web" });
    await account.make("flowLog", { vpcId: (await account.vpc()).id, iamRoleArn: role.outputs["arn"] ?? null });
    const policy = await account.make("rolePolicy", { role: role.id, policy: "{}" });
    await account.refuses(
      () => account.provider.remove(role),
      /^DeleteConflict: Cannot delete entity, must delete policies first\./,
    );
    await account.provider.remove(policy);
    await account.provider.remove(role);
  });

  it("a policy by what it is attached to, which names its ARN", async () => {
    const role = await account.make("role", { name: "web", assumeRolePolicy: "{}" });
    const policy = await account.make("policy", { policy: "{}" });
    const attached = await account.make("attachedPolicy", { role: role.id, policyArn: policy.outputs["arn"] ?? null });
    await account.refuses(() => account.provider.remove(policy), /^DeleteConflict: Cannot delete a policy attached/);
    await account.refuses(() => account.provider.remove(role), /^DeleteConflict: .*must delete policies first/);
    await account.provider.remove(attached);
    await account.provider.remove(policy);
    await account.provider.remove(role);
  });

  it("not where AWS leaves loose ends: a route to a gateway that is gone, a group's subnet, a log", async () => {
    const network = await account.vpc();
    const [one, other] = [
      await account.subnet(network, { availabilityZone: "eu-west-1a" }),
      await account.subnet(network, { availabilityZone: "eu-west-1b", cidrBlock: "10.0.16.0/20" }),
    ];
    await account.make("subnetGroup", { subnetIds: [one.id, other.id] });
    const nat = await account.make("nat", { subnetId: one.id, connectivityType: "private" });
    const table = await account.make("routeTable", { vpcId: network.id });
    await account.make("route", { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: nat.id });
    await account.provider.remove(nat);
    await account.provider.remove(one);
    await account.provider.remove(table);
    assert.ok(account.provider.holdings().every(({ type }) => type !== types.route));
  });
});
