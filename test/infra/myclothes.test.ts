import assert from "node:assert/strict";
import { join } from "node:path";
import { readStackFile } from "../../plan/stacks";
import type { Evaluation } from "../../sandbox";
import { ofType, one, stackOf } from "./stack";

const root = join(__dirname, "../..");
const strategies = {
  cache: {},
  table: {},
  cookie: {},
  sticky: { sessionLossAccepted: true },
};
type Strategy = keyof typeof strategies;

/** A stack as its file has it, but for the session strategy. */
function shop(stack: string, strategy: Strategy, knowledge: "preview" | "deployed" = "deployed"): Promise<Evaluation> {
  const { config } = readStackFile(root, stack);
  const block = JSON.parse(config["clothesline:myclothes"] ?? "{}") as object;
  const changed = { ...block, sessionStrategy: strategy, ...strategies[strategy] };
  return stackOf({ ...config, "clothesline:myclothes": changed }, knowledge);
}

const urns = ({ resources }: Evaluation) => resources.map(({ urn }) => urn).sort();
const instance = "aws:rds/instance:Instance";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";

describe("MyClothes", () => {
  for (const [stack, chosen] of Object.entries({
    dev: ["cache", "table", "cookie", "sticky"] as const,
    prod: ["cache", "table", "cookie"] as const,
  })) {
    for (const strategy of chosen) {
      it(`makes the same resources whether values are known or not (${stack}, ${strategy})`, async () => {
        const [preview, deployed] = await Promise.all([shop(stack, strategy, "preview"), shop(stack, strategy)]);
        assert.deepEqual(urns(deployed), urns(preview));
        assert.equal(new Set(urns(deployed)).size, deployed.resources.length);
      });
    }
  }

  it("changes only what a session strategy owns when the strategy changes", async () => {
    const all = await Promise.all((Object.keys(strategies) as Strategy[]).map((strategy) => shop("prod", strategy)));
    const shared = urns(all[0] ?? assert.fail()).filter((urn) => all.every((each) => urns(each).includes(urn)));
    const owned = all.flatMap((each) => urns(each)).filter((urn) => !shared.includes(urn));
    for (const urn of owned)
      assert.match(urn.split("::").at(-1) ?? "", /^myclothes-(session-(cache|table)|web-(to-)?session)/, urn);
  });

  it("begins with a snapshot, and raises its engine, as the configuration says", async () => {
    const { config } = readStackFile(root, "prod");
    const block = JSON.parse(config["clothesline:myclothes"] ?? "{}") as { database: object };
    const database = {
      ...{ ...block.database, snapshotIdentifier: "users-at-noon", engineVersion: "17.5" },
      ...{ replicaEngineVersion: "17.6", allowMajorVersionUpgrade: true },
    };
    const stack = await stackOf({ ...config, "clothesline:myclothes": { ...block, database } }, "deployed");
    const primary = one(stack, instance, "myclothes-users").inputs;
    const { snapshotIdentifier, engineVersion, allowMajorVersionUpgrade } = primary;
    assert.deepEqual([snapshotIdentifier, engineVersion, allowMajorVersionUpgrade], ["users-at-noon", "17.5", true]);
    assert.equal(one(stack, instance, "myclothes-users-orders").inputs["engineVersion"], "17.6");
  });

  it("leaves a shop alone that was uploaded, whatever the program would begin with", async () => {
    const { input } = one(
      await shop("prod", "cache"),
      "aws:lambda/invocation:Invocation",
      "myclothes-releases-release",
    ).inputs;
    assert.ok(typeof input === "string");
    assert.equal((JSON.parse(input) as { onlyWhenEmpty?: boolean }).onlyWhenEmpty, true);
  });

  it("has a cache in front of reads that evicts, with every strategy", async () => {
    for (const strategy of Object.keys(strategies) as Strategy[]) {
      const stack = await shop("dev", strategy);
      const { parameters } = one(stack, "aws:elasticache/parameterGroup:ParameterGroup", "myclothes-lookaside").inputs;
      assert.ok(JSON.stringify(parameters).includes("allkeys-lru"), strategy);
    }
  });

  /** What the instances get at boot. */
  const userDataOf = (stack: Evaluation) => {
    const { userData } = one(stack, "aws:ec2/launchTemplate:LaunchTemplate", "myclothes-web").inputs;
    assert.ok(typeof userData === "string");
    return Buffer.from(userData, "base64").toString();
  };

  for (const strategy of ["cache", "table", "cookie"] as const) {
    it(`boots in prod by a script that fits into user data (${strategy})`, async () => {
      const bytes = Buffer.byteLength(userDataOf(await shop("prod", strategy)));
      console.log(`      user data of prod with ${strategy}: ${bytes} of 16384 bytes`);
      assert.ok(bytes < 16_384);
      // Nothing may be missing from what is measured, as it would be were values unknown.
      assert.ok(bytes > 10_000);
    });
  }

  it("acknowledges a cart once a replica has it in prod, and has none to wait for in dev", async () => {
    const awaited = async (stack: string) =>
      /'SESSION_CACHE_AWAITED_REPLICAS=(\d)'/.exec(userDataOf(await shop(stack, "cache")))?.[1];
    assert.deepEqual([await awaited("dev"), await awaited("prod")], ["0", "1"]);
  });

  describe("in prod", () => {
    let prod: Evaluation;
    before(async () => {
      prod = await shop("prod", "cache");
    });

    it("has a database with a standby and two replicas in zones apart", () => {
      assert.equal(one(prod, instance, "myclothes-users").inputs["multiAz"], true);
      const zones = ["catalogue", "orders"].map(
        (name) => one(prod, instance, `myclothes-users-${name}`).inputs["availabilityZone"],
      );
      assert.deepEqual(zones, ["eu-west-1b", "eu-west-1c"]);
    });

    it("has sessions in two nodes with failover", () => {
      const { numCacheClusters, automaticFailoverEnabled, multiAzEnabled } = one(
        prod,
        cache,
        "myclothes-session-cache",
      ).inputs;
      assert.deepEqual([numCacheClusters, automaticFailoverEnabled, multiAzEnabled], [2, true, true]);
    });

    it("has at least one instance for each of three zones, and its releases in each", () => {
      const { minSize, vpcZoneIdentifiers } = one(prod, "aws:autoscaling/group:Group", "myclothes-web").inputs;
      assert.ok(Number(minSize) >= 3);
      assert.equal((vpcZoneIdentifiers as unknown[]).length, 3);
      const targets = ofType(prod, "aws:efs/mountTarget:MountTarget").filter(({ name }) =>
        name.startsWith("myclothes"),
      );
      assert.equal(targets.length, 3);
    });

    it("has no password where its instances find what they call", () => {
      const signIns = { "sign-in-to-database": "rds-db:connect", "sign-in-to-cache": "elasticache:Connect" };
      for (const [name, action] of Object.entries(signIns)) {
        const { policy } = one(prod, "aws:iam/rolePolicy:RolePolicy", `myclothes-web-may-${name}`).inputs;
        assert.ok(typeof policy === "string");
        const { Statement } = JSON.parse(policy) as { Statement: { Action: string[] }[] };
        assert.deepEqual(
          Statement.map(({ Action }) => Action),
          [[action]],
        );
      }
    });

    it("tells where it is, how to release, and how operators reach the writer", () => {
      const { myclothes } = prod.stackOutputs as { myclothes: Record<string, unknown> };
      assert.equal(myclothes["url"], "https://shop.example.com");
      assert.deepEqual(Object.keys(myclothes).sort(), [
        "cacheIds",
        "database",
        "instancesGroup",
        "releasePublisher",
        "uploadReleasesTo",
        "url",
      ]);
      const { writerHost, readerHosts } = myclothes["database"] as { writerHost: string; readerHosts: string[] };
      assert.equal(writerHost, one(prod, instance, "myclothes-users").outputs["address"]);
      assert.equal(readerHosts.length, 2);
      assert.deepEqual(myclothes["cacheIds"], {
        lookaside: one(prod, cache, "myclothes-lookaside").id,
        sessions: one(prod, cache, "myclothes-session-cache").id,
      });
    });
  });
});
