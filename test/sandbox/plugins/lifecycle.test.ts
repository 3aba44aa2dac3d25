import assert from "node:assert/strict";
import { isUnknown, unknown, type Properties } from "../../../sandbox/values";
import { named, run, text } from "../run";
import { database as unnamed, useAccount } from "./account";
import { Provider, refusalOf, urnOf } from "./provider";
import { ec2 } from "@pulumi/aws";

const vpcType = "aws:ec2/vpc:Vpc";
const groupType = "aws:ec2/securityGroup:SecurityGroup";
const block = { cidrBlock: "10.0.0.0/16" };
const database: Properties = { ...unnamed, identifier: "users" };

describe("the AWS provider", () => {
  const account = useAccount();

  describe("in a preview", () => {
    it("answers as a plan in its own process does, and puts nothing into the account", async () => {
      const { outputs } = await account.provider.preview(vpcType, "main", block);
      const evaluation = await run(() => new ec2.Vpc("main", block));
      // The id is among what the provider answers, and beside it in an evaluation.
      const { id, ...others } = outputs;
      assert.ok(isUnknown(id ?? null));
      assert.deepEqual(others, named(evaluation, "main").outputs);
      assert.deepEqual(account.provider.holdings(), []);
    });

    it("of a change keeps what AWS decided, and does not know what will follow from the change", async () => {
      const made = await account.provider.make("aws:rds/instance:Instance", "users", database);
      const { outputs } = await account.provider.update(made, { ...database, identifier: "people" }, true);
      assert.equal(outputs["resourceId"], made.outputs["resourceId"]);
      assert.equal(outputs["identifier"], "people");
      assert.deepEqual([outputs["address"], outputs["endpoint"], outputs["arn"]], [unknown, unknown, unknown]);
      assert.equal(account.provider.holdings()[0]?.inputs["identifier"], "users");
    });

    it("of a change to something not known yet does not know what follows from it", async () => {
      const made = await account.provider.make("aws:rds/instance:Instance", "users", database);
      const { outputs } = await account.provider.update(made, { ...database, port: unknown }, true);
      assert.ok(isUnknown(outputs["endpoint"]));
      assert.equal(outputs["address"], made.outputs["address"]);
    });
  });

  describe("makes", () => {
    it("what a plan in its own process shows, id and all", async () => {
      const made = await account.provider.make(vpcType, "main", block);
      assert.match(made.id, /^vpc-0[0-9a-f]{16}$/);
      assert.equal(made.outputs["id"], made.id);
      assert.equal(made.outputs["arn"], `arn:aws:ec2:eu-west-1:123456789012:vpc/${made.id}`);
      const [holding] = account.provider.holdings();
      assert.deepEqual([holding?.type, holding?.id, holding?.region], [vpcType, made.id, "eu-west-1"]);
      assert.equal(holding?.madeAs, urnOf(vpcType, "main"));
    });

    it("something new each time, also for the same URN", async () => {
      const [one, other] = [
        await account.provider.make(vpcType, "main", block),
        await account.provider.make(vpcType, "main", block),
      ];
      assert.notEqual(one.id, other.id);
      assert.notEqual(one.outputs["defaultSecurityGroupId"], other.outputs["defaultSecurityGroupId"]);
      assert.equal(account.provider.holdings().length, 2);
    });

    it("the same in another account, for the same requests", async () => {
      const other = await Provider.start();
      const ids = async (one: Provider) => {
        await one.make(vpcType, "main", block);
        return (await one.make(vpcType, "main", block)).id;
      };
      assert.equal(await ids(account.provider), await ids(other));
      other.stop();
    });

    it("no id twice, not even after what had it is gone", async () => {
      const one = await account.provider.make(vpcType, "main", block);
      await account.provider.remove(one);
      assert.notEqual((await account.provider.make(vpcType, "main", block)).id, one.id);
    });

    it("a name behind a prefix, which stays with every change", async () => {
      const made = await account.provider.make(groupType, "web", { namePrefix: "web-" });
      assert.match(text(made.outputs["name"]), /^web-\d{26}$/);
      const changed = await account.provider.update(made, { namePrefix: "web-", tags: { Name: "a" } });
      assert.equal(changed.outputs["name"], made.outputs["name"]);
    });

    it("in the region that a resource names", async () => {
      const made = await account.provider.make(vpcType, "main", { ...block, region: "us-east-1" });
      assert.equal(made.outputs["arn"], `arn:aws:ec2:us-east-1:123456789012:vpc/${made.id}`);
      assert.equal(account.provider.holdings()[0]?.region, "us-east-1");
    });

    it("what AWS has already by overwriting it", async () => {
      const vpc = await account.provider.make(vpcType, "main", block);
      const adopt = (name: string) =>
        account.provider.make("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", name, { vpcId: vpc.id });
      const [one, other] = [await adopt("one"), await adopt("other")];
      assert.deepEqual([one.id, other.id], [vpc.outputs["defaultSecurityGroupId"], one.id]);
      assert.equal(account.provider.holdings().length, 2);
    });
  });

  describe("changes", () => {
    it("what is asked for, and keeps what AWS decided", async () => {
      const made = await account.provider.make(vpcType, "main", block);
      const changed = await account.provider.update(made, { ...block, enableDnsHostnames: true, tags: { Name: "a" } });
      assert.deepEqual(changed.outputs, {
        ...made.outputs,
        enableDnsHostnames: true,
        tags: { Name: "a" },
        tagsAll: { Name: "a" },
      });
      assert.deepEqual((await account.provider.read(changed))?.outputs, changed.outputs);
    });

    it("what follows from what is asked for", async () => {
      const made = await account.provider.make("aws:rds/instance:Instance", "users", database);
      const { id, outputs } = await account.provider.update(made, { ...database, identifier: "people", port: 6543 });
      assert.equal(id, made.id);
      assert.match(text(outputs["endpoint"]), /^people\.[0-9a-f]{12}\.eu-west-1\.rds\.amazonaws\.com:6543$/);
    });

    it("nothing of what AWS keeps when an argument is no longer given", async () => {
      const made = await account.provider.make("aws:rds/instance:Instance", "users", {
        ...database,
        backupRetentionPeriod: 7,
      });
      assert.equal((await account.provider.update(made, database)).outputs["backupRetentionPeriod"], 7);
    });

    it("nothing that follows from an argument that is no longer given, and still stands", async () => {
      const named = await account.provider.make("aws:rds/instance:Instance", "users", {
        ...database,
        identifier: "people",
      });
      const nameless = { ...database, identifier: null };
      const first = await account.provider.update(named, nameless);
      const second = await account.provider.update(first, { ...nameless, port: 6543 });
      assert.equal(first.outputs["endpoint"], named.outputs["endpoint"]);
      assert.equal(second.outputs["identifier"], "people");
      assert.equal(second.outputs["endpoint"], text(named.outputs["endpoint"]).replace("5432", "6543"));
    });

    it("nothing of what somebody changed behind its back and nobody asks for", async () => {
      const made = await account.provider.make(vpcType, "main", block);
      account.provider.edit(({ holdings }) => {
        Object.assign(holdings[0]?.computed ?? {}, { dhcpOptionsId: "dopt-1" });
      });
      assert.equal(
        (await account.provider.update(made, { ...block, tags: { a: "b" } })).outputs["dhcpOptionsId"],
        "dopt-1",
      );
    });

    it("nothing that is gone", async () => {
      const made = await account.provider.make(vpcType, "main", block);
      await account.provider.remove(made);
      assert.equal(
        await refusalOf(account.provider.update(made, { ...block, enableDnsHostnames: true })),
        `InvalidVpcID.NotFound: The vpc ID '${made.id}' does not exist`,
      );
    });
  });

  describe("reads", () => {
    it("what it made as it answered then", async () => {
      const made = await account.provider.make(groupType, "web", { tags: { Name: "a" } });
      assert.deepEqual(await account.provider.read(made), made);
    });

    it("what somebody changed in the file", async () => {
      const made = await account.provider.make(vpcType, "main", { ...block, tags: { Name: "a", Team: "b" } });
      account.provider.edit(({ holdings }) => {
        const [vpc] = holdings;
        Object.assign(vpc?.inputs ?? {}, { enableDnsHostnames: true, tags: { Name: "c" } });
        Object.assign(vpc?.computed ?? {}, { enableDnsSupport: false });
      });
      const found = await account.provider.read(made);
      assert.deepEqual(found?.inputs, { ...made.inputs, tags: { Name: "c" }, tagsAll: { Name: "c" } });
      const { enableDnsHostnames, enableDnsSupport, tags, tagsAll } = found.outputs;
      assert.deepEqual([enableDnsHostnames, enableDnsSupport], [true, false]);
      assert.deepEqual([tags, tagsAll], [{ Name: "c" }, { Name: "c" }]);
    });

    it("what somebody deleted from the file as gone", async () => {
      const made = await account.provider.make(vpcType, "main", block);
      account.provider.edit((document) => (document.holdings = []));
      assert.equal(await account.provider.read(made), undefined);
    });

    it("a resource by its id alone, for an import, so that nothing has to change", async () => {
      const made = await account.provider.make(vpcType, "main", { ...block, tags: { Name: "a" } });
      const found = await account.provider.get(vpcType, made.id);
      assert.deepEqual(found?.outputs, made.outputs);
      assert.deepEqual(found.inputs, made.inputs);
      assert.equal(await account.provider.get(vpcType, "vpc-1"), undefined);
      assert.equal(await account.provider.get(groupType, made.id), undefined);
    });

    it("nothing of the same name in another region, unless it is everywhere", async () => {
      const there = { region: "us-east-1" };
      const logs = await account.provider.make("aws:cloudwatch/logGroup:LogGroup", "web", { name: "web", ...there });
      assert.equal(await account.provider.get("aws:cloudwatch/logGroup:LogGroup", "web"), undefined);
      assert.deepEqual(await account.provider.read(logs), logs);
      const other = await Provider.start({ accountFile: account.provider.accountFile, config: there });
      const role = await other.make("aws:iam/role:Role", "web", { assumeRolePolicy: "{}" });
      assert.deepEqual(await account.provider.read(role), role);
      other.stop();
    });

    it("a database by its identifier as well, as the real provider does", async () => {
      const made = await account.provider.make("aws:rds/instance:Instance", "users", database);
      assert.equal((await account.provider.get("aws:rds/instance:Instance", "users"))?.id, made.id);
    });

    it("what somebody wrote into the file with what AWS would have decided", async () => {
      await account.provider.make(vpcType, "main", block);
      account.provider.edit(({ holdings }) =>
        holdings.push({ type: vpcType, id: "vpc-1", inputs: { cidrBlock: "10.9.0.0/16" } }),
      );
      const { outputs } = (await account.provider.get(vpcType, "vpc-1")) ?? {};
      assert.equal(outputs?.["arn"], "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1");
      assert.equal(outputs["cidrBlock"], "10.9.0.0/16");
    });

    it("the provider's default tags as nobody's own", async () => {
      const tagging = await Provider.start({ config: { defaultTags: '{"tags":{"Owner":"us","Name":"none"}}' } });
      const made = await tagging.make(vpcType, "main", { ...block, tags: { Name: "a" } });
      assert.deepEqual(await tagging.read(made), made);
      tagging.edit(({ holdings }) => {
        Object.assign(holdings[0]?.inputs ?? {}, { tags: { Owner: "us", Name: "a", Extra: "b" } });
      });
      const { tags, tagsAll } = (await tagging.read(made))?.outputs ?? {};
      assert.deepEqual(tags, { Name: "a", Extra: "b" });
      assert.deepEqual(tagsAll, { Owner: "us", Name: "a", Extra: "b" });
      tagging.stop();
    });
  });

  describe("deletes", () => {
    it("what is there, and is content with what is not", async () => {
      const made = await account.provider.make(vpcType, "main", block);
      await account.provider.remove(made);
      assert.deepEqual(account.provider.holdings(), []);
      await account.provider.remove(made);
    });

    it("nothing where the program asks it to leave it to AWS", async () => {
      await account.provider.remove(
        await account.provider.make("aws:cloudwatch/logGroup:LogGroup", "a", { skipDestroy: true }),
      );
      assert.equal(account.provider.holdings().length, 1);
    });
  });
});
