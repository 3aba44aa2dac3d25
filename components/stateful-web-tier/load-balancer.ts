import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WebTier } from "./defaults";
import { SessionStrategy } from "./sessions/strategy";

/** What the world calls. */
export interface FrontDoor {
  loadBalancer: aws.lb.LoadBalancer;
  targetGroup: aws.lb.TargetGroup;
  securityGroup: aws.ec2.SecurityGroup;
}

/** How often a target is asked for its health, and how many equal answers in a row decide. */
export const healthCheck = { intervalSeconds: 10, timeoutSeconds: 5, healthyAnswers: 2, unhealthyAnswers: 3 };

export function makeFrontDoor(name: string, tier: WebTier, opts: pulumi.CustomResourceOptions): FrontDoor {
  const securityGroup = new aws.ec2.SecurityGroup(
    `${name}-load-balancer`,
    {
      vpcId: tier.network.vpcId,
      description: `Load balancer of ${name}: the world calls it`,
      tags: { Name: `${name}-load-balancer` },
    },
    opts,
  );
  for (const port of tier.plainHttp ? [80] : [80, 443])
    admitWorld(name, { port, ipv6: tier.ipv6 }, securityGroup, opts);
  const { accessLogBucketName: bucket } = tier;
  const loadBalancer = new aws.lb.LoadBalancer(
    name,
    {
      loadBalancerType: "application",
      internal: false,
      // AWS refuses both kinds of addresses in subnets that have one (Elastic Load Balancing, "Subnets for your load
      // balancer"), and many a network that is there already has only IPv4.
      ipAddressType: tier.ipv6 ? "dualstack" : "ipv4",
      subnets: tier.network.publicSubnetIds,
      securityGroups: [securityGroup.id],
      // Two servers that read a malformed header differently can be made to take one request for two.
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      idleTimeout: tier.idleTimeoutSeconds,
      enableDeletionProtection: tier.deletionProtection,
      ...(bucket === undefined ? {} : { accessLogs: { bucket, prefix: name, enabled: true } }),
      tags: { Name: name },
    },
    opts,
  );
  return { loadBalancer, targetGroup: makeTargetGroup(name, tier, opts), securityGroup };
}

function admitWorld(
  name: string,
  { port, ipv6 }: { port: number; ipv6: boolean },
  { id: securityGroupId }: aws.ec2.SecurityGroup,
  opts: pulumi.CustomResourceOptions,
): void {
  const description = `The world, tcp ${port}`;
  const rule = { securityGroupId, ipProtocol: "tcp", fromPort: port, toPort: port, description };
  new aws.vpc.SecurityGroupIngressRule(`${name}-world-${port}-ipv4`, { ...rule, cidrIpv4: "0.0.0.0/0" }, opts);
  if (!ipv6) return;
  new aws.vpc.SecurityGroupIngressRule(`${name}-world-${port}-ipv6`, { ...rule, cidrIpv6: "::/0" }, opts);
}

function makeTargetGroup(name: string, tier: WebTier, opts: pulumi.CustomResourceOptions): aws.lb.TargetGroup {
  const sticky = tier.sessionStrategy === SessionStrategy.Sticky;
  return new aws.lb.TargetGroup(
    name,
    {
      vpcId: tier.network.vpcId,
      targetType: "instance",
      protocol: "HTTP",
      port: tier.port,
      deregistrationDelay: tier.deregistrationDelaySeconds,
      healthCheck: {
        path: tier.healthPath,
        matcher: "200",
        interval: healthCheck.intervalSeconds,
        timeout: healthCheck.timeoutSeconds,
        healthyThreshold: healthCheck.healthyAnswers,
        unhealthyThreshold: healthCheck.unhealthyAnswers,
      },
      // Said even where there is none: the provider takes a missing block for no change, so that who leaves the sticky
      // strategy would keep its cookie.
      stickiness: {
        enabled: sticky,
        type: "lb_cookie",
        ...(sticky ? { cookieDuration: tier.sessionLifetimeHours * 3600 } : {}),
      },
      tags: { Name: name },
    },
    opts,
  );
}
