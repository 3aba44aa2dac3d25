import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { WebTier } from "./defaults";
import { fleetTag, fleetTagValue } from "./fleet-tag";
import type { PolicyStatement } from "./policy-statement";
import type { ReleaseShareAccess } from "./store-access";

/** Who the instances are, and everything that says what they may do. */
export interface InstanceRole {
  role: aws.iam.Role;
  profile: aws.iam.InstanceProfile;
  grants: pulumi.Resource[];
}

export function makeRole(
  name: string,
  tier: WebTier,
  sessionPermissions: PolicyStatement[],
  parent: pulumi.Resource,
): InstanceRole {
  const role = new aws.iam.Role(
    name,
    {
      description: `Instances of ${name}`,
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
      }),
      tags: { Name: name },
    },
    { parent },
  );
  const profile = new aws.iam.InstanceProfile(name, { role: role.name, tags: { Name: name } }, { parent });
  const grant = (what: string, policy: aws.iam.RolePolicyArgs["policy"]) =>
    new aws.iam.RolePolicy(`${name}-${what}`, { role: role.name, policy }, { parent });
  const grants = [
    // People get in by Session Manager: no key, no open port, and each session is in CloudTrail.
    new aws.iam.RolePolicyAttachment(
      `${name}-session-manager`,
      { role: role.name, policyArn: aws.iam.ManagedPolicy.AmazonSSMManagedInstanceCore },
      { parent },
    ),
    grant("boot", policyOf([...lifecycle(name, parent), mount(tier.releaseShare), ...readSecrets(tier)])),
    ...(sessionPermissions.length > 0 ? [grant("sessions", policyOf(sessionPermissions))] : []),
    ...Object.entries(tier.rolePermissions).map(([what, { actions, resourceArns }]) =>
      grant(`may-${what}`, policyOf([{ Effect: "Allow", Action: actions, Resource: resourceArns }])),
    ),
    ...Object.entries(tier.rolePolicies).map(([what, policy]) => grant(`may-${what}`, policy)),
  ];
  return { role, profile, grants };
}

function policyOf(statements: PolicyStatement[]): aws.iam.PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/**
 * The group's ARN holds an id that is known only once the group exists, and the group waits for its instances, which
 * wait for this permission: so the group is named by a tag that is its own.
 */
function lifecycle(name: string, parent: pulumi.Resource): PolicyStatement[] {
  const { accountId } = aws.getCallerIdentityOutput({}, { parent });
  const { partition } = aws.getPartitionOutput({}, { parent });
  const { region } = aws.getRegionOutput({}, { parent });
  return [
    {
      Effect: "Allow",
      Action: "autoscaling:CompleteLifecycleAction",
      Resource: pulumi.interpolate`arn:${partition}:autoscaling:${region}:${accountId}:autoScalingGroup:*:autoScalingGroupName/*`,
      Condition: { StringEquals: { [`autoscaling:ResourceTag/${fleetTag}`]: fleetTagValue(name) } },
    },
    // AWS knows no narrower resource for this action (Service Authorization Reference, EC2 Auto Scaling).
    { Effect: "Allow", Action: "autoscaling:DescribeAutoScalingInstances", Resource: "*" },
  ];
}

/** Reading through one access point alone; that it is read-only is the share's own policy to say, and the mount's. */
function mount({ fileSystemArn, accessPointId }: ReleaseShareAccess): PolicyStatement {
  const accessPointArn = pulumi
    .all([fileSystemArn, accessPointId])
    .apply(([arn, id]) => arn.replace(/:file-system\/.*$/, `:access-point/${id}`));
  return {
    Effect: "Allow",
    Action: "elasticfilesystem:ClientMount",
    Resource: fileSystemArn,
    Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": accessPointArn } },
  };
}

/** Each action reads what it can of the list, which may hold secrets and parameters both. */
function readSecrets({ secretArns }: WebTier): PolicyStatement[] {
  const arns = Object.values(secretArns);
  if (arns.length === 0) return [];
  return [{ Effect: "Allow", Action: ["secretsmanager:GetSecretValue", "ssm:GetParameter"], Resource: arns }];
}
