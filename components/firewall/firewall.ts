import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/**
 * The rules of the group that judge a body (AWS WAF developer guide, "Baseline rule groups"): over 8,192 bytes, scripts,
 * and addresses and paths that an attack would name. Each is text that people write to each other, too.
 */
const bodyRules = [
  "SizeRestrictions_BODY",
  "CrossSiteScripting_BODY",
  "EC2MetaDataSSRF_BODY",
  "GenericLFI_BODY",
  "GenericRFI_BODY",
];

export interface FirewallArgs {
  requestsPerFiveMinutes: number;
  /** Whether bodies are refused by what is in them, and not only counted. */
  blocksBodies: boolean;
}

/** Refuses floods and known attacks in front of a load balancer, or of the stage of an API. */
export function makeFirewall(
  name: string,
  { requestsPerFiveMinutes: limit, blocksBodies }: FirewallArgs,
  resourceArn: pulumi.Input<string>,
  parent: pulumi.Resource,
): void {
  // What it saw of a rule, as metrics and as a sample of requests.
  const seenAs = (metricName: string) => ({
    metricName,
    cloudwatchMetricsEnabled: true,
    sampledRequestsEnabled: true,
  });
  const counted = bodyRules.map((rule) => ({ name: rule, actionToUse: { count: {} } }));
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
          statement: {
            managedRuleGroupStatement: {
              ...{ vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" },
              ...(!blocksBodies && { ruleActionOverrides: counted }),
            },
          },
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
