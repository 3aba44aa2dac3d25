import assert from "node:assert/strict";
import { stackOf, text } from "../stack";
import { shop, types, web } from "./tier";

const templateOf = async (args: Parameters<typeof web>[0] = {}) =>
  (await stackOf(web(args))).one(types.template, "shop-web");
const groupOf = async (args: Parameters<typeof web>[0] = {}) => (await stackOf(web(args))).one(types.group, "shop-web");

describe("an instance of a web tier", () => {
  it("runs the newest Amazon Linux for AWS's own processors", async () => {
    const { inputs } = await templateOf();
    assert.equal(inputs["imageId"], "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64");
    assert.equal(inputs["instanceType"], "t4g.small");
  });

  it("gives its credentials to nobody who cannot ask for a token on the instance itself, and starts whatever its tags", async () => {
    assert.deepEqual((await templateOf()).inputs["metadataOptions"], {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
      instanceMetadataTags: "disabled",
    });
  });

  it("tells how busy it is every minute, which the load that decides is judged by", async () => {
    assert.deepEqual((await templateOf()).inputs["monitoring"], { enabled: true });
  });

  it("comes of the newest template, by whomever it is started", async () => {
    assert.equal((await templateOf()).inputs["updateDefaultVersion"], true);
  });

  it("has one network interface, in the tier's group, without a public address", async () => {
    const { one, namesBehind } = await stackOf(web());
    const template = one(types.template, "shop-web");
    const [card, ...more] = template.inputs["networkInterfaces"] as Record<string, unknown>[];
    assert.deepEqual(more, []);
    assert.equal(card?.["associatePublicIpAddress"], "false");
    assert.deepEqual(namesBehind(template, "networkInterfaces"), ["shop-web"]);
  });

  it("has an encrypted disk of the size that is asked for", async () => {
    const [{ ebs }] = (await templateOf({ volumeGigabytes: 20 })).inputs["blockDeviceMappings"] as [{ ebs: unknown }];
    assert.deepEqual(ebs, { volumeType: "gp3", volumeSize: 20, encrypted: "true", deleteOnTermination: "true" });
  });

  it("is entered through Session Manager: it has no key, and nothing lets anybody in by SSH", async () => {
    const { one, all } = await stackOf(web());
    assert.equal(one(types.template, "shop-web").inputs["keyName"], undefined);
    assert.ok(all(types.ingress).every(({ inputs }) => inputs["fromPort"] !== 22));
    assert.equal(
      one(types.attachment, "shop-web-session-manager").inputs["policyArn"],
      "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    );
  });

  it("carries the tags that are given, with its disk and its network interface", async () => {
    const instanceTags = { owner: "shop", ["k".repeat(128)]: "v".repeat(256), "Größe + = . _ : / @ -": "" };
    const tags = { Name: "shop-web", ...instanceTags };
    const { inputs } = await templateOf({ instanceTags });
    assert.deepEqual(
      inputs["tagSpecifications"],
      ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
    );
  });
});

describe("the group of a web tier", () => {
  it("spans the zones of the app tier, an instance in each at least", async () => {
    const { one, namesBehind } = await stackOf(shop());
    const group = one(types.group, "shop-web");
    assert.deepEqual(namesBehind(group, "vpcZoneIdentifiers"), ["shop-app-a", "shop-app-b", "shop-app-c"]);
    const { minSize, maxSize, desiredCapacity } = group.inputs;
    assert.deepEqual([minSize, desiredCapacity, maxSize], [3, 3, 9]);
  });

  it("has the sizes that are given, and then lets the load decide", async () => {
    const group = await groupOf({ minInstances: 2, desiredInstances: 4, maxInstances: 12 });
    const { minSize, maxSize, desiredCapacity } = group.inputs;
    assert.deepEqual([minSize, desiredCapacity, maxSize], [2, 4, 12]);
    assert.deepEqual(group.ignoreChanges, ["desiredCapacity"]);
  });

  it("takes the load balancer's word for an instance's health", async () => {
    const { one, namesBehind } = await stackOf(web());
    const group = one(types.group, "shop-web");
    assert.equal(group.inputs["healthCheckType"], "ELB");
    assert.ok(group.propertyDependencies["targetGroupArns"]?.every((urn) => urn.includes(types.targetGroup)));
    assert.deepEqual(namesBehind(group, "targetGroupArns"), ["shop-web"]);
  });

  it("replaces instances one after the other when the template changes: the new one first", async () => {
    const { one } = await stackOf(web(), "deployed");
    const { launchTemplate, instanceRefresh, instanceMaintenancePolicy } = one(types.group, "shop-web").inputs;
    const template = one(types.template, "shop-web");
    const version = JSON.stringify(template.outputs["latestVersion"]);
    assert.match(version, /^\d+$/);
    assert.deepEqual(launchTemplate, { id: template.id, version });
    const { strategy, preferences } = instanceRefresh as { strategy: string; preferences: Record<string, unknown> };
    assert.equal(strategy, "Rolling");
    assert.equal(preferences["minHealthyPercentage"], 100);
    assert.equal(preferences["autoRollback"], false);
    // An instance of the same template may still run another image, and is replaced too.
    assert.equal(preferences["skipMatching"], false);
    assert.deepEqual(instanceMaintenancePolicy, { minHealthyPercentage: 100, maxHealthyPercentage: 150 });
  });

  it("gives no instance up to the load balancer before its release is healthy", async () => {
    assert.deepEqual((await groupOf()).inputs["initialLifecycleHooks"], [
      {
        name: "release-is-healthy",
        lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
        heartbeatTimeout: 3600,
        defaultResult: "ABANDON",
      },
    ]);
  });

  it("keeps that hook whatever the bounds of time, since another one would be another group", async () => {
    const hookOf = async (args: Parameters<typeof web>[0]) => (await groupOf(args)).inputs["initialLifecycleHooks"];
    const slow = { bootTimeoutSeconds: 2400, deregistrationDelaySeconds: 900 };
    assert.deepEqual(await hookOf(slow), await hookOf({}));
  });

  it("lets a leaving instance drain, for longer where more time is given", async () => {
    const heartbeat = async (deregistrationDelaySeconds: number) => {
      const { one, namesBehind } = await stackOf(web({ deregistrationDelaySeconds }));
      const hook = one(types.hook, "shop-web-drain");
      assert.equal(hook.inputs["lifecycleTransition"], "autoscaling:EC2_INSTANCE_TERMINATING");
      assert.equal(hook.inputs["name"], "release-has-drained");
      assert.deepEqual(namesBehind(hook, "autoscalingGroupName"), ["shop-web"]);
      return Number(hook.inputs["heartbeatTimeout"]);
    };
    assert.ok((await heartbeat(60)) >= (await heartbeat(30)) + 60);
    assert.ok((await heartbeat(900)) <= 7200);
  });

  it("fails `up` when the instances do not serve within the longest boot", async () => {
    const { inputs } = await groupOf({ minInstances: 2 });
    assert.equal(inputs["minElbCapacity"], 2);
    const seconds = async (bootTimeoutSeconds: number) =>
      Number.parseInt(text((await groupOf({ bootTimeoutSeconds })).inputs["waitForCapacityTimeout"]));
    assert.ok((await seconds(600)) > 600);
    assert.equal((await seconds(700)) - (await seconds(600)), 100);
  });

  it("keeps stopped instances ready where that is asked for", async () => {
    assert.equal((await groupOf()).inputs["warmPool"], undefined);
    assert.deepEqual((await groupOf({ warmInstances: 2 })).inputs["warmPool"], {
      poolState: "Stopped",
      minSize: 2,
      instanceReusePolicy: { reuseOnScaleIn: false },
    });
  });

  it("renews its instances, so that each gets the newest image in time", async () => {
    assert.equal((await groupOf({ instanceLifetimeDays: 7 })).inputs["maxInstanceLifetime"], 7 * 86_400);
  });

  it("has the tags that are given, and one by which its instances' role knows it", async () => {
    const { tags } = (await groupOf({ instanceTags: { owner: "shop" } })).inputs;
    assert.deepEqual(tags, [
      { key: "Name", value: "shop-web", propagateAtLaunch: true },
      { key: "owner", value: "shop", propagateAtLaunch: true },
      { key: "clothesline:fleet", value: "clothesline/dev/shop-web", propagateAtLaunch: true },
    ]);
  });

  it("grows with requests and with work", async () => {
    const { all, one } = await stackOf(web({ targetRequestsPerMinute: 600, targetCpuPercent: 70 }), "deployed");
    const [cpu, requests] = all("aws:autoscaling/policy:Policy").map(
      ({ inputs }) => inputs["targetTrackingConfiguration"],
    );
    assert.deepEqual(cpu, {
      predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
      targetValue: 70,
    });
    const [balancer, targets] = [types.loadBalancer, types.targetGroup].map(
      (type) => one(type, "shop-web").outputs["arnSuffix"],
    );
    assert.deepEqual(requests, {
      predefinedMetricSpecification: {
        predefinedMetricType: "ALBRequestCountPerTarget",
        resourceLabel: `${text(balancer)}/${text(targets)}`,
      },
      targetValue: 600,
    });
  });
});
