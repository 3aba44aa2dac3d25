import { badScalingGroup, badTargetTracking } from "./auto-scaling-behaviour";
import { text, uuid, type Facts, type ResourceModel } from "./model";
import { listOf } from "./reading";

const groupArn = (facts: Facts, name: string) =>
  facts.arn("autoscaling", `autoScalingGroup:${uuid(facts.digits(32))}:autoScalingGroupName/${name}`);
/** Policies and schedules are part of a group by its name. */
const partArn = (facts: Facts, kind: string, word: string, name: string) =>
  facts.arn(
    "autoscaling",
    `${kind}:${uuid(facts.digits(32))}:autoScalingGroupName/${text(facts.inputs["autoscalingGroupName"])}:${word}/${name}`,
  );

const zonesOf = ({ find, inputs }: Facts) => {
  const zones = listOf(inputs["vpcZoneIdentifiers"]).map((id) => text(find(id)?.["availabilityZone"]));
  return [...new Set(zones.filter((zone) => zone !== ""))].sort();
};

const name = {
  argument: "name",
  // Auto Scaling API, CreateAutoScalingGroup: any printable characters but a colon.
  pattern: /^[ -9;-~]{1,255}$/,
  allowed: "1 to 255 printable characters, and no colon",
};

const group: ResourceModel = {
  required: ["maxSize", "minSize"],
  names: [name],
  // terraform-provider-aws internal/service/autoscaling/group.go. Hooks that a group is made with are part of making it:
  // hooks that change are resources of their own.
  replaces: ["initialLifecycleHooks", "name", "namePrefix"],
  unique: [
    {
      properties: ["name"],
      refusal: () =>
        "AlreadyExists: AutoScalingGroup by this name already exists - A group with this name already exists",
    },
  ],
  missing: (id) => `ValidationError: AutoScalingGroup name not found - AutoScalingGroup '${id}' not found`,
  // A target group goes although a group of instances registers with it; only listeners hold it back.
  loose: ["targetGroupArns", "trafficSources"],
  refuses: badScalingGroup,
  refersTo: {
    "launchTemplate.id": "aws:ec2/launchTemplate:LaunchTemplate",
    "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.launchTemplateId":
      "aws:ec2/launchTemplate:LaunchTemplate",
    targetGroupArns: "aws:lb/targetGroup:TargetGroup",
    "trafficSources.identifier": "aws:lb/targetGroup:TargetGroup",
    vpcZoneIdentifiers: "aws:ec2/subnet:Subnet",
  },
  id: ({ inputs }) => text(inputs["name"]),
  generatedName: { argument: "name", maxLength: 255 },
  defaults: {
    forceDelete: false,
    forceDeleteWarmPool: false,
    healthCheckGracePeriod: 300,
    ignoreFailedScalingActivities: false,
    metricsGranularity: "1Minute",
    protectFromScaleIn: false,
    waitForCapacityTimeout: "10m",
  },
  sets: [
    ...["availabilityZones", "enabledMetrics", "initialLifecycleHooks", "loadBalancers", "suspendedProcesses", "tags"],
    ...["targetGroupArns", "trafficSources", "vpcZoneIdentifiers"],
  ],
  computed: {
    arn: (facts) => groupArn(facts, text(facts.inputs["name"])),
    availabilityZoneDistribution: () => ({ capacityDistributionStrategy: "balanced-best-effort" }),
    availabilityZones: zonesOf,
    capacityReservationSpecification: () => ({ capacityReservationPreference: "default" }),
    defaultCooldown: () => 300,
    desiredCapacity: ({ inputs }) => Number(text(inputs["minSize"])),
    healthCheckType: () => "EC2",
    instanceLifecyclePolicy: () => ({}),
    launchTemplate: () => ({}),
    loadBalancers: () => [],
    mixedInstancesPolicy: () => ({}),
    namePrefix: () => "",
    predictedCapacity: () => 0,
    serviceLinkedRoleArn: ({ partition, accountId }) =>
      `arn:${partition}:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
    targetGroupArns: () => [],
    trafficSources: () => [],
    vpcZoneIdentifiers: () => [],
    warmPoolSize: () => 0,
  },
};

/**
 * A part of a group: Auto Scaling overwrites it under its name, and it is gone with the group. Another group may have
 * one of the same name (Auto Scaling API, PutLifecycleHook: a hook is named by its group and its name), and the name is
 * the provider's id.
 */
const part = { overwrites: true, goesWith: ["autoscalingGroupName"], idWithin: "autoscalingGroupName" } as const;

const policy: ResourceModel = {
  ...part,
  required: ["autoscalingGroupName"],
  names: [name],
  // terraform-provider-aws internal/service/autoscaling/policy.go
  replaces: ["autoscalingGroupName", "name"],
  refuses: badTargetTracking,
  refersTo: { autoscalingGroupName: "aws:autoscaling/group:Group" },
  id: ({ inputs }) => text(inputs["name"]),
  generatedName: { argument: "name", maxLength: 255 },
  defaults: { enabled: true, policyType: "SimpleScaling" },
  sets: ["stepAdjustments"],
  computed: {
    arn: (facts) => partArn(facts, "scalingPolicy", "policyName", text(facts.inputs["name"])),
    metricAggregationType: ({ inputs }) => (inputs["policyType"] === "StepScaling" ? "Average" : ""),
  },
};

const lifecycleHook: ResourceModel = {
  ...part,
  required: ["autoscalingGroupName", "lifecycleTransition"],
  names: [
    {
      argument: "name",
      pattern: /^[A-Za-z0-9\-_/]{1,255}$/,
      allowed: "1 to 255 letters, digits and the characters - _ /",
    },
  ],
  // terraform-provider-aws internal/service/autoscaling/lifecycle_hook.go
  replaces: ["autoscalingGroupName", "name"],
  // Auto Scaling API, PutLifecycleHook.
  numbers: [{ argument: "heartbeatTimeout", allowed: { from: 30, to: 7200 } }],
  refersTo: { autoscalingGroupName: "aws:autoscaling/group:Group" },
  id: ({ inputs }) => text(inputs["name"]),
  generatedName: { argument: "name", maxLength: 255 },
  computed: { defaultResult: () => "ABANDON" },
};

const notification: ResourceModel = {
  overwrites: true,
  goesWith: ["topicArn"],
  required: ["groupNames", "notifications", "topicArn"],
  // terraform-provider-aws internal/service/autoscaling/notification.go
  replaces: ["topicArn"],
  refersTo: { groupNames: "aws:autoscaling/group:Group", topicArn: "aws:sns/topic:Topic" },
  id: ({ inputs }) => text(inputs["topicArn"]),
  sets: ["groupNames", "notifications"],
  computed: {},
};

const schedule: ResourceModel = {
  ...part,
  required: ["autoscalingGroupName", "scheduledActionName"],
  // terraform-provider-aws internal/service/autoscaling/schedule.go
  replaces: ["autoscalingGroupName", "scheduledActionName"],
  refersTo: { autoscalingGroupName: "aws:autoscaling/group:Group" },
  id: ({ inputs }) => text(inputs["scheduledActionName"]),
  computed: {
    arn: (facts) =>
      partArn(facts, "scheduledUpdateGroupAction", "scheduledActionName", text(facts.inputs["scheduledActionName"])),
    desiredCapacity: () => 0,
    endTime: () => "",
    maxSize: () => 0,
    minSize: () => 0,
    recurrence: () => "",
    startTime: () => "2026-01-01T00:00:00Z",
    timeZone: () => "",
  },
};

const trafficSourceAttachment: ResourceModel = {
  overwrites: true,
  goesWith: ["autoscalingGroupName"],
  required: ["autoscalingGroupName"],
  // terraform-provider-aws internal/service/autoscaling/traffic_source_attachment.go
  replaces: ["autoscalingGroupName", "trafficSource"],
  loose: ["trafficSource"],
  refersTo: {
    autoscalingGroupName: "aws:autoscaling/group:Group",
    "trafficSource.identifier": "aws:lb/targetGroup:TargetGroup",
  },
  id: ({ inputs, digits }) => `${text(inputs["autoscalingGroupName"])},${digits(16)}`,
  computed: {},
};

export const autoScaling: Record<string, ResourceModel> = {
  "aws:autoscaling/group:Group": group,
  "aws:autoscaling/lifecycleHook:LifecycleHook": lifecycleHook,
  "aws:autoscaling/notification:Notification": notification,
  "aws:autoscaling/policy:Policy": policy,
  "aws:autoscaling/schedule:Schedule": schedule,
  "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment": trafficSourceAttachment,
};
