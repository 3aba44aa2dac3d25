import type { Attempt, Refusal } from "./behaviour";
import { routesTo } from "./listeners";
import { text } from "./model";
import { blockOf, listOf } from "./reading";
import { networkOf, standsElsewhere } from "./same-network";

/** Auto Scaling's own order of what it finds wrong with a group. */
export function badScalingGroup(attempt: Attempt): Refusal {
  return badSizes(attempt) ?? badLaunch(attempt) ?? badPlaces(attempt) ?? foreignTargets(attempt);
}

function badSizes({ inputs, now }: Attempt): Refusal {
  const [least, most] = [Number(text(inputs["minSize"])), Number(text(inputs["maxSize"]))];
  if (least > most) {
    return `ValidationError: Max bound, ${String(most)}, must be greater than or equal to min bound, ${String(least)}`;
  }
  const desired = text(inputs["desiredCapacity"]);
  if (desired === "" || (Number(desired) >= least && Number(desired) <= most)) return undefined;
  // The provider tells AWS a size only when it changes (group.go, resourceGroupUpdate), and AWS moves the one that stands
  // into new bounds by itself (Auto Scaling API, UpdateAutoScalingGroup, MinSize and MaxSize).
  if (desired === text(now?.properties["desiredCapacity"])) return undefined;
  return (
    `ValidationError: Desired capacity:${desired} must be between the specified min size:${String(least)} and max ` +
    `size:${String(most)}`
  );
}

function badLaunch({ inputs, find }: Attempt): Refusal {
  const ways = ["launchConfiguration", "launchTemplate", "mixedInstancesPolicy"].filter(
    (argument) => text(inputs[argument]) !== "" || Object.keys(blockOf(inputs[argument])).length > 0,
  );
  if (ways.length !== 1) {
    return "ValidationError: Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.";
  }
  const { id = null, version = null } = blockOf(inputs["launchTemplate"]);
  const template = find(id);
  if (!template) return undefined;
  const asked = Number(text(version));
  if (!Number.isNaN(asked) && asked > Number(text(template.properties["latestVersion"]))) {
    return `InvalidQueryParameter: The specified launch template version ${text(version)} does not exist for template ${template.id}`;
  }
  if (text(template.properties["imageId"]) !== "") return undefined;
  return "ValidationError: You must use a valid fully-formed launch template. The request must contain the parameter ImageId";
}

function badPlaces({ inputs, find }: Attempt): Refusal {
  const subnets = listOf(inputs["vpcZoneIdentifiers"]);
  if (subnets.length === 0 && listOf(inputs["availabilityZones"]).length === 0) {
    return "ValidationError: At least one Availability Zone or VPC Subnet is required.";
  }
  const networks = subnets.map((id) => text(find(id)?.properties["vpcId"])).filter((vpc) => vpc !== "");
  if (new Set(networks).size <= 1) return undefined;
  return "ValidationError: The subnets of a group must all be in one VPC.";
}

function foreignTargets({ inputs, find }: Attempt): Refusal {
  const network = networkOf(listOf(inputs["vpcZoneIdentifiers"])[0], find);
  const foreign = standsElsewhere(network, inputs["targetGroupArns"], find);
  return (
    foreign &&
    `ValidationError: Provided Target Groups may not be valid. The target group ${foreign} is not in the VPC of the group's subnets.`
  );
}

/** Requests per target can only be counted where a load balancer sends them (Auto Scaling user guide, "Target tracking"). */
export function badTargetTracking({ inputs, others }: Attempt): Refusal {
  const metric = blockOf(blockOf(inputs["targetTrackingConfiguration"])["predefinedMetricSpecification"]);
  if (metric["predefinedMetricType"] !== "ALBRequestCountPerTarget") return undefined;
  const label = text(metric["resourceLabel"]);
  const suffix = /targetgroup\/.+$/.exec(label)?.[0];
  if (suffix === undefined) {
    return "ValidationError: The metric ALBRequestCountPerTarget requires a resource label: the load balancer's and the target group's";
  }
  const target = others("aws:lb/targetGroup:TargetGroup").find(({ id }) => id.endsWith(`:${suffix}`));
  if (target && routesTo(target.id, others)) return undefined;
  return `ValidationError: The load balancer does not route traffic to the target group: ${label}`;
}
