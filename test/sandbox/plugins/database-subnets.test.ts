import assert from "node:assert/strict";
import { Secret, type Properties } from "../../../sandbox/values";
import { useAccount } from "./account";
import type { State } from "./provider";

describe("a subnet that a database's group names", () => {
  const account = useAccount();
  const used = /^DependencyViolation: The subnet 'subnet-0\w+' has dependencies and cannot be deleted\. \(used by db-/;

  async function groupOf(subnets: State[]): Promise<State> {
    return account.make("subnetGroup", { subnetIds: subnets.map(({ id }) => id) });
  }

  function database(group: State, given: Properties = {}): Promise<State> {
    return account.make("database", {
      ...{ allocatedStorage: 20, engine: "postgres", instanceClass: "db.t4g.micro", skipFinalSnapshot: true },
      ...{ password: new Secret("battery-horse"), username: "owner", dbSubnetGroupName: group.id },
      ...given,
    });
  }

  it("can go while no database is in it, though one is in the group", async () => {
    const subnets = await account.subnets(await account.vpc());
    await database(await groupOf(subnets), { availabilityZone: "eu-west-1b" });
    await account.provider.remove(subnets[0]);
    await account.provider.remove(subnets[2]);
    await account.refuses(() => account.provider.remove(subnets[1]), used);
  });

  it("can go once its database is gone", async () => {
    const subnets = await account.subnets(await account.vpc());
    const made = await database(await groupOf(subnets));
    assert.equal(made.outputs["availabilityZone"], "eu-west-1a");
    await account.refuses(() => account.provider.remove(subnets[0]), used);
    await account.provider.remove(made);
    await account.provider.remove(subnets[0]);
  });

  it("is also held by a standby", async () => {
    const subnets = await account.subnets(await account.vpc());
    await database(await groupOf(subnets.slice(0, 2)), { multiAz: true });
    for (const subnet of subnets.slice(0, 2)) await account.refuses(() => account.provider.remove(subnet), used);
    await account.provider.remove(subnets[2]);
  });

  it("stays in the group as long as a database is in it", async () => {
    const [a, b, c] = await account.subnets(await account.vpc());
    const group = await groupOf([a, b, c]);
    await database(group, { availabilityZone: "eu-west-1c" });
    await account.refuses(
      () => account.provider.update(group, { subnetIds: [a.id, b.id] }),
      "SubnetAlreadyInUse: The DB subnet is already in use in the Availability Zone.",
    );
    await account.provider.update(group, { subnetIds: [a.id, c.id] });
  });

  it("is where the database's zone comes from, which nobody asked for", async () => {
    const [, b, c] = await account.subnets(await account.vpc());
    assert.equal((await database(await groupOf([c, b]))).outputs["availabilityZone"], "eu-west-1b");
  });

  it("is in the network of the database's security groups", async () => {
    const [network, other] = [await account.vpc(), await account.vpc()];
    const group = await groupOf(await account.subnets(network));
    const [own, foreign] = [
      await account.make("group", { vpcId: network.id }, "own"),
      await account.make("group", { vpcId: other.id }, "foreign"),
    ];
    await account.refuses(
      () => database(group, { vpcSecurityGroupIds: [own.id, foreign.id] }),
      `InvalidParameterCombination: The DB instance and EC2 security group are in different VPCs. The DB instance is ` +
        `in ${network.id} and the EC2 security group is in ${other.id}`,
    );
    await database(group, { vpcSecurityGroupIds: [own.id] });
  });
});
