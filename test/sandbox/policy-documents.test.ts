import assert from "node:assert/strict";
import { ec2, iam, route53, ssm } from "@pulumi/aws";
import { failureOf, run, text } from "./run";

describe("a policy that is written as statements", () => {
  const written = async (args: iam.GetPolicyDocumentArgs): Promise<unknown> => {
    const { stackOutputs } = await run(async () => ({ json: (await iam.getPolicyDocument(args)).json }));
    return JSON.parse(text(stackOutputs["json"]));
  };

  it("becomes the provider's document, with one value bare and several in its order", async () => {
    const statements = [
      {
        sid: "Read",
        actions: ["s3:GetObject", "s3:ListBucket"],
        resources: ["arn:aws:s3:::releases/*"],
        conditions: [{ test: "StringEquals", variable: "aws:PrincipalTag/Team", values: ["&{aws:username}"] }],
      },
      {
        effect: "Deny",
        actions: ["*"],
        resources: ["*"],
        principals: [
          { type: "Service", identifiers: ["ec2.amazonaws.com"] },
          { type: "AWS", identifiers: ["1", "2"] },
        ],
      },
    ];
    assert.deepEqual(await written({ statements }), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: ["s3:ListBucket", "s3:GetObject"],
          Resource: "arn:aws:s3:::releases/*",
          Condition: { StringEquals: { "aws:PrincipalTag/Team": "${aws:username}" } },
        },
        {
          Effect: "Deny",
          Action: "*",
          Resource: "*",
          Principal: { AWS: ["2", "1"], Service: "ec2.amazonaws.com" },
        },
      ],
    });
  });

  it("says everybody in one way", async () => {
    const principals = [{ type: "*", identifiers: ["*"] }];
    const document = await written({ statements: [{ actions: ["*"], principals }] });
    assert.deepEqual(document, {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Principal: "*" }],
    });
  });

  it("takes over the statements of others, and lets some override those of their name", async () => {
    const document = (sid: string, action: string) =>
      JSON.stringify({ Statement: [{ Sid: sid, Effect: "Allow", Action: action }] });
    assert.deepEqual(
      await written({
        overridePolicyDocuments: [document("Own", "b"), document("New", "c")],
        sourcePolicyDocuments: [document("Other", "a")],
        statements: [{ sid: "Own", actions: ["x"] }],
      }),
      {
        Version: "2012-10-17",
        Statement: [
          { Sid: "Other", Effect: "Allow", Action: "a" },
          { Sid: "Own", Effect: "Allow", Action: "b" },
          { Sid: "New", Effect: "Allow", Action: "c" },
        ],
      },
    );
    const twice = { sourcePolicyDocuments: [document("One", "a"), document("One", "b")] };
    const { message } = await failureOf(() => iam.getPolicyDocument(twice));
    assert.match(message, /two statements of sourcePolicyDocuments have the sid One; give each its own/);
  });
});

describe("what a program looks up", () => {
  it("an image by the parameter that AWS publishes, in each region another", async () => {
    const name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
    const { stackOutputs } = await run(async () => ({
      here: (await ssm.getParameter({ name })).value,
      there: (await ssm.getParameter({ name, region: "us-east-1" })).value,
      found: (await ec2.getAmi({ filters: [{ name: "architecture", values: ["arm64"] }], owners: ["amazon"] })).id,
    }));
    for (const id of Object.values(stackOutputs)) assert.match(text(id), /^ami-0[0-9a-f]{16}$/);
    assert.equal(new Set(Object.values(stackOutputs)).size, 3);
    const { message } = await failureOf(() => ssm.getParameter({ name: "/shop/key" }));
    assert.match(
      message,
      /knows the parameters of images that AWS publishes, and not \/shop\/key; give one that begins/,
    );
  });

  it("a hosted zone by its name, and the same one by its id", async () => {
    const { stackOutputs } = await run(async () => {
      const { zoneId } = await route53.getZone({ name: "example.com." });
      return { zoneId, again: (await route53.getZone({ zoneId })).zoneId };
    });
    assert.match(text(stackOutputs["zoneId"]), /^Z[0-9A-F]{20}$/);
    assert.equal(stackOutputs["again"], stackOutputs["zoneId"]);
    const { message } = await failureOf(() => route53.getZone({}));
    assert.match(message, /finds a hosted zone by its name or its zoneId; give one of them/);
  });
});
