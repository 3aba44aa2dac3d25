import assert from "node:assert/strict";
import { stackOf, text } from "../stack";
import { everyStrategy, ids, sessionCache, sessionTable, statementsOf, types, web } from "./tier";

const secretArn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:mail-AbCdEf";
const parameterArn = "arn:aws:ssm:eu-west-1:123456789012:parameter/mail/host";

describe("the instances of a web tier may", () => {
  it("report to the hooks of their own group, and of no other one", async () => {
    const stack = await stackOf(web(), "deployed");
    const [complete, describe] = statementsOf(stack, "shop-web-boot");
    assert.deepEqual(complete, {
      Effect: "Allow",
      Action: "autoscaling:CompleteLifecycleAction",
      Resource: "arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:*:autoScalingGroupName/*",
      Condition: { StringEquals: { "autoscaling:ResourceTag/clothesline:fleet": "clothesline/dev/shop-web" } },
    });
    assert.equal(describe?.["Action"], "autoscaling:DescribeAutoScalingInstances");
  });

  it("mount the share through the access point that reads, and only mount it", async () => {
    const mount = statementsOf(await stackOf(web(), "deployed"), "shop-web-boot").at(2);
    assert.deepEqual(mount, {
      Effect: "Allow",
      Action: "elasticfilesystem:ClientMount",
      Resource: ids.fileSystemArn,
      Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": ids.accessPointArn } },
    });
  });

  it("read the secrets and parameters that are given, and none otherwise", async () => {
    const given = await stackOf(web({ secretArns: { MAIL_KEY: secretArn, MAIL_HOST: parameterArn } }), "deployed");
    assert.deepEqual(statementsOf(given, "shop-web-boot").at(3), {
      Effect: "Allow",
      Action: ["secretsmanager:GetSecretValue", "ssm:GetParameter"],
      Resource: [secretArn, parameterArn],
    });
    assert.equal(statementsOf(await stackOf(web(), "deployed"), "shop-web-boot").length, 3);
  });

  it("do what else they are permitted, each by its own name", async () => {
    const { one } = await stackOf(
      web({ rolePermissions: { mail: { actions: ["ses:SendEmail"], resourceArns: ["arn:aws:ses:::shop"] } } }),
    );
    assert.deepEqual(JSON.parse(text(one(types.rolePolicy, "shop-web-may-mail").inputs["policy"])), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["ses:SendEmail"], Resource: ["arn:aws:ses:::shop"] }],
    });
  });

  it("do what the policies allow that are given, each by its own name", async () => {
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
    const { one, namesBehind } = await stackOf(web({ rolePolicies: { database: policy } }));
    const granted = one(types.rolePolicy, "shop-web-may-database");
    assert.equal(granted.inputs["policy"], policy);
    assert.deepEqual(namesBehind(granted, "role"), ["shop-web"]);
  });

  it("act for EC2 alone, and change nothing in the account by any policy of ours", async () => {
    const { one, all } = await stackOf(web({ sessionStrategy: "table", ...everyStrategy }), "deployed");
    const trust = JSON.parse(text(one(types.role, "shop-web").inputs["assumeRolePolicy"])) as {
      Statement: { Principal: unknown }[];
    };
    assert.deepEqual(
      trust.Statement.map(({ Principal }) => Principal),
      [{ Service: "ec2.amazonaws.com" }],
    );
    assert.deepEqual(
      all(types.rolePolicy).map(({ name }) => name),
      ["shop-web-boot", "shop-web-sessions"],
    );
  });

  it("sign in to the cache of their sessions as its user", async () => {
    const stack = await stackOf(web({ sessionStrategy: "cache", ...everyStrategy }), "deployed");
    assert.deepEqual(statementsOf(stack, "shop-web-sessions"), [
      { Effect: "Allow", Action: "elasticache:Connect", Resource: [sessionCache.cacheArn, sessionCache.userArn] },
    ]);
  });

  it("use single items of the table of their sessions, and never list it", async () => {
    const stack = await stackOf(web({ sessionStrategy: "table", ...everyStrategy }), "deployed");
    const [statement, ...more] = statementsOf(stack, "shop-web-sessions");
    assert.deepEqual(more, []);
    assert.equal(statement?.["Resource"], sessionTable.tableArn);
    assert.deepEqual(statement["Action"], [
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]);
  });

  it("read the keys of their cookies", async () => {
    const stack = await stackOf(web({ sessionStrategy: "cookie", ...everyStrategy }), "deployed");
    const [statement] = statementsOf(stack, "shop-web-sessions");
    assert.equal(statement?.["Action"], "secretsmanager:GetSecretValue");
    assert.deepEqual(
      (statement["Resource"] as string[]).sort(),
      stack
        .all(types.secret)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it("do nothing for sessions that stay with them", async () => {
    const { all } = await stackOf(web({ sessionStrategy: "sticky", ...everyStrategy }));
    assert.ok(!all(types.rolePolicy).some(({ name }) => name === "shop-web-sessions"));
  });
});
