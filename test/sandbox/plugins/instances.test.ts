import assert from "node:assert/strict";
import { unknown, type Properties } from "../../../sandbox/values";
import { text } from "../run";
import { useAccount } from "./account";

const template: Properties = { imageId: "ami-0123456789abcdef0", instanceType: "t4g.micro" };

describe("the sandbox's launch templates", () => {
  const account = useAccount();
  const versionsOf = ({ latestVersion, defaultVersion }: Properties) => [latestVersion, defaultVersion];

  it("have a version more with every change of what instances are, which a preview does not know", async () => {
    const made = await account.make("launchTemplate", template);
    assert.deepEqual(versionsOf(made.outputs), [1, 1]);
    const other = { ...template, instanceType: "t4g.small" };
    assert.equal((await account.provider.update(made, other, true)).outputs["latestVersion"], unknown);
    const changed = await account.provider.update(made, other);
    assert.deepEqual(versionsOf(changed.outputs), [2, 1]);
    const tagged = await account.provider.update(changed, { ...other, tags: { Name: "web" } });
    assert.deepEqual(versionsOf(tagged.outputs), [2, 1]);
  });

  it("have the newest version for their default one, where that is wished", async () => {
    const made = await account.make("launchTemplate", { ...template, updateDefaultVersion: true });
    const other = { ...template, instanceType: "t4g.small", updateDefaultVersion: true };
    assert.deepEqual(versionsOf((await account.provider.update(made, other)).outputs), [2, 2]);
  });

  it("take 16,384 bytes of user data, before they are encoded, and not one more", async () => {
    const data = (bytes: number) => ({ ...template, userData: Buffer.alloc(bytes, "x").toString("base64") });
    await account.make("launchTemplate", data(16384), "full");
    await account.refuses(
      () => account.make("launchTemplate", data(16385)),
      "InvalidUserData.Malformed: User data is limited to 16384 bytes",
    );
    await account.refuses(
      () => account.make("launchTemplate", { ...template, userData: "#!/bin/sh" }),
      "InvalidUserData.Malformed: Invalid BASE64 encoding of user data.",
    );
  });
});

describe("the sandbox's groups of instances", () => {
  const account = useAccount();
  const place = async () => {
    const vpc = await account.vpc();
    await account.make("gateway", { vpcId: vpc.id });
    const subnets = (await account.subnets(vpc)).map(({ id }) => id);
    const { id } = await account.make("launchTemplate", template);
    const group = { launchTemplate: { id, version: "1" }, maxSize: 3, minSize: 1, vpcZoneIdentifiers: subnets };
    return { vpc, subnets, group };
  };

  it("are in the zones of their subnets, with the least that they are asked for", async () => {
    const { outputs } = await account.make("scalingGroup", (await place()).group);
    assert.deepEqual(outputs["availabilityZones"], ["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
    assert.equal(outputs["desiredCapacity"], 1);
  });

  it("each have a lifecycle hook of their own under a name that another group's has, too", async () => {
    const { group } = await place();
    const hook = { name: "drained", lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING" };
    const hooks = [];
    for (const name of ["one", "other"]) {
      const { id } = await account.make("scalingGroup", group, name);
      const inputs = { ...hook, autoscalingGroupName: id };
      hooks.push({ group: id, made: await account.make("lifecycleHook", inputs, name), inputs });
    }
    const [one, other] = hooks;
    assert.ok(one && other);
    assert.equal(one.made.id, other.made.id);
    for (const { group, made } of hooks) {
      assert.equal((await account.provider.read(made))?.outputs["autoscalingGroupName"], group);
    }
    await account.provider.update(other.made, { ...other.inputs, heartbeatTimeout: 60 });
    assert.equal((await account.provider.read(one.made))?.outputs["heartbeatTimeout"], undefined);
    await account.provider.remove(one.made);
    assert.equal((await account.provider.read(one.made))?.outputs, undefined);
    assert.equal((await account.provider.read(other.made))?.outputs["heartbeatTimeout"], 60);
  });

  it("are not larger at least than at most, and are of a version that is there", async () => {
    const { group } = await place();
    await account.refuses(
      () => account.make("scalingGroup", { ...group, minSize: 4 }),
      "ValidationError: Max bound, 3, must be greater than or equal to min bound, 4",
    );
    await account.refuses(
      () => account.make("scalingGroup", { ...group, desiredCapacity: 5 }),
      "ValidationError: Desired capacity:5 must be between the specified min size:1 and max size:3",
    );
    const { launchTemplate } = group;
    await account.refuses(
      () => account.make("scalingGroup", { ...group, launchTemplate: { ...launchTemplate, version: "2" } }),
      /^InvalidQueryParameter: The specified launch template version 2 does not exist/,
    );
    await account.refuses(
      () => account.make("scalingGroup", { maxSize: 3, minSize: 1, vpcZoneIdentifiers: group.vpcZoneIdentifiers }),
      /^ValidationError: Valid requests must contain either LaunchTemplate/,
    );
  });

  it("may be held to more than were asked for at first, which AWS then starts by itself", async () => {
    const { group } = await place();
    const made = await account.make("scalingGroup", { ...group, desiredCapacity: 1 });
    await account.provider.update(made, { ...group, desiredCapacity: 1, minSize: 2 });
    await account.refuses(
      () => account.provider.update(made, { ...group, desiredCapacity: 4 }),
      "ValidationError: Desired capacity:4 must be between the specified min size:1 and max size:3",
    );
  });

  it("scale on requests once a load balancer sends them any", async () => {
    const { vpc, subnets, group } = await place();
    const targets = await account.make("targetGroup", { port: 8080, protocol: "HTTP", vpcId: vpc.id });
    const balancer = await account.make("loadBalancer", { subnets });
    const made = await account.make("scalingGroup", { ...group, targetGroupArns: [targets.id] });
    const resourceLabel = `${text(balancer.outputs["arnSuffix"])}/${text(targets.outputs["arnSuffix"])}`;
    const predefinedMetricSpecification = { predefinedMetricType: "ALBRequestCountPerTarget", resourceLabel };
    const scale = () =>
      account.make("scalingPolicy", {
        autoscalingGroupName: made.id,
        policyType: "TargetTrackingScaling",
        targetTrackingConfiguration: { predefinedMetricSpecification, targetValue: 100 },
      });
    await account.refuses(
      scale,
      /^ValidationError: The load balancer does not route traffic to the target group: app\//,
    );
    const defaultActions = [{ type: "forward", targetGroupArn: targets.id }];
    await account.make("listener", { defaultActions, loadBalancerArn: balancer.id, port: 80, protocol: "HTTP" });
    await scale();
  });

  it("take their hooks along when they go", async () => {
    const made = await account.make("scalingGroup", (await place()).group);
    const hook = { autoscalingGroupName: made.id, lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING" };
    await account.make("lifecycleHook", hook);
    await account.provider.remove(made);
    assert.ok(!account.left().some(([type]) => type.startsWith("aws:autoscaling/")));
    await account.refuses(
      () => account.make("lifecycleHook", hook),
      /^ValidationError: AutoScalingGroup name not found/,
    );
  });
});
