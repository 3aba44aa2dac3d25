import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Domain } from "./certificate";

/** What a name in DNS leads to: a name of AWS's, and the zone that AWS keeps it in. */
export interface AliasTarget {
  name: pulumi.Input<string>;
  zoneId: pulumi.Input<string>;
  /** Whether it has IPv6 addresses, too. */
  ipv6: boolean;
}

/** The target's addresses under the name, for each kind of addresses that it has. */
export function makeAliases(
  name: string,
  { domainName, hostedZoneId }: Domain,
  { ipv6, ...target }: AliasTarget,
  parent: pulumi.Resource,
): void {
  for (const { type, suffix } of [
    { type: aws.route53.RecordType.A, suffix: "ipv4" },
    ...(ipv6 ? [{ type: aws.route53.RecordType.AAAA, suffix: "ipv6" }] : []),
  ]) {
    new aws.route53.Record(
      `${name}-${suffix}`,
      { zoneId: hostedZoneId, name: domainName, type, aliases: [{ ...target, evaluateTargetHealth: true }] },
      { parent },
    );
  }
}
