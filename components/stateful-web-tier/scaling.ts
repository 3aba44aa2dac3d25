import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { WebTier } from "./defaults";
import type { FrontDoor } from "./load-balancer";

/** Whichever of the two asks for more instances is heard; fewer are kept only when both agree. */
export function scaleWithLoad(
  name: string,
  { targetRequestsPerMinute, targetCpuPercent }: WebTier,
  { group, frontDoor }: { group: aws.autoscaling.Group; frontDoor: FrontDoor },
  parent: pulumi.Resource,
): void {
  const { loadBalancer, targetGroup } = frontDoor;
  const track = (
    what: string,
    targetValue: number,
    predefinedMetricSpecification: aws.types.input.autoscaling.PolicyTargetTrackingConfigurationPredefinedMetricSpecification,
  ) =>
    new aws.autoscaling.Policy(
      `${name}-${what}`,
      {
        autoscalingGroupName: group.name,
        policyType: "TargetTrackingScaling",
        targetTrackingConfiguration: { predefinedMetricSpecification, targetValue },
      },
      { parent },
    );
  track("requests", targetRequestsPerMinute, {
    predefinedMetricType: "ALBRequestCountPerTarget",
    resourceLabel: pulumi.interpolate`${loadBalancer.arnSuffix}/${targetGroup.arnSuffix}`,
  });
  track("cpu", targetCpuPercent, { predefinedMetricType: "ASGAverageCPUUtilization" });
}
