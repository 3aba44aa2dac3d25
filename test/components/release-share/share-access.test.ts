import assert from "node:assert/strict";
import { bothStates, text } from "../stack";
import { types, usualShare } from "./share-program";
import { listOf, statementsOf, verdict, type RequestContext } from "./share-policy";

const mount = "elasticfilesystem:ClientMount";
const write = "elasticfilesystem:ClientWrite";
const beRoot = "elasticfilesystem:ClientRootAccess";

describe("a share's security groups", () => {
  for (const knowledge of bothStates) {
    it(`let the publisher call the share and S3, and nobody else anybody (${knowledge})`, async () => {
      const { all, namesBehind } = await usualShare(knowledge);
      assert.deepEqual(
        all(types.ingress).map((rule) => [
          namesBehind(rule, "referencedSecurityGroupId"),
          namesBehind(rule, "securityGroupId"),
          rule.inputs["fromPort"],
          rule.inputs["toPort"],
        ]),
        [[["shop-releases-publisher"], ["shop-releases"], 2049, 2049]],
      );
      assert.deepEqual(
        all(types.egress).map((rule) => [
          namesBehind(rule, "securityGroupId"),
          namesBehind(rule, "referencedSecurityGroupId"),
          rule.inputs["prefixListId"],
          rule.inputs["fromPort"],
          rule.inputs["toPort"],
        ]),
        [
          [["shop-releases-publisher"], [], "pl-6da54004", 443, 443],
          [["shop-releases-publisher"], ["shop-releases"], undefined, 2049, 2049],
        ],
      );
      for (const { inputs } of [...all(types.ingress), ...all(types.egress)]) {
        assert.equal(inputs["cidrIpv4"] ?? inputs["cidrIpv6"], undefined);
      }
    });
  }

  it("have no rules of their own, and stand around the mount targets and the publisher", async () => {
    const { all, one } = await usualShare("deployed");
    const [share, publisher] = ["shop-releases", "shop-releases-publisher"].map((name) =>
      one(types.securityGroup, name),
    );
    assert.equal(all(types.securityGroup).length, 2);
    for (const group of [share, publisher]) {
      assert.equal(group?.inputs["ingress"], undefined);
      assert.equal(group?.inputs["egress"], undefined);
      assert.equal(group?.inputs["vpcId"], "vpc-0123456789abcdef0");
    }
    for (const { inputs } of all(types.mountTarget)) assert.deepEqual(inputs["securityGroups"], [share?.id]);
    const { vpcConfig } = one(types.function, "shop-releases-publisher").inputs;
    assert.deepEqual(vpcConfig, {
      securityGroupIds: [publisher?.id],
      subnetIds: ["subnet-0a000000000000002", "subnet-0b000000000000002", "subnet-0c000000000000002"],
    });
  });
});

describe("a share's policy", () => {
  async function scene() {
    const { one } = await usualShare("deployed");
    const arnOf = (type: string, name: string) => text(one(type, name).outputs["arn"]);
    const reader = arnOf(types.accessPoint, "shop-releases-reader");
    const writer = arnOf(types.accessPoint, "shop-releases-writer");
    const statements = statementsOf(one(types.fileSystemPolicy, "shop-releases").inputs["policy"]);
    const arn = arnOf(types.fileSystem, "shop-releases");
    const says = (action: string, accessPoint: string | undefined, tls = "true") =>
      verdict(statements, action, {
        "aws:SecureTransport": tls,
        "elasticfilesystem:AccessPointArn": accessPoint,
      });
    return { reader, writer, statements, arn, says };
  }

  it("allows nothing to anybody, so that each client must sign in as a role that may", async () => {
    const { statements, arn } = await scene();
    assert.deepEqual(new Set(statements.map(({ Effect }) => Effect)), new Set(["Deny"]));
    for (const { Resource } of statements) assert.equal(Resource, arn);
  });

  it("has nothing against reading through either access point, nor against writing through the writer's", async () => {
    const { reader, writer, says } = await scene();
    assert.equal(says(mount, reader), "silent");
    assert.equal(says(mount, writer), "silent");
    assert.equal(says(write, writer), "silent");
  });

  for (const action of [mount, write, beRoot]) {
    it(`denies ${action} without TLS, and without one of the two access points`, async () => {
      const { reader, writer, says } = await scene();
      for (const accessPoint of [reader, writer]) assert.equal(says(action, accessPoint, "false"), "denied");
      assert.equal(says(action, undefined), "denied");
      assert.equal(says(action, `${reader}0`), "denied");
    });
  }

  it("denies writing through the reader's access point, and root through any", async () => {
    const { reader, writer, says } = await scene();
    assert.equal(says(write, reader), "denied");
    assert.equal(says(beRoot, reader), "denied");
    assert.equal(says(beRoot, writer), "denied");
  });

  it("stands before anybody can reach the share", async () => {
    const { all, one } = await usualShare();
    const { urn } = one(types.fileSystemPolicy, "shop-releases");
    for (const { name, dependencies } of all(types.mountTarget)) assert.ok(dependencies.includes(urn), name);
  });
});

describe("a share's access points", () => {
  it("lead to one folder that belongs to the writer, and that whoever comes first makes", async () => {
    const { one } = await usualShare();
    const [reader, writer] = ["reader", "writer"].map((who) => one(types.accessPoint, `shop-releases-${who}`).inputs);
    assert.deepEqual(reader?.["rootDirectory"], writer?.["rootDirectory"]);
    assert.deepEqual(writer?.["posixUser"], { uid: 1000, gid: 1000 });
    assert.deepEqual(writer["rootDirectory"], {
      path: "/share",
      creationInfo: { ownerUid: 1000, ownerGid: 1000, permissions: "0755" },
    });
  });

  it("make readers another user, whom the files themselves let read and not write", async () => {
    const { one } = await usualShare();
    assert.deepEqual(one(types.accessPoint, "shop-releases-reader").inputs["posixUser"], { uid: 1001, gid: 1001 });
  });
});

describe("the publisher's role", () => {
  async function scene() {
    const { one } = await usualShare("deployed");
    const statements = statementsOf(one(types.rolePolicy, "shop-releases-publisher").inputs["policy"]);
    const arnOf = (type: string, name: string) => text(one(type, name).outputs["arn"]);
    const on = (action: string, context: RequestContext = {}) => ({
      says: verdict(statements, action, context),
      of: statements
        .filter(({ Effect, Action }) => Effect === "Allow" && listOf(Action).includes(action))
        .map(({ Resource }) => Resource),
    });
    return { one, statements, arnOf, on };
  }

  it("may do this and nothing else", async () => {
    const { statements } = await scene();
    const allowed = statements.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => listOf(Action));
    assert.deepEqual(allowed.sort(), [
      "ec2:AssignPrivateIpAddresses",
      "ec2:CreateNetworkInterface",
      "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:UnassignPrivateIpAddresses",
      "elasticfilesystem:ClientMount",
      "elasticfilesystem:ClientWrite",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "s3:GetObject",
      "s3:GetObjectVersion",
      "s3:ListBucket",
    ]);
  });

  it("reads uploads of its own bucket alone, and hears which are missing", async () => {
    const { on, arnOf } = await scene();
    const bucket = arnOf(types.bucket, "shop-releases-uploads");
    assert.deepEqual(on("s3:GetObject").of, [`${bucket}/releases/*`]);
    assert.deepEqual(on("s3:GetObjectVersion").of, [`${bucket}/releases/*`]);
    assert.deepEqual(on("s3:ListBucket").of, [bucket]);
  });

  it("mounts and writes its own share through the writer's access point alone", async () => {
    const { on, arnOf } = await scene();
    const through = (name: string) => ({ "elasticfilesystem:AccessPointArn": arnOf(types.accessPoint, name) });
    for (const action of [mount, write]) {
      assert.deepEqual(on(action).of, [arnOf(types.fileSystem, "shop-releases")]);
      assert.equal(on(action, through("shop-releases-writer")).says, "allowed");
      assert.equal(on(action, through("shop-releases-reader")).says, "silent");
      assert.equal(on(action).says, "silent");
    }
  });

  it("writes to its own log group alone", async () => {
    const { on, arnOf } = await scene();
    assert.deepEqual(on("logs:PutLogEvents").of, [`${arnOf(types.logGroup, "shop-releases-publisher")}:*`]);
  });

  it("lets Lambda make network interfaces for it, which its code may not", async () => {
    const { on } = await scene();
    const byItsCode = { "lambda:SourceFunctionArn": "arn:aws:lambda:eu-west-1:123456789012:function:any" };
    assert.equal(on("ec2:CreateNetworkInterface").says, "allowed");
    assert.equal(on("ec2:CreateNetworkInterface", byItsCode).says, "denied");
  });

  it("is Lambda's to take", async () => {
    const { one } = await scene();
    const trust = statementsOf(one(types.role, "shop-releases-publisher").inputs["assumeRolePolicy"]);
    assert.deepEqual(trust, [
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
  });
});
