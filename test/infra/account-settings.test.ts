import assert from "node:assert/strict";
import { admitting, ofType, one, stackOf } from "./stack";
import { good } from "./stack-values";

const account = "aws:apigateway/account:Account";
const name = "platform-api-gateway-logs";

describe("API Gateway's role for the logs of an account", () => {
  it("is set by the one stack that is told to", async () => {
    const stack = await stackOf({ ...good, "clothesline:accountSettings": { apiGatewayLogs: true } });
    const role = one(stack, "aws:iam/role:Role", name);
    assert.deepEqual(
      admitting(role.inputs["assumeRolePolicy"], "apigateway.amazonaws.com")["Action"],
      "sts:AssumeRole",
    );
    assert.equal(one(stack, account, name).inputs["cloudwatchRoleArn"], role.outputs["arn"]);
    const permission = one(stack, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", name);
    assert.equal(
      permission.inputs["policyArn"],
      "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
    );
    assert.ok(one(stack, account, name).dependencies.includes(permission.urn));
  });

  it("stays when the stack goes, with all that it takes", async () => {
    const stack = await stackOf({ ...good, "clothesline:accountSettings": { apiGatewayLogs: true } });
    const made = stack.resources.filter((resource) => resource.name === name);
    assert.equal(made.length, 3);
    for (const { type, retainOnDelete } of made) assert.equal(retainOnDelete, true, type);
  });

  it("is nothing to any other stack", async () => {
    for (const values of [good, { ...good, "clothesline:accountSettings": {} }]) {
      assert.deepEqual(ofType(await stackOf(values), account), []);
    }
  });
});
