import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WebTier } from "./defaults";

/** Refuses floods and known attacks in front of the load balancer. */
export function makeFirewall(
  name: string,
  { firewall, firewallRequestsPerFiveMinutes: limit }: WebTier,
  loadBalancer: aws.lb.LoadBalancer,
  parent: pulumi.Resource,
): void {
  if (!firewall) return;
  // What it saw of a rule, as metrics and as a sample of requests.
  const seenAs = (metricName: string) => ({
    metricName,
    cloudwatchMetricsEnabled: true,
    sampledRequestsEnabled: true,
  });
  const acl = new aws.wafv2.WebAcl(
    name,
    {
      description: `In front of ${name}`,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rules: [
        {
          // First, so that a flood is not paid for by the costlier rules.
          name: "floods",
          priority: 0,
          action: { block: {} },
          statement: { rateBasedStatement: { limit, evaluationWindowSec: 300, aggregateKeyType: "IP" } },
          visibilityConfig: seenAs(`${name}-floods`),
        },
        {
          name: "common-attacks",
          priority: 1,
          // The group's own rules decide what happens.
          overrideAction: { none: {} },
          statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
          visibilityConfig: seenAs(`${name}-common-attacks`),
        },
      ],
      visibilityConfig: seenAs(name),
      tags: { Name: name },
    },
    { parent },
  );
  new aws.wafv2.WebAclAssociation(name, { resourceArn: loadBalancer.arn, webAclArn: acl.arn }, { parent });
}
