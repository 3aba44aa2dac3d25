import assert from "node:assert/strict";
import { existingNetwork, Network } from "../../../components/index";
import { digestOf, readMigrations } from "../../../components/replicated-database/function/migrations";
import { parseRequest } from "../../../components/replicated-database/function/request";
import { ReplicatedDatabase } from "../../../components/replicated-database/replicated-database";
import { Asset } from "../../../sandbox";
import { namesIn } from "../../unpacked";
import { bothStates, stackOf, text, type Stack } from "../stack";
import * as scene from "./database-scene";
import { networkIn } from "../network-in";
import { folderWith, instanceType, shop, twoReplicas, waitsFor } from "./database-scene";

const users = { "001-users.sql": "CREATE TABLE users (id bigint PRIMARY KEY);" };
const carts = { "002-carts.sql": "CREATE TABLE carts (id bigint PRIMARY KEY);" };

const requestIn = ({ one }: Stack) =>
  parseRequest(JSON.parse(text(one(scene.invocationType, "shop-migrations").inputs["input"])));
const archiveIn = ({ one }: Stack) => {
  const { code } = one(scene.functionType, "shop-migrations").inputs;
  assert.ok(code instanceof Asset);
  return text(code.fields["path"]);
};

describe("a database's migrations", () => {
  for (const knowledge of bothStates) {
    it(`run once all that they need is there (${knowledge})`, async () => {
      const { one, namesBehind } = await stackOf(shop({ replicas: twoReplicas }), knowledge);
      const invocation = one(scene.invocationType, "shop-migrations");
      for (const name of [
        "shop",
        "shop-migrations-to-database-egress",
        "shop-migrations-to-database-ingress",
        "shop-migrations-https-ipv4",
        "shop-migrations-https-ipv6",
        "shop-migrations-secret",
      ]) {
        assert.ok(waitsFor(invocation).includes(name), name);
      }
      assert.ok(namesBehind(invocation, "functionName").includes("shop-migrations"));
      // Lambda asks for the right to make network interfaces when the function is made.
      assert.ok(waitsFor(one(scene.functionType, "shop-migrations")).includes("shop-migrations-network"));
    });

    it(`do not wait for replicas, which get what they do from the primary (${knowledge})`, async () => {
      const { one } = await stackOf(shop({ replicas: twoReplicas }), knowledge);
      const waited = waitsFor(one(scene.invocationType, "shop-migrations"));
      assert.ok(!waited.some((name) => /^shop-(one|two)/.test(name)));
    });
  }

  it("wait for the routes to AWS's APIs, where the network is one that is being made", async () => {
    const { one } = await stackOf(() => {
      const network = new Network("net", { zoneNames: ["eu-west-1a", "eu-west-1b"] });
      new ReplicatedDatabase("shop", { network, instanceClass: "db.t4g.micro" });
    });
    const waited = waitsFor(one(scene.invocationType, "shop-migrations"));
    for (const route of ["net-app-a-ipv4", "net-app-b-ipv4"]) assert.ok(waited.includes(route), route);
  });

  it("are asked for in words that the function takes, with the writer's own endpoint", async () => {
    const migrationsFolder = folderWith(users);
    const stack = await stackOf(
      shop({ migrationsFolder, databaseName: "carts", applicationUser: "web", port: 6432 }),
      "deployed",
    );
    assert.deepEqual(requestIn(stack), {
      host: stack.one(instanceType, "shop").outputs["address"],
      port: 6432,
      databaseName: "carts",
      masterSecretArn: stack.outputs["masterSecretArn"],
      applicationUser: "web",
      migrationsSha256: digestOf(readMigrations(migrationsFolder).migrations),
    });
  });

  it("tell their digest when they are applied, and not before", async () => {
    const migrationsFolder = folderWith(users);
    const digest = digestOf(readMigrations(migrationsFolder).migrations);
    const deployed = await stackOf(shop({ migrationsFolder }), "deployed");
    assert.equal(deployed.outputs["migrated"], digest);
    const preview = await stackOf(shop({ migrationsFolder }), "preview");
    assert.notEqual(preview.outputs["migrated"], digest);
  });

  it("run again when one is added, and only then", async () => {
    const inputOf = async (files: Record<string, string>) => {
      const stack = await stackOf(shop({ migrationsFolder: folderWith(files) }), "deployed");
      return text(stack.one(scene.invocationType, "shop-migrations").inputs["input"]);
    };
    const first = await inputOf(users);
    assert.equal(await inputOf(users), first);
    assert.equal(await inputOf({ ...users, "README.md": "Read me." }), first);
    assert.notEqual(await inputOf({ ...users, ...carts }), first);
  });

  it("are in the function's archive, beside the code that applies them", async () => {
    const stack = await stackOf(shop({ migrationsFolder: folderWith({ ...users, ...carts, "README.md": "" }) }));
    const names = await namesIn(archiveIn(stack));
    assert.deepEqual(names.sort(), ["index.js", "migrations/001-users.sql", "migrations/002-carts.sql"]);
  });

  it("may be none: then the application's user alone is made", async () => {
    const stack = await stackOf(shop(), "deployed");
    assert.equal(requestIn(stack).migrationsSha256, digestOf([]));
    assert.equal(requestIn(stack).applicationUser, "application");
  });

  it("run in the app subnets, on Lambda's newest Node for arm, no longer than was allowed", async () => {
    const { one } = await stackOf(shop({ migrationTimeoutSeconds: 900 }), "deployed");
    const { inputs } = one(scene.functionType, "shop-migrations");
    assert.deepEqual(inputs["vpcConfig"], {
      securityGroupIds: [one(scene.groupType, "shop-migrations").id],
      subnetIds: networkIn("abc").appSubnetIds,
    });
    assert.deepEqual([inputs["runtime"], inputs["architectures"]], ["nodejs24.x", ["arm64"]]);
    assert.equal(inputs["timeout"], 900);
  });

  it("write a log that is kept as long as was asked, and may write no other", async () => {
    const { one } = await stackOf(shop({ logRetentionDays: 90 }), "deployed");
    const group = one(scene.logGroupType, "shop-migrations");
    assert.equal(group.inputs["retentionInDays"], 90);
    const { inputs } = one(scene.functionType, "shop-migrations");
    assert.deepEqual(inputs["loggingConfig"], { logFormat: "JSON", logGroup: group.outputs["name"] });
    const policy = JSON.parse(text(one(scene.rolePolicyType, "shop-migrations-network").inputs["policy"])) as {
      Statement: { Effect: string; Action: string[]; Resource: string; Condition?: object }[];
    };
    const logging = policy.Statement.filter(({ Action }) => Action.some((action) => action.startsWith("logs:")));
    assert.deepEqual(
      logging.map(({ Resource }) => Resource),
      [`${text(group.outputs["arn"])}:*`],
    );
  });

  it("leave network interfaces to Lambda: their own code may make none", async () => {
    const { one } = await stackOf(shop(), "deployed");
    const policy = JSON.parse(text(one(scene.rolePolicyType, "shop-migrations-network").inputs["policy"])) as {
      Statement: { Effect: string; Action: string[]; Condition?: object }[];
    };
    const [allowed, denied] = ["Allow", "Deny"].map((effect) =>
      policy.Statement.find(({ Effect, Action }) => Effect === effect && Action.includes("ec2:CreateNetworkInterface")),
    );
    assert.ok(allowed && denied);
    assert.deepEqual(denied.Action, allowed.Action);
    assert.deepEqual(denied.Condition, { Null: { "lambda:SourceFunctionArn": "false" } });
  });
});

describe("who reaches a database", () => {
  for (const knowledge of bothStates) {
    it(`is its migration function, on its port, and nobody else (${knowledge})`, async () => {
      const { all, namesBehind } = await stackOf(shop({ replicas: twoReplicas, port: 6432 }), knowledge);
      const entries = all(scene.ingressType).map((rule) => ({
        to: namesBehind(rule, "securityGroupId"),
        from: namesBehind(rule, "referencedSecurityGroupId"),
        ports: [rule.inputs["fromPort"], rule.inputs["toPort"]],
        open: "cidrIpv4" in rule.inputs || "cidrIpv6" in rule.inputs || "prefixListId" in rule.inputs,
      }));
      assert.deepEqual(entries, [{ to: ["shop"], from: ["shop-migrations"], ports: [6432, 6432], open: false }]);
      for (const { inputs } of all(scene.groupType)) assert.ok(!("ingress" in inputs) && !("egress" in inputs));
    });
  }

  it("calls AWS's APIs and the database, and the database calls nobody", async () => {
    const { all, namesBehind } = await stackOf(shop());
    const exits = all(scene.egressType).map((rule) => [
      rule.name,
      ...namesBehind(rule, "securityGroupId"),
      rule.inputs["toPort"],
    ]);
    assert.deepEqual(exits, [
      ["shop-migrations-https-ipv4", "shop-migrations", 443],
      ["shop-migrations-https-ipv6", "shop-migrations", 443],
      ["shop-migrations-to-database-egress", "shop-migrations", 5432],
    ]);
  });

  it("is in a network of any team's", async () => {
    const network = existingNetwork({ ...networkIn("ab"), vpcId: "vpc-1a2b3c4d" });
    const { all } = await stackOf(shop({ network }), "deployed");
    for (const { inputs } of all(scene.groupType)) assert.equal(inputs["vpcId"], "vpc-1a2b3c4d");
  });
});
