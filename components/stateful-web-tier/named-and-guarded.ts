import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { makeAliases } from "../domain/aliases";
import { makeFirewall } from "../firewall/firewall";
import type { WebTier } from "./defaults";

/** What a tier has before its load balancer where somebody asks for it: a firewall, and a name of its own. */
export function namedAndGuarded(
  name: string,
  { firewall, firewallRequestsPerFiveMinutes, domainName, hostedZoneId, ipv6 }: WebTier,
  { arn, dnsName, zoneId }: aws.lb.LoadBalancer,
  parent: pulumi.Resource,
): void {
  if (firewall) {
    makeFirewall(name, { requestsPerFiveMinutes: firewallRequestsPerFiveMinutes, blocksBodies: true }, arn, parent);
  }
  if (domainName === undefined || hostedZoneId === undefined) return;
  makeAliases(name, { domainName, hostedZoneId }, { name: dnsName, zoneId, ipv6 }, parent);
}
