import assert from "node:assert/strict";
import type { TableAcceleratorArgs } from "../../../components/serverless-table/accelerator";
import { ServerlessTable } from "../../../components/serverless-table/serverless-table";
import { networkIn } from "../network-in";
import { stackOf, text } from "../stack";
import { accelerator, shopWithTable, types } from "./table";

const accelerated = (args: Partial<TableAcceleratorArgs> = {}) =>
  stackOf(shopWithTable({ accelerator: { ...accelerator, ...args } }), "deployed");
const clusterOf = async (args: Partial<TableAcceleratorArgs> = {}) =>
  (await accelerated(args)).one(types.accelerator, "shop-carts").inputs;

describe("a table's accelerator", () => {
  it("has three of the smallest nodes unless told otherwise", async () => {
    const small = await clusterOf();
    assert.deepEqual([small["replicationFactor"], small["nodeType"]], [3, "dax.t3.small"]);
    const other = await clusterOf({ nodes: 1, nodeType: "dax.r5.large" });
    assert.deepEqual([other["replicationFactor"], other["nodeType"]], [1, "dax.r5.large"]);
  });

  it("stands in the data tier", async () => {
    const { one, namesBehind } = await accelerated();
    const { dataSubnetIds, vpcId } = networkIn("abc");
    assert.deepEqual(one(types.acceleratorSubnets, "shop-carts").inputs["subnetIds"], dataSubnetIds);
    assert.deepEqual(namesBehind(one(types.accelerator, "shop-carts"), "subnetGroupName"), ["shop-carts"]);
    assert.equal(one(types.securityGroup, "shop-carts-accelerator").inputs["vpcId"], vpcId);
  });

  it("encrypts what it sends and what it keeps", async () => {
    const cluster = await clusterOf();
    assert.equal(cluster["clusterEndpointEncryptionType"], "TLS");
    assert.deepEqual(cluster["serverSideEncryption"], { enabled: true });
  });

  it("admits nobody by itself", async () => {
    const { one, resources } = await accelerated();
    const group = one(types.securityGroup, "shop-carts-accelerator");
    assert.deepEqual([group.inputs["ingress"], group.inputs["egress"]], [undefined, undefined]);
    assert.deepEqual(one(types.accelerator, "shop-carts").inputs["securityGroupIds"], [group.id]);
    assert.deepEqual(
      resources.filter(({ type }) => /securityGroup\w*Rule/i.test(type)),
      [],
    );
  });

  it("answers with nothing older than it is told, be it an item or a list", async () => {
    for (const [args, millis] of [
      [{}, "60000"],
      [{ stalenessSeconds: 5 }, "5000"],
    ] as const) {
      const { one, namesBehind } = await accelerated(args);
      assert.deepEqual(one(types.acceleratorParameters, "shop-carts").inputs["parameters"], [
        { name: "query-ttl-millis", value: millis },
        { name: "record-ttl-millis", value: millis },
      ]);
      assert.deepEqual(namesBehind(one(types.accelerator, "shop-carts"), "parameterGroupName"), ["shop-carts"]);
      // DAX refuses to change the group that the former cluster still runs with.
      assert.deepEqual(one(types.acceleratorParameters, "shop-carts").replaceOnChanges, ["parameters"]);
    }
  });

  it("is worked on in the window that it is told, and tells the topic that it is told", async () => {
    const notificationTopicArn = "arn:aws:sns:eu-west-1:123456789012:events";
    const plain = await clusterOf();
    assert.deepEqual([plain["maintenanceWindow"], plain["notificationTopicArn"]], ["sun:04:00-sun:05:00", undefined]);
    const told = await clusterOf({ maintenanceWindow: "tue:01:00-tue:02:00", notificationTopicArn });
    assert.deepEqual(
      [told["maintenanceWindow"], told["notificationTopicArn"]],
      ["tue:01:00-tue:02:00", notificationTopicArn],
    );
  });

  it("may read this table and its indexes, write it only where it is told to, and nothing else", async () => {
    const reads = ["dynamodb:BatchGetItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:Query"];
    const writes = ["BatchWriteItem", "ConditionCheckItem", "DeleteItem", "PutItem", "UpdateItem"];
    for (const [args, actions] of [
      [{}, reads],
      [{ writesThrough: false }, reads],
      [{ writesThrough: true }, [...reads, ...writes.map((action) => `dynamodb:${action}`)]],
    ] as const) {
      const { one, all } = await accelerated(args);
      const arn = text(one(types.table, "shop-carts").outputs["arn"]);
      assert.deepEqual(JSON.parse(text(one(types.rolePolicy, "shop-carts-accelerator").inputs["policy"])), {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: actions, Resource: [arn, `${arn}/index/*`] }],
      });
      assert.equal(all(types.rolePolicy).length, 1);
    }
  });

  it("takes on a role that trusts DAX alone, once the role may use the table", async () => {
    const { one, namesBehind } = await accelerated();
    const role = one(types.role, "shop-carts-accelerator");
    const trust = JSON.parse(text(role.inputs["assumeRolePolicy"])) as { Statement: { Principal: unknown }[] };
    assert.deepEqual(
      trust.Statement.map(({ Principal }) => Principal),
      [{ Service: "dax.amazonaws.com" }],
    );
    const cluster = one(types.accelerator, "shop-carts");
    assert.deepEqual(namesBehind(cluster, "iamRoleArn"), ["shop-carts-accelerator"]);
    assert.ok(cluster.dependencies.includes(one(types.rolePolicy, "shop-carts-accelerator").urn));
  });

  for (const [name, stem] of [
    ["shop-carts", "shop-carts"],
    ["mytodolist-todos", "mytodolist-to"],
    ["My.Shop__Carts", "my-shop-carts"],
    ["123456789012-items", "t123456789012"],
    ["twelve-chars-and-more", "twelve-chars"],
  ] as const) {
    it(`has a name that DAX takes, also for the table ${name}`, async () => {
      const { all } = await stackOf(() => new ServerlessTable(name, { partitionKey: "id", accelerator }), "deployed");
      const [cluster] = all(types.accelerator);
      assert.match(text(cluster?.inputs["clusterName"]), new RegExp(`^${stem}-[0-9a-f]{6}$`));
    });
  }

  it("has another name where it is made anew, so that it can stand beside the former one", async () => {
    const { one } = await accelerated({ nodeType: "dax.r5.large", stalenessSeconds: 5 });
    const [suffix, role] = [one("random:index/randomId:RandomId", "shop-carts-accelerator"), types.role];
    assert.deepEqual(suffix.inputs["keepers"], {
      nodeType: "dax.r5.large",
      stalenessSeconds: "5",
      role: one(role, "shop-carts-accelerator").outputs["arn"],
      subnets: one(types.acceleratorSubnets, "shop-carts").id,
    });
  });

  it("is told by its endpoint, port, group and ARN", async () => {
    const { outputs, one } = await accelerated();
    const cluster = one(types.accelerator, "shop-carts").outputs;
    assert.equal(outputs["acceleratorEndpoint"], `daxs://${text(cluster["clusterAddress"])}`);
    assert.equal(outputs["acceleratorPort"], cluster["port"]);
    assert.equal(outputs["acceleratorSecurityGroupId"], one(types.securityGroup, "shop-carts-accelerator").id);
    assert.equal(outputs["acceleratorArn"], cluster["arn"]);
  });

  it("is nowhere unless it is asked for, and what it would tell is empty, before anything is made", async () => {
    const { outputs, resources } = await stackOf(shopWithTable());
    assert.deepEqual(
      ["Endpoint", "SecurityGroupId", "Arn"].map((what) => outputs[`accelerator${what}`]),
      ["", "", ""],
    );
    assert.deepEqual(
      resources.filter(({ type }) => /:dax|:iam|:ec2|random:/.test(type)),
      [],
    );
  });

  it("has alarms on busy nodes, on what no longer fits, on faults and on requests turned away", async () => {
    const alarmTopicArn = "arn:aws:sns:eu-west-1:123456789012:alarms";
    const { all, namesBehind } = await stackOf(shopWithTable({ accelerator, alarmTopicArn }));
    const alarms = all(types.alarm).filter(({ inputs }) => inputs["namespace"] === "AWS/DAX");
    assert.deepEqual(
      alarms.map(({ name, inputs }) => [name, inputs["metricName"]]),
      [
        ["shop-carts-accelerator-cpu", "CPUUtilization"],
        ["shop-carts-accelerator-evictions", "EvictedSize"],
        ["shop-carts-accelerator-faults", "FaultRequestCount"],
        ["shop-carts-accelerator-throttles", "ThrottledRequestCount"],
      ],
    );
    for (const alarm of alarms) {
      assert.deepEqual(namesBehind(alarm, "dimensions"), ["shop-carts"]);
      assert.deepEqual(alarm.inputs["alarmActions"], [alarmTopicArn]);
      assert.equal(alarm.inputs["treatMissingData"], "notBreaching");
      assert.match(text(alarm.inputs["alarmDescription"]), /shop-carts/);
    }
  });
});
