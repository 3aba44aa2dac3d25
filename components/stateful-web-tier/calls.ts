import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { allowHttpsOut } from "../traffic/https-egress";
import { Traffic } from "../traffic/traffic";
import type { WebTier } from "./defaults";
import type { StoreAccess } from "./store-access";

/** Whom the instances call besides the tier's own stores; a store of a person's cannot have such a name. */
export const ownCallNames = ["releases", "sessions"];

export function makeInstancesGroup(name: string, tier: WebTier, parent: pulumi.Resource): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(
    name,
    {
      vpcId: tier.network.vpcId,
      description: `Instances of ${name}: their load balancer calls them`,
      tags: { Name: name },
    },
    { parent },
  );
}

/** Who may call whom: the load balancer the instances, these their stores and AWS. All of it must be in place first. */
export function allowCalls(
  name: string,
  { port, releaseShare, stores }: WebTier,
  groups: {
    loadBalancer: aws.ec2.SecurityGroup;
    instances: aws.ec2.SecurityGroup;
    sessions: Record<string, StoreAccess>;
  },
  parent: pulumi.Resource,
): pulumi.Resource[] {
  const fromInstances = { fromSecurityGroupId: groups.instances.id };
  const called = Object.entries<Omit<StoreAccess, "readiness">>({
    releases: releaseShare,
    ...groups.sessions,
    ...stores,
  });
  return [
    new Traffic(
      `${name}-from-load-balancer`,
      { fromSecurityGroupId: groups.loadBalancer.id, toSecurityGroupId: groups.instances.id, port },
      { parent },
    ),
    ...called.map(
      ([store, { securityGroupId, port: storePort }]) =>
        new Traffic(
          `${name}-to-${store}`,
          { ...fromInstances, toSecurityGroupId: securityGroupId, port: storePort },
          { parent },
        ),
    ),
    ...allowHttpsOut(name, groups.instances.id, parent),
  ];
}
