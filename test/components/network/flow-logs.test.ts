import assert from "node:assert/strict";
import { stackOf, text } from "../stack";
import { shop } from "./shop";

describe("the flow logs of a network", () => {
  it("record all traffic of the VPC into a group of their own, for 30 days unless told otherwise", async () => {
    const { one, namesBehind } = await stackOf(shop("a"));
    const flowLog = one("aws:ec2/flowLog:FlowLog", "shop");
    assert.equal(flowLog.inputs["trafficType"], "ALL");
    assert.deepEqual(namesBehind(flowLog, "vpcId"), ["shop"]);
    assert.equal(flowLog.inputs["logDestinationType"], "cloud-watch-logs");
    assert.deepEqual(namesBehind(flowLog, "logDestination"), ["shop-flow-logs"]);
    assert.deepEqual(namesBehind(flowLog, "iamRoleArn"), ["shop-flow-logs"]);
    assert.equal(one("aws:cloudwatch/logGroup:LogGroup", "shop-flow-logs").inputs["retentionInDays"], 30);
    const longer = await stackOf(shop("a", { flowLogRetentionDays: 365 }));
    assert.equal(longer.one("aws:cloudwatch/logGroup:LogGroup", "shop-flow-logs").inputs["retentionInDays"], 365);
  });

  it("are written by a role that AWS may take for this account alone", async () => {
    const { one } = await stackOf(shop("a"));
    const role = one("aws:iam/role:Role", "shop-flow-logs");
    assert.deepEqual(JSON.parse(text(role.inputs["assumeRolePolicy"])), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ],
    });
  });

  it("may write to their own group and nothing else, before they begin", async () => {
    const { one } = await stackOf(shop("a"), "deployed");
    const policy = one("aws:iam/rolePolicy:RolePolicy", "shop-flow-logs");
    const arn = text(one("aws:cloudwatch/logGroup:LogGroup", "shop-flow-logs").outputs["arn"]);
    assert.deepEqual(JSON.parse(text(policy.inputs["policy"])), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"],
          Resource: [arn, `${arn}:*`],
        },
      ],
    });
    assert.ok(one("aws:ec2/flowLog:FlowLog", "shop").dependencies.includes(policy.urn));
  });
});
