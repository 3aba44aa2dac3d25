import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { CheckpointResource } from "../../sandbox/local/checkpoint";
import { shown, type EngineEvent } from "./events";

const groupType = "aws:autoscaling/group:Group";

export function groupsIn(resources: readonly CheckpointResource[]): CheckpointResource[] {
  return resources.filter(({ type }) => type === groupType);
}

/**
 * The groups whose instances are replaced one after the other. The provider starts a refresh when the launch template
 * changes, its version included (terraform-provider-aws, aws_autoscaling_group, "instance_refresh").
 */
export function refreshed(before: readonly CheckpointResource[], after: readonly CheckpointResource[]): string[] {
  const templateOf = (group: CheckpointResource) => valueOf(group, "launchTemplate");
  const stayed = groupsIn(after).flatMap((group) => {
    const old = before.find(({ urn, id }) => urn === group.urn && id === group.id);
    return old === undefined ? [] : [{ old, group }];
  });
  return stayed
    .filter(({ old, group }) => !isDeepStrictEqual(templateOf(old), templateOf(group)))
    .map(({ group }) => {
      assert.ok(group.inputs?.["instanceRefresh"], `${shown(group.urn)} keeps its old instances`);
      return shown(group.urn);
    })
    .sort();
}

/** Everything that instances of a group cannot do without, by what it is: read out of what they are started with. */
export function needsOf(
  group: CheckpointResource,
  resources: readonly CheckpointResource[],
): Record<string, CheckpointResource[]> {
  const of = (...types: string[]) => resources.filter(({ type }) => types.includes(type));
  const template = of("aws:ec2/launchTemplate:LaunchTemplate").find(
    ({ id = "none" }) => id === Reflect.get(Object(valueOf(group, "launchTemplate")) as object, "id"),
  );
  assert.ok(template, `${shown(group.urn)} has no launch template`);
  const started = JSON.stringify(template.inputs);
  const script = Buffer.from(String(valueOf(template, "userData")), "base64").toString();
  const saysTo = (resource: CheckpointResource, property: string) => isIn(script, valueOf(resource, property));
  const concerns = (resource: CheckpointResource, ...properties: string[]) =>
    properties.some((property) => isIn(started, valueOf(resource, property)));

  const profiles = of("aws:iam/instanceProfile:InstanceProfile").filter((profile) => concerns(profile, "arn"));
  const roles = profiles.map((profile) => valueOf(profile, "role"));
  const mountTargets = of("aws:efs/mountTarget:MountTarget").filter((target) => saysTo(target, "fileSystemId"));
  const shares = mountTargets.map(({ parent }) => parent);
  const databases = of("aws:rds/instance:Instance").filter((database) => saysTo(database, "address"));
  const invocations = of("aws:lambda/invocation:Invocation");
  const associations = of("aws:ec2/routeTableAssociation:RouteTableAssociation").filter((association) =>
    isIn(JSON.stringify(valueOf(group, "vpcZoneIdentifiers")), valueOf(association, "subnetId")),
  );
  const tables = associations.map((association) => valueOf(association, "routeTableId"));
  return {
    "traffic rules": of(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    ).filter((rule) => concerns(rule, "securityGroupId", "referencedSecurityGroupId")),
    "the way out": [
      ...associations,
      ...of("aws:ec2/route:Route").filter((route) => tables.includes(valueOf(route, "routeTableId"))),
    ],
    "the listener": of("aws:lb/listener:Listener").filter((listener) =>
      isIn(JSON.stringify(valueOf(group, "targetGroupArns")), targetOf(listener)),
    ),
    "rights of their role": of(
      "aws:iam/rolePolicy:RolePolicy",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    ).filter((right) => roles.includes(valueOf(right, "role"))),
    "mount targets": mountTargets,
    "the first release": invocations.filter(({ parent }) => shares.includes(parent)),
    databases,
    migrations: invocations.filter((invocation) =>
      databases.some((database) => isIn(String(valueOf(invocation, "input")), valueOf(database, "address"))),
    ),
    caches: of("aws:elasticache/replicationGroup:ReplicationGroup").filter((cache) =>
      saysTo(cache, "primaryEndpointAddress"),
    ),
    tables: of("aws:dynamodb/table:Table").filter((table) => saysTo(table, "name")),
    keys: of("aws:secretsmanager/secretVersion:SecretVersion").filter((version) => saysTo(version, "secretArn")),
  };
}

/** Asserts that the engine had finished with what instances need before it began with their group. */
export function assertMadeFirst(events: readonly EngineEvent[], resources: readonly CheckpointResource[]): void {
  const begun = placesOf(events, ({ resourcePreEvent }) => resourcePreEvent);
  const finished = placesOf(events, ({ resOutputsEvent }) => resOutputsEvent);
  for (const group of groupsIn(resources)) {
    const start = begun.get(group.urn);
    if (start === undefined) continue;
    const needs = Object.values(needsOf(group, resources)).flat();
    // What stays as it is was there before.
    const late = needs.filter(({ urn }) => begun.has(urn) && (finished.get(urn) ?? Infinity) > start);
    assert.deepEqual(
      late.map(({ urn }) => shown(urn)),
      [],
      `not there yet when ${shown(group.urn)} was begun`,
    );
  }
}

/** Where each resource's event stands in the log; nothing of those that stay the same. */
function placesOf(
  events: readonly EngineEvent[],
  read: (event: EngineEvent) => EngineEvent["resOutputsEvent"],
): Map<string, number> {
  const places = events.flatMap((event, place): [string, number][] => {
    const { op = "same", urn = "" } = read(event)?.metadata ?? {};
    return op === "same" || op.startsWith("delete") ? [] : [[urn, place]];
  });
  return new Map(places);
}

/** Everything that a resource waits for, by what the program has said of it and of what that waits for. */
export function waitsFor(resource: CheckpointResource, resources: readonly CheckpointResource[]): Set<string> {
  const byUrn = new Map(resources.map((one) => [one.urn, one]));
  const found = new Set<string>();
  const follow = ({ dependencies = [], propertyDependencies = {} }: CheckpointResource) => {
    for (const urn of [...dependencies, ...Object.values(propertyDependencies).flatMap((urns) => urns ?? [])]) {
      const next = byUrn.get(urn);
      if (next === undefined || found.has(urn)) continue;
      found.add(urn);
      follow(next);
    }
  };
  follow(resource);
  return found;
}

function valueOf({ outputs = {}, inputs = {} }: CheckpointResource, property: string): unknown {
  return outputs[property] ?? inputs[property];
}

function targetOf(listener: CheckpointResource): unknown {
  const actions = valueOf(listener, "defaultActions");
  const [action] = Array.isArray(actions) ? (actions as unknown[]) : [];
  return Reflect.get(Object(action) as object, "targetGroupArn");
}

function isIn(text: string, value: unknown): boolean {
  return typeof value === "string" && value !== "" && text.includes(value);
}
