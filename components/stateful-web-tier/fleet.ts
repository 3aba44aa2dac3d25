import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { WebTier } from "./defaults";
import { fleetTag, fleetTagValue } from "./fleet-tag";
import { hooks, launchHookSeconds, launchSeconds, terminateHookSeconds } from "./hooks";
import { healthCheck, type FrontDoor } from "./load-balancer";

/** From the order to the first command on an instance, and from its report to the load balancer's verdict. */
const toStartAndBeSeen = 600;

/** A replacement comes first, the old instance goes after it. */
const replacement = { minHealthyPercentage: 100, maxHealthyPercentage: 150 };

/** The auto scaling group, which starts its first instances only when all that they need is there. */
export function makeFleet(
  name: string,
  tier: WebTier,
  { template, frontDoor }: { template: aws.ec2.LaunchTemplate; frontDoor: FrontDoor },
  opts: pulumi.CustomResourceOptions,
): aws.autoscaling.Group {
  const warmupSeconds = healthCheck.intervalSeconds * (healthCheck.healthyAnswers + 1) + 30;
  const { minInstances, warmInstances } = tier;
  const group = new aws.autoscaling.Group(
    name,
    {
      vpcZoneIdentifiers: tier.network.appSubnetIds,
      // A number: with $Latest AWS would never know that there is something to refresh.
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      targetGroupArns: [frontDoor.targetGroup.arn],
      minSize: minInstances,
      maxSize: tier.maxInstances,
      desiredCapacity: tier.desiredInstances,
      healthCheckType: "ELB",
      // Counted from the launch hook's answer, when the release is healthy already.
      healthCheckGracePeriod: warmupSeconds,
      defaultInstanceWarmup: warmupSeconds,
      maxInstanceLifetime: tier.instanceLifetimeDays * 24 * 3600,
      initialLifecycleHooks: [
        {
          name: hooks.launchHookName,
          lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
          heartbeatTimeout: launchHookSeconds,
          defaultResult: "ABANDON",
        },
      ],
      // `up` waits until the load balancer finds them healthy, and fails when that takes longer than a boot can.
      minElbCapacity: minInstances,
      waitForCapacityTimeout: `${launchSeconds(tier) + toStartAndBeSeen}s`,
      instanceMaintenancePolicy: replacement,
      instanceRefresh: {
        strategy: "Rolling",
        preferences: {
          ...replacement,
          instanceWarmup: String(warmupSeconds),
          // Not possible with an image that is looked up at launch, and hollow besides: by then the group is on the new
          // template already. A release that does not come up is abandoned by its hook, and no old instance goes.
          autoRollback: false,
          skipMatching: false,
        },
      },
      ...(warmInstances === 0
        ? {}
        : {
            warmPool: { poolState: "Stopped", minSize: warmInstances, instanceReusePolicy: { reuseOnScaleIn: false } },
          }),
      metricsGranularity: "1Minute",
      enabledMetrics: [
        "GroupInServiceInstances",
        "GroupDesiredCapacity",
        "GroupPendingInstances",
        "GroupTotalInstances",
      ],
      tags: groupTags(name, tier),
    },
    // From then on the load decides how many there are.
    pulumi.mergeOptions(opts, { ignoreChanges: ["desiredCapacity"] }),
  );
  holdBackLeaving(name, tier, group, opts.parent);
  return group;
}

/** A group's tags are a list, and instances get none of the provider's default tags. */
function groupTags(name: string, { instanceTags }: WebTier): aws.types.input.autoscaling.GroupTag[] {
  const tags = { Name: name, ...instanceTags, [fleetTag]: fleetTagValue(name) };
  return Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
}

/** A resource of its own, since its time may change while the group stays. */
function holdBackLeaving(
  name: string,
  tier: WebTier,
  group: aws.autoscaling.Group,
  parent: pulumi.Resource | undefined,
): void {
  new aws.autoscaling.LifecycleHook(
    `${name}-drain`,
    {
      name: hooks.terminateHookName,
      autoscalingGroupName: group.name,
      lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      heartbeatTimeout: terminateHookSeconds(tier),
      // An instance that cannot answer is gone already.
      defaultResult: "CONTINUE",
    },
    parent === undefined ? {} : { parent },
  );
}
