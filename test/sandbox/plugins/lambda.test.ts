import assert from "node:assert/strict";
import { unknown, type Properties } from "../../../sandbox/values";
import { text } from "../run";
import { useAccount } from "./account";

const networkPolicy = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole";

describe("the sandbox's Lambda", () => {
  const account = useAccount();
  const role = () => account.make("role", { assumeRolePolicy: "{}", name: "function" });
  const lambda = async (given: Properties = {}) => {
    const { outputs } = await role();
    const code = { handler: "index.handler", runtime: "nodejs24.x", s3Bucket: "code", s3Key: "code.zip" };
    await account.make("bucket", { bucket: "code" });
    return { ...code, role: outputs["arn"] ?? null, ...given };
  };
  const network = async () => {
    const vpc = await account.vpc();
    const subnets = (await account.subnets(vpc)).map(({ id }) => id);
    const { id } = await account.make("group", { vpcId: vpc.id });
    return { subnetIds: subnets, securityGroupIds: [id] };
  };

  it("has a version more of a published function with every change of its code", async () => {
    const given = await lambda({ publish: true });
    const made = await account.make("lambda", given);
    assert.equal(made.outputs["version"], "1");
    const other = { ...given, s3Key: "other.zip" };
    assert.equal((await account.provider.update(made, other, true)).outputs["version"], unknown);
    const changed = await account.provider.update(made, other);
    assert.equal(changed.outputs["version"], "2");
    assert.equal(changed.outputs["qualifiedArn"], `${text(changed.outputs["arn"])}:2`);
    assert.notEqual(changed.outputs["codeSha256"], made.outputs["codeSha256"]);
  });

  it("is in a network once its role may be there", async () => {
    const given = await lambda({ vpcConfig: await network() });
    const words =
      "InvalidParameterValueException: The provided execution role does not have permissions to call CreateNetworkInterface on EC2";
    await account.refuses(() => account.make("lambda", given), words);
    await account.make("attachedPolicy", { policyArn: networkPolicy, role: "function" });
    await account.make("lambda", given);
  });

  it("mounts a file system that has a mount target in each of its zones", async () => {
    const vpcConfig = await network();
    const files = await account.make("fileSystem");
    const point = await account.make("accessPoint", { fileSystemId: files.id });
    const fileSystemConfig = { arn: point.outputs["arn"] ?? null, localMountPath: "/mnt/releases" };
    const given = await lambda({ fileSystemConfig, vpcConfig });
    await account.make("attachedPolicy", { policyArn: networkPolicy, role: "function" });
    const words = /does not have mount targets created in all availability zones the function will execute in\.$/;
    for (const [place, subnetId] of vpcConfig.subnetIds.entries()) {
      await account.refuses(() => account.make("lambda", given), words);
      await account.make("mountTarget", { fileSystemId: files.id, subnetId }, `target-${String(place)}`);
    }
    await account.make("lambda", given);
    const outside = { ...given, vpcConfig: null };
    await account.refuses(() => account.make("lambda", outside, "outside"), /must be configured to execute in a VPC/);
  });

  it("answers a call with a document, and another call with another one", async () => {
    const { id } = await account.make("lambda", await lambda());
    const made = await account.make("invocation", { functionName: id, input: '{"release":1}', lifecycleScope: "CRUD" });
    assert.equal(typeof JSON.parse(text(made.outputs["result"])), "object");
    const other = { functionName: id, input: '{"release":2}', lifecycleScope: "CRUD" };
    assert.equal((await account.provider.update(made, other, true)).outputs["result"], unknown);
    const changed = await account.provider.update(made, other);
    assert.notEqual(changed.outputs["result"], made.outputs["result"]);
    await account.refuses(
      () => account.make("invocation", { functionName: "absent", input: "{}" }, "absent"),
      "ResourceNotFoundException: Function not found: absent",
    );
  });

  it("hears from a bucket that it admits", async () => {
    const made = await account.make("lambda", await lambda());
    const arn = text(made.outputs["arn"]);
    const lambdaFunctions = [{ events: ["s3:ObjectCreated:*"], lambdaFunctionArn: arn }];
    const notify = () => account.make("notification", { bucket: "code", lambdaFunctions });
    await account.refuses(notify, "InvalidArgument: Unable to validate the following destination configurations");
    const permission = { action: "lambda:InvokeFunction", function: made.id, principal: "s3.amazonaws.com" };
    await account.make("permission", permission);
    await notify();
  });
});

describe("the sandbox's Secrets Manager", () => {
  const account = useAccount();

  it("keeps the name of a deleted secret for a while, unless it is told not to", async () => {
    const given = { name: "owner" };
    await account.provider.remove(await account.make("secret", given));
    await account.refuses(
      () => account.make("secret", given),
      /^InvalidRequestException: You can't create this secret because a secret with this name is already scheduled/,
    );
    const gone = { name: "other", recoveryWindowInDays: 0 };
    await account.provider.remove(await account.make("secret", gone));
    await account.make("secret", gone);
  });

  it("keeps versions of a secret, which go with it", async () => {
    const secret = await account.make("secret", { recoveryWindowInDays: 0 });
    const version = await account.make("secretVersion", { secretId: secret.id, secretString: "battery" });
    assert.equal(version.outputs["arn"], secret.id);
    await account.refuses(
      () => account.make("secretVersion", { secretId: secret.id }, "empty"),
      /^InvalidParameterException: You must provide either SecretString or SecretBinary\.$/,
    );
    await account.provider.remove(secret);
    assert.deepEqual(account.left(), []);
  });
});
