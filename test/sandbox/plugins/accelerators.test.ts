import assert from "node:assert/strict";
import type { Properties } from "../../../sandbox/values";
import { text } from "../run";
import { useAccount } from "./account";
import type { State } from "./provider";

describe("the sandbox's DAX", () => {
  const account = useAccount();
  const trusting = (service: string) => JSON.stringify({ Statement: [{ Principal: { Service: service } }] });

  const role = (service = "dax.amazonaws.com") => account.make("role", { assumeRolePolicy: trusting(service) });
  const groupOf = (...subnets: State[]) => account.make("acceleratorGroup", { subnetIds: subnets.map(({ id }) => id) });
  const parameters = (seconds: number) => ({
    parameters: ["query-ttl-millis", "record-ttl-millis"].map((name) => ({ name, value: String(seconds * 1000) })),
  });
  /** Everything that a cluster needs, so that a test changes one thing. */
  async function cluster(given: Properties = {}): Promise<Properties> {
    const { outputs } = await role();
    const small = { clusterName: "todos", nodeType: "dax.t3.small", replicationFactor: 1 };
    return { ...small, iamRoleArn: outputs["arn"] ?? null, ...given };
  }

  it("reaches a cluster by an address of its own, with TLS on another port than without", async () => {
    const secret = await account.make("accelerator", await cluster({ clusterEndpointEncryptionType: "TLS" }));
    assert.match(
      text(secret.outputs["clusterAddress"]),
      /^todos\.[0-9a-f]{6}\.dax-clusters\.eu-west-1\.amazonaws\.com$/,
    );
    assert.equal(secret.outputs["port"], 9111);
    assert.equal(secret.outputs["configurationEndpoint"], `${text(secret.outputs["clusterAddress"])}:9111`);
    const open = await account.make("accelerator", await cluster({ clusterName: "open" }), "open");
    assert.equal(open.outputs["port"], 8111);
  });

  describe("makes no cluster", () => {
    const refusals: [what: string, given: Properties, words: RegExp][] = [
      ["without a node", { replicationFactor: 0 }, /^InvalidParameterValueException: Replication factor/],
      ["of twelve nodes", { replicationFactor: 12 }, /^NodeQuotaForClusterExceededFault: /],
      ["of a cache's nodes", { nodeType: "cache.t4g.small" }, /^InvalidParameterValueException: Invalid node type/],
      ["of a size that there is not", { nodeType: "dax.t3.xlarge" }, /^InvalidParameterValueException: Invalid node/],
      ["in a subnet group that is not there", { subnetGroupName: "data" }, /^SubnetGroupNotFoundFault: /],
      ["with parameters that are not there", { parameterGroupName: "fast" }, /^ParameterGroupNotFoundFault: /],
      [
        "of two nodes in one named zone",
        { availabilityZones: ["eu-west-1a"], replicationFactor: 2 },
        /^InvalidParameterCombinationException: The number of availability zones/,
      ],
    ];
    for (const [what, given, words] of refusals) {
      it(what, async () => {
        const asked = await cluster(given);
        await account.refuses(() => account.make("accelerator", asked), words);
      });
    }

    for (const name of ["Todos", "9todos", "to--dos", "todos-", "t".repeat(21), ""]) {
      it(`of the name ${JSON.stringify(name)}`, async () => {
        const { failures } = await account.provider.check(
          "aws:dax/cluster:Cluster",
          "a",
          await cluster({ clusterName: name }),
        );
        assert.deepEqual(
          failures.map(({ property }) => property),
          ["clusterName"],
        );
      });
    }

    it("of a name that is taken", async () => {
      const asked = await cluster();
      await account.make("accelerator", asked);
      await account.refuses(() => account.make("accelerator", asked, "other"), /^ClusterAlreadyExistsFault: /);
    });

    it("with a role that trusts somebody else", async () => {
      const other = await account.make("role", { assumeRolePolicy: trusting("lambda.amazonaws.com") }, "other");
      const asked = await cluster({ iamRoleArn: other.outputs["arn"] ?? null });
      await account.refuses(() => account.make("accelerator", asked), /^InvalidParameterValueException: No permission/);
    });

    it("in a zone that its subnets are not in", async () => {
      const [a, b] = await account.subnets(await account.vpc());
      const group = await groupOf(a, b);
      const asked = await cluster({ availabilityZones: ["eu-west-1c"], subnetGroupName: group.id });
      await account.refuses(() => account.make("accelerator", asked), /has no subnet in eu-west-1c\.$/);
    });

    it("with a security group of another network", async () => {
      const group = await groupOf(await account.subnet(await account.vpc()));
      const foreign = await account.make("group", { vpcId: (await account.vpc()).id });
      const asked = await cluster({ securityGroupIds: [foreign.id], subnetGroupName: group.id });
      await account.refuses(() => account.make("accelerator", asked), /^InvalidVPCNetworkStateFault: /);
    });
  });

  it("makes a cluster anew that is to be encrypted otherwise, and not one of more nodes", async () => {
    const encrypted = { clusterEndpointEncryptionType: "TLS", serverSideEncryption: { enabled: true } };
    const asked = await cluster(encrypted);
    const made = await account.make("accelerator", asked);
    const replaces = async (given: Properties) => (await account.provider.difference(made, given)).replaces;
    assert.deepEqual(await replaces({ ...asked, clusterEndpointEncryptionType: "NONE" }), [
      "clusterEndpointEncryptionType",
    ]);
    assert.deepEqual(await replaces({ ...asked, serverSideEncryption: { enabled: false } }), ["serverSideEncryption"]);
    assert.deepEqual(await replaces({ ...asked, replicationFactor: 3 }), []);
  });

  it("holds the groups that a cluster is in, and lets them go with it", async () => {
    const group = await groupOf(await account.subnet(await account.vpc()));
    const bounds = await account.make("acceleratorParameters", parameters(60));
    const asked = await cluster({ parameterGroupName: bounds.id, subnetGroupName: group.id });
    const made = await account.make("accelerator", asked);
    await account.refuses(() => account.provider.remove(group), /^SubnetGroupInUseFault: /);
    await account.refuses(() => account.provider.remove(bounds), /^InvalidParameterGroupStateFault: /);
    await account.provider.remove(made);
    await account.provider.remove(group);
    await account.provider.remove(bounds);
  });

  it("changes no parameters that a cluster runs with, and gives it another group", async () => {
    const bounds = await account.make("acceleratorParameters", parameters(60));
    const free = await account.provider.update(bounds, { ...parameters(30), name: bounds.id });
    const asked = await cluster({ parameterGroupName: bounds.id });
    const made = await account.make("accelerator", asked);
    const words = /^InvalidParameterGroupStateFault: The parameter group .* is in use by todos$/;
    await account.refuses(() => account.provider.update(free, { ...parameters(60), name: bounds.id }), words);
    const other = await account.make("acceleratorParameters", parameters(60), "other");
    await account.provider.update(made, { ...asked, parameterGroupName: other.id });
    await account.provider.remove(free);
  });

  it("has two parameters, and no others", async () => {
    const unknown = { parameters: [{ name: "ttl", value: "1" }] };
    await account.refuses(() => account.make("acceleratorParameters", unknown), /^InvalidParameterValueException: /);
  });

  it("wants subnets of one network in a group", async () => {
    const [one, other] = [await account.subnet(await account.vpc()), await account.subnet(await account.vpc())];
    await account.refuses(() => groupOf(), /^InvalidSubnet: /);
    await account.refuses(() => groupOf(one, other), /^InvalidSubnet: /);
  });

  it("keeps the subnets that its nodes are in, and no others", async () => {
    const [a, b, c] = await account.subnets(await account.vpc());
    const group = await groupOf(a, b, c);
    await account.make("accelerator", await cluster({ replicationFactor: 2, subnetGroupName: group.id }));
    await account.provider.remove(c);
    await account.refuses(() => account.provider.remove(a), /^DependencyViolation: .* \(used by todos\)$/);
    await account.refuses(
      () => account.provider.update(group, { subnetIds: [b.id] }),
      `SubnetInUse: The subnet ${a.id} is being used by a cluster.`,
    );
    await account.provider.update(group, { subnetIds: [a.id, b.id] });
  });
});
