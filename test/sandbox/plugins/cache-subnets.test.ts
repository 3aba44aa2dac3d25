import type { Properties } from "../../../sandbox/values";
import { useAccount } from "./account";
import type { State } from "./provider";

describe("a subnet that a cache's group names", () => {
  const account = useAccount();
  const used =
    /^DependencyViolation: The subnet 'subnet-0\w+' has dependencies and cannot be deleted\. \(used by cache-/;

  function groupOf(...subnets: State[]): Promise<State> {
    return account.make("cacheGroup", { subnetIds: subnets.map(({ id }) => id) });
  }

  function cache(group: State, given: Properties = {}): Promise<State> {
    const small = { description: "carts", engine: "valkey", nodeType: "cache.t4g.micro" };
    return account.make("cache", { ...small, subnetGroupName: group.id, ...given });
  }

  it("can go while no node is in it, though a cache is in the group, and once the cache is gone", async () => {
    const [a, b, c] = await account.subnets(await account.vpc());
    const made = await cache(await groupOf(a, b, c), { numCacheClusters: 2 });
    await account.provider.remove(c);
    for (const subnet of [a, b]) await account.refuses(() => account.provider.remove(subnet), used);
    await account.provider.remove(made);
    await account.provider.remove(a);
  });

  it("is held by the node of a zone that was asked for", async () => {
    const [a, b] = await account.subnets(await account.vpc());
    await cache(await groupOf(a, b), { numCacheClusters: 1, preferredCacheClusterAzs: ["eu-west-1b"] });
    await account.provider.remove(a);
    await account.refuses(() => account.provider.remove(b), used);
  });

  it("stays in the group as long as a node is in it, and the group in its network", async () => {
    const [a, b, c] = await account.subnets(await account.vpc());
    const group = await groupOf(a, b, c);
    const made = await cache(group, { replicasPerNodeGroup: 1 });
    const words = `SubnetInUse: The subnet ID ${a.id} is in use.`;
    await account.refuses(() => account.provider.update(group, { subnetIds: [b.id, c.id] }), words);
    const elsewhere = await account.subnet(await account.vpc());
    await account.refuses(
      () => account.provider.update(group, { subnetIds: [elsewhere.id] }),
      /^SubnetInUse: The subnet ID subnet-0\w+ is in use\.$/,
    );
    await account.provider.update(group, { subnetIds: [a.id, b.id] });
    await account.provider.remove(made);
    await account.provider.update(group, { subnetIds: [elsewhere.id] });
  });

  it("is in the network of the group's other ones", async () => {
    const [one, other] = [await account.subnet(await account.vpc()), await account.subnet(await account.vpc())];
    await account.refuses(
      () => groupOf(one, other),
      /^InvalidSubnet: Subnets subnet-0\w+ and subnet-0\w+ are not in the same VPC\.$/,
    );
  });
});
