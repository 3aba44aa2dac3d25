import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Refuses floods and known attacks in front of a load balancer, or of the stage of an API. */
export function makeFirewall(
  name: string,
  { requestsPerFiveMinutes: limit }: { requestsPerFiveMinutes: number },
  resourceArn: pulumi.Input<string>,
  parent: pulumi.Resource,
): void {
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
  new aws.wafv2.WebAclAssociation(name, { resourceArn, webAclArn: acl.arn }, { parent });
}
