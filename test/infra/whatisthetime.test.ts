import assert from "node:assert/strict";
import type { Evaluation } from "../../sandbox";
import { admitting, ofType, one, stackOf } from "./stack";
import { good } from "./stack-values";

const whole = {
  ...good,
  "clothesline:tags": { CostCentre: "42" },
  "clothesline:alarms": { emailAddresses: ["a@example.com", "b@example.com"] },
  "clothesline:accessLogs": {},
  "clothesline:whatisthetime": { domain: { name: "time.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" } },
};
const mostTags = Object.fromEntries(["CostCentre", "Team", "Data", "Backup", "Ticket"].map((key) => [key, "x"]));
const bare = { ...good, "clothesline:whatisthetime": { plainHttp: true } };

const account = "123456789012";

describe("a stack with WhatIsTheTime", () => {
  let stack: Evaluation;
  before(async () => {
    stack = await stackOf(whole);
  });

  it("tells where it is, where to upload a release, and what to invoke to go back to one", () => {
    const { whatisthetime } = stack.stackOutputs as { whatisthetime: Record<string, string> };
    assert.equal(whatisthetime["url"], "https://time.example.com");
    assert.match(
      whatisthetime["uploadReleasesTo"] ?? "",
      /^s3:\/\/whatisthetime-releases-uploads-[0-9a-z]+\/releases\/VERSION\.zip$/,
    );
    const publisher = one(stack, "aws:lambda/function:Function", "whatisthetime-releases-publisher");
    assert.equal(whatisthetime["releasePublisher"], publisher.outputs["name"]);
  });

  it("tells every alarm to the stack's one topic", () => {
    const topic = one(stack, "aws:sns/topic:Topic", "platform-alarms");
    const alarms = ofType(stack, "aws:cloudwatch/metricAlarm:MetricAlarm");
    assert.ok(alarms.length > 5);
    for (const { name, inputs } of alarms) assert.deepEqual(inputs["alarmActions"], [topic.id], name);
  });

  it("lets CloudWatch publish to the topic and use its key, and nobody else's alarms", () => {
    const key = one(stack, "aws:kms/key:Key", "platform-alarms");
    assert.equal(one(stack, "aws:sns/topic:Topic", "platform-alarms").inputs["kmsMasterKeyId"], key.outputs["arn"]);
    const using = admitting(key.inputs["policy"], "cloudwatch.amazonaws.com");
    assert.deepEqual(using["Action"], ["kms:Decrypt", "kms:GenerateDataKey*"]);
    assert.deepEqual(using["Condition"], { StringEquals: { "aws:SourceAccount": account } });
    const { policy } = one(stack, "aws:sns/topicPolicy:TopicPolicy", "platform-alarms").inputs;
    const publishing = admitting(policy, "cloudwatch.amazonaws.com");
    assert.equal(publishing["Action"], "sns:Publish");
    assert.deepEqual(publishing["Condition"], { StringEquals: { "aws:SourceAccount": account } });
  });

  it("writes to each address by a subscription of its own", () => {
    const subscriptions = ofType(stack, "aws:sns/topicSubscription:TopicSubscription");
    assert.deepEqual(
      subscriptions.map(({ name, inputs }) => [name, inputs["protocol"], inputs["endpoint"]]),
      ["a@example.com", "b@example.com"].map((address) => [`platform-alarms-${address}`, "email", address]),
    );
  });

  it("keeps the access logs of its load balancer and its bucket in the stack's one bucket", () => {
    const bucket = one(stack, "aws:s3/bucket:Bucket", "platform-access-logs");
    const { accessLogs } = one(stack, "aws:lb/loadBalancer:LoadBalancer", "whatisthetime-web").inputs;
    assert.deepEqual(accessLogs, { bucket: bucket.id, enabled: true, prefix: "whatisthetime-web" });
    const logging = one(stack, "aws:s3/bucketLogging:BucketLogging", "whatisthetime-releases-uploads");
    assert.equal(logging.inputs["targetBucket"], bucket.id);
  });

  it("lets buckets of this account write there, and logs nothing before the policy is in place", () => {
    const policy = one(stack, "aws:s3/bucketPolicy:BucketPolicy", "platform-access-logs");
    const buckets = admitting(policy.inputs["policy"], "logging.s3.amazonaws.com");
    assert.deepEqual(buckets["Condition"], { StringEquals: { "aws:SourceAccount": account } });
    const { dependencies } = one(stack, "aws:lb/loadBalancer:LoadBalancer", "whatisthetime-web");
    assert.ok(dependencies.includes(policy.urn));
  });

  // Ireland is older than August 2022, when load balancers still wrote as an account of their region's own; Zurich is not.
  for (const region of ["eu-west-1", "eu-central-2"]) {
    it(`admits load balancers in ${region} as AWS says: by their service's name, below this account's folder`, async () => {
      const logged = await stackOf({ ...whole, "aws:region": region });
      const { arn } = one(logged, "aws:s3/bucket:Bucket", "platform-access-logs").outputs;
      assert.ok(typeof arn === "string");
      const { policy } = one(logged, "aws:s3/bucketPolicy:BucketPolicy", "platform-access-logs").inputs;
      assert.deepEqual(admitting(policy, "elasticloadbalancing"), {
        Sid: "LoadBalancersOfThisAccount",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${arn}/*/AWSLogs/${account}/*`,
      });
    });
  }

  it("puts the stack's tags on instances too, which the provider's default tags do not reach", () => {
    const { tagSpecifications } = one(stack, "aws:ec2/launchTemplate:LaunchTemplate", "whatisthetime-web").inputs;
    const tags = (tagSpecifications as { resourceType: string; tags: Record<string, string> }[]).find(
      ({ resourceType }) => resourceType === "instance",
    )?.tags;
    assert.equal(tags?.["CostCentre"], "42");
    assert.equal(tags["Owner"], "platform");
    assert.equal(tags["Environment"], "dev");
  });
});

describe("a stack with as many tags as it may have", () => {
  it("puts ten at most on a release, which is as many as S3 allows on an object", async () => {
    const stack = await stackOf({ ...bare, "clothesline:tags": mostTags });
    const release = one(stack, "aws:s3/bucketObjectv2:BucketObjectv2", "whatisthetime-releases-release");
    assert.equal(Object.keys(release.outputs["tagsAll"] as object).length, 10);
  });
});

describe("a stack with WhatIsTheTime and nothing around it", () => {
  it("has alarms that tell nobody, keeps no access logs, and is reached without encryption", async () => {
    const stack = await stackOf(bare);
    for (const type of [
      "aws:sns/topic:Topic",
      "aws:s3/bucketLogging:BucketLogging",
      "aws:acm/certificate:Certificate",
    ]) {
      assert.deepEqual(ofType(stack, type), []);
    }
    const { dnsName } = one(stack, "aws:lb/loadBalancer:LoadBalancer", "whatisthetime-web").outputs;
    assert.ok(typeof dnsName === "string");
    const { whatisthetime } = stack.stackOutputs as { whatisthetime: Record<string, string> };
    assert.equal(whatisthetime["url"], `http://${dnsName}`);
  });

  it("is protected against deletion unless its configuration says otherwise", async () => {
    const protectedIn = async (block: object) => {
      const { resources } = await stackOf({ ...good, "clothesline:whatisthetime": { plainHttp: true, ...block } });
      return resources.filter(({ protect }) => protect).length;
    };
    assert.ok((await protectedIn({})) > 0);
    assert.equal(await protectedIn({ deletionProtection: false }), 0);
  });
});

describe("a stack without WhatIsTheTime", () => {
  it("has nothing of it", async () => {
    const { resources, stackOutputs } = await stackOf(good);
    assert.deepEqual(
      resources.filter(({ name }) => name.startsWith("whatisthetime")).map(({ name }) => name),
      [],
    );
    assert.ok(!Object.hasOwn(stackOutputs, "whatisthetime"));
  });
});
