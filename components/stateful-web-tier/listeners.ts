import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { makeCertificate } from "../domain/certificate";
import type { WebTier } from "./defaults";
import type { FrontDoor } from "./load-balancer";

/** TLS 1.2 and 1.3 with forward secrecy alone, and keys agreed upon so that no recording of today is read tomorrow. */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** What the load balancer listens for. The answer is the listener that leads to the instances. */
export function makeListeners(
  name: string,
  tier: WebTier,
  { loadBalancer, targetGroup }: FrontDoor,
  parent: pulumi.Resource,
): aws.lb.Listener {
  const forward = { type: "forward", targetGroupArn: targetGroup.arn };
  const plain = (defaultAction: aws.types.input.lb.ListenerDefaultAction) =>
    new aws.lb.Listener(
      `${name}-http`,
      {
        loadBalancerArn: loadBalancer.arn,
        protocol: "HTTP",
        port: 80,
        defaultActions: [defaultAction],
        tags: { Name: `${name}-http` },
      },
      { parent },
    );
  const { domainName, hostedZoneId } = tier;
  if (domainName === undefined || hostedZoneId === undefined) return plain(forward);

  plain({ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } });
  return new aws.lb.Listener(
    `${name}-https`,
    {
      loadBalancerArn: loadBalancer.arn,
      protocol: "HTTPS",
      port: 443,
      sslPolicy: tlsPolicy,
      certificateArn: makeCertificate(name, { domainName, hostedZoneId }, parent),
      defaultActions: [forward],
      tags: { Name: `${name}-https` },
    },
    { parent },
  );
}
