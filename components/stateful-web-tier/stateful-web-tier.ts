import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../arguments/problem";
import { makeAlarms } from "./alarms";
import type { StatefulWebTierArgs } from "./arguments";
import { allowCalls, makeInstancesGroup } from "./calls";
import { withDefaults, type WebTier } from "./defaults";
import { makeFleet } from "./fleet";
import { makeLaunchTemplate } from "./launch-template";
import { makeListeners } from "./listeners";
import { makeFrontDoor } from "./load-balancer";
import { namedAndGuarded } from "./named-and-guarded";
import { webTierProblems } from "./problems/web-tier-problems";
import { makeRole } from "./role";
import { scaleWithLoad } from "./scaling";
import { makeSessions } from "./sessions/session-needs";
import { makeUserData } from "./user-data";
import { awaited } from "./waiting";

/**
 * A web tier over several zones: a public load balancer, and a group of instances behind it that grows and shrinks with
 * the load and runs the current release of a ReleaseShare. Instances start only when whatever they call is there; what
 * else they must wait for is named by the option `dependsOn`.
 */
export class StatefulWebTier extends pulumi.ComponentResource {
  /** Where shoppers find it. */
  readonly url: pulumi.Output<string>;
  /** The load balancer's own name in DNS. */
  readonly loadBalancerDnsName: pulumi.Output<string>;
  /** The load balancer's ARN. */
  readonly loadBalancerArn: pulumi.Output<string>;
  /** The load balancer's security group: the one that the world may call. */
  readonly loadBalancerSecurityGroupId: pulumi.Output<string>;
  /** The instances' security group. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The port that the instances listen on. */
  readonly port: number;
  /** The name of the auto scaling group. */
  readonly groupName: pulumi.Output<string>;
  /** The name of the instances' role. */
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: StatefulWebTierArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse("StatefulWebTier", name, webTierProblems(name, args));
    super("clothesline:index:StatefulWebTier", name, {}, opts);
    const tier = withDefaults(args);

    const sessions = makeSessions(name, tier, this);
    const frontDoor = makeFrontDoor(name, tier, awaited(this, opts));
    const listener = makeListeners(name, tier, frontDoor, this);
    const instances = makeInstancesGroup(name, tier, this);
    const groups = { loadBalancer: frontDoor.securityGroup, instances, sessions: sessions.stores };
    const calls = allowCalls(name, tier, groups, this);
    const { role, profile, grants } = makeRole(name, tier, sessions.permissions, this);
    const userData = makeUserData(name, tier, sessions);
    const template = makeLaunchTemplate(name, tier, { securityGroup: instances, profile, userData }, this);
    const needed = awaited(this, opts, {
      // Without its listener a target group belongs to no load balancer, and no instance in it becomes healthy.
      resources: [listener, ...calls, ...grants],
      readiness: [
        ...[tier.releaseShare, ...Object.values(tier.stores)].map(({ readiness }) => readiness),
        ...sessions.readiness,
      ],
    });
    const group = makeFleet(name, tier, { template, frontDoor }, needed);
    scaleWithLoad(name, tier, { group, frontDoor }, this);
    namedAndGuarded(name, tier, frontDoor.loadBalancer, this);
    makeAlarms(name, tier, { group, frontDoor }, this);

    this.url = urlOf(tier, frontDoor.loadBalancer.dnsName);
    this.loadBalancerDnsName = frontDoor.loadBalancer.dnsName;
    this.loadBalancerArn = frontDoor.loadBalancer.arn;
    this.loadBalancerSecurityGroupId = frontDoor.securityGroup.id;
    this.securityGroupId = instances.id;
    this.port = tier.port;
    this.groupName = group.name;
    this.roleName = role.name;
    this.registerOutputs(outputsOf(this));
  }
}

function urlOf({ domainName }: WebTier, dnsName: pulumi.Output<string>): pulumi.Output<string> {
  return domainName === undefined ? pulumi.interpolate`http://${dnsName}` : pulumi.output(`https://${domainName}`);
}

function outputsOf(tier: StatefulWebTier): Record<string, pulumi.Input<string | number>> {
  const { url, loadBalancerDnsName, loadBalancerArn, loadBalancerSecurityGroupId } = tier;
  const { securityGroupId, port, groupName, roleName } = tier;
  const door = { url, loadBalancerDnsName, loadBalancerArn, loadBalancerSecurityGroupId };
  return { ...door, securityGroupId, port, groupName, roleName };
}
