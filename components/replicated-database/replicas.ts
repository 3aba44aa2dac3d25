import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { elementsOf } from "../arguments/list";
import { nestedProblems } from "../arguments/nested";
import type { ArgumentProblem } from "../arguments/problem";
import { makeIdentity } from "./identity";
import { instanceClassProblems } from "./instance-class";
import { instanceSettings, needed, type InstanceSurroundings } from "./instance-settings";
import { makeLogGroups } from "./logs";
import { isReplicaName, longestReplicaName } from "./names";
import type { Settings } from "./settings";

/** "Up to 15 read replicas" (RDS user guide, "Working with DB instance read replicas"). */
const mostReplicas = 15;

/** One read replica. */
export interface DatabaseReplica {
  /**
   * The zone that it lies in, one of the network's. Changing it replaces the replica and deletes the logs of the former
   * one, whose groups RDS names after the instance: export before what is to be kept. No default.
   */
  zoneName: string;
  /** Its instance class. Default: the primary's. */
  instanceClass?: string;
}

/** A replica that was made. */
export interface MadeReplica {
  key: string;
  name: string;
  instanceClass: string;
  instance: aws.rds.Instance;
}

/** Makes the replicas. Each hangs on the primary and on nothing of the others. */
export function makeReplicas(
  name: string,
  {
    settings,
    primary,
    surroundings,
  }: { settings: Settings; primary: aws.rds.Instance; surroundings: InstanceSurroundings },
  parent: pulumi.Resource,
): MadeReplica[] {
  return Object.entries(settings.replicas).map(([key, { zoneName, instanceClass = settings.instanceClass }]) => {
    const replicaName = `${name}-${key}`;
    const keepers = { zoneName, source: primary.identifier };
    const identity = makeIdentity(replicaName, keepers, parent);
    const logGroups = makeLogGroups(replicaName, { identity, retentionDays: settings.logRetentionDays }, parent);
    const instance = new aws.rds.Instance(
      replicaName,
      {
        ...instanceSettings({ instanceClass, engineVersion: settings.replicaEngineVersion, settings, surroundings }),
        identifier: identity.identifier,
        // By its identifier, so that the subnet group, the key and the master user are the primary's; RDS refuses them
        // here, a password and a final snapshot too.
        replicateSourceDb: primary.identifier,
        availabilityZone: zoneName,
        skipFinalSnapshot: true,
        tags: { Name: replicaName },
      },
      {
        parent,
        dependsOn: [...logGroups, ...needed(surroundings)],
        // The provider cannot give a replica another source: beside a new primary a new replica is made.
        replaceOnChanges: ["replicateSourceDb"],
      },
    );
    return { key, name: replicaName, instanceClass, instance };
  });
}

/** What is wrong with the replicas, which may be anything at all. */
export function replicaProblems(
  argument: string,
  value: unknown,
  { networkZones, primaryZone }: { networkZones: string[]; primaryZone: unknown },
): ArgumentProblem[] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null || elementsOf(value) !== undefined || !isPlain(value)) {
    const allowed = "a plain object of replicas by their names, since how many there are must be known first";
    return [{ argument, got: value, allowed, fix: 'write them as { one: { zoneName: "eu-west-1a" } }' }];
  }
  const replicas = Object.entries<unknown>({ ...value });
  const zones = networkZones.filter((zone) => zone !== primaryZone);
  return [
    ...countProblems(argument, replicas.length),
    ...replicas.flatMap(([name, replica]) => oneProblems(argument, name, replica, { zones, networkZones })),
    ...sharingProblems(argument, replicas, zones),
  ];
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function countProblems(argument: string, count: number): ArgumentProblem[] {
  if (count <= mostReplicas) return [];
  const allowed = `0 to ${mostReplicas} replicas, as many as RDS gives a PostgreSQL database`;
  return [{ argument, gotInWords: `${count} replicas`, allowed, fix: "take some away" }];
}

function oneProblems(
  argument: string,
  name: string,
  replica: unknown,
  { zones, networkZones }: { zones: string[]; networkZones: string[] },
): ArgumentProblem[] {
  const path = pathOf(argument, name);
  const naming = isReplicaName(name)
    ? []
    : [
        {
          argument: path,
          got: name,
          allowed: `a name of 1 to ${longestReplicaName} small letters, digits and single dashes, a letter first`,
          fix: "rename it",
        },
      ];
  if (typeof replica === "string") {
    // As a stack's file has it, which knows no other thing of a replica: by the letter or the name of its zone.
    const meant = zones.find((zone) => replica !== "" && zone.endsWith(replica)) ?? zones[0] ?? "eu-west-1a";
    const fix = `write it as { zoneName: ${JSON.stringify(meant)} }`;
    return [...naming, { argument: path, got: replica, allowed: "an object with zoneName and instanceClass", fix }];
  }
  return [
    ...naming,
    ...nestedProblems<DatabaseReplica>(path, replica, {
      zoneName: (value, at) => zoneProblems(at, value, { zones, networkZones }),
      instanceClass: (value, at) => (value === undefined ? [] : instanceClassProblems(at, value)),
    }),
  ];
}

function zoneProblems(
  argument: string,
  zone: unknown,
  { zones, networkZones }: { zones: string[]; networkZones: string[] },
): ArgumentProblem[] {
  // A network without zones is refused itself.
  if (networkZones.length === 0 && typeof zone === "string") return [];
  if (typeof zone === "string" && zones.includes(zone)) return [];
  const taken = typeof zone === "string" && networkZones.includes(zone);
  return [
    {
      argument,
      got: zone,
      allowed: `one of the network's zones ${zones.join(", ")}${taken ? ", beside the primary's own" : ""}`,
      fix: taken ? "write another zone, so that losing the primary's leaves a copy" : "write one of these",
    },
  ];
}

function sharingProblems(argument: string, replicas: [string, unknown][], zones: string[]): ArgumentProblem[] {
  if (replicas.length > zones.length) return [];
  const firstIn = new Map<unknown, string>();
  return replicas.flatMap(([name, replica]) => {
    const zone: unknown =
      typeof replica === "object" && replica !== null ? Reflect.get(replica, "zoneName") : undefined;
    const first = firstIn.get(zone);
    if (first === undefined) firstIn.set(zone, name);
    if (first === undefined || typeof zone !== "string" || !zones.includes(zone)) return [];
    const free = zones.filter((other) => !firstIn.has(other)).join(" or ");
    return [
      {
        argument: `${pathOf(argument, name)}.zoneName`,
        got: zone,
        allowed: `a zone of its own, while there are no more replicas than zones; ${pathOf(argument, first)} is there`,
        fix: `write ${free}`,
      },
    ];
  });
}

function pathOf(argument: string, name: string): string {
  return /^[\w$-]+$/.test(name) ? `${argument}.${name}` : `${argument}[${JSON.stringify(name)}]`;
}
