import { argumentProblems } from "../arguments/checks";
import { choiceProblems } from "../arguments/choice";
import { flagProblems } from "../arguments/flag";
import { maintenanceWindowProblems } from "../arguments/maintenance-window";
import { besides, type ArgumentProblem } from "../arguments/problem";
import { topicArnProblems } from "../arguments/topic-arn";
import { wholeNumberProblems } from "../arguments/whole-number";
import { layoutProblems, zonesIn } from "../network/layout-problems";
import { defaultLogRetentionDays, logRetentionDays } from "../network/log-retention";
import {
  CacheEngine,
  cacheLimits,
  CachePurpose,
  defaultEngine,
  defaultEngineVersion,
  defaultSnapshotRetentionDays,
  engineVersions,
} from "./choices";
import { nodeTypeProblems } from "./node-type";
import type { SessionCacheArgs } from "./session-cache";

// A replication group's id takes 40 characters, of which Pulumi's suffix and "-off-" with six digits need 11.
const longestName = 29;

type Given = Partial<Record<keyof SessionCacheArgs, unknown>>;

/** Arguments that only a cache of nodes has, and those that only one without servers has. */
const ofNodes = [
  "engineVersion",
  "nodeType",
  "nodes",
  "automaticFailover",
  "maintenanceWindow",
  "finalSnapshot",
  "logRetentionDays",
] as const satisfies (keyof SessionCacheArgs)[];
const ofServerless = ["maxStorageGb", "maxEcpuPerSecond"] as const satisfies (keyof SessionCacheArgs)[];

export function cacheProblems(name: string, args: Given | undefined): ArgumentProblem[] {
  const checks = argumentProblems<SessionCacheArgs>(args, {
    network: (value, argument) => layoutProblems(argument, value),
    purpose: (value, argument) => purposeProblems(argument, value),
    engine: (value, argument) => choiceProblems(argument, value, Object.values(CacheEngine), defaultEngine),
    engineVersion: (value, argument) => versionProblems(argument, value, args?.engine),
    serverless: (value, argument) => [...flagProblems(argument, value), ...serverlessProblems(argument, args)],
    nodeType: (value, argument) => nodeTypeProblems(argument, value),
    nodes: (value, argument) => wholeNumberProblems(argument, value, cacheLimits.nodes),
    automaticFailover: (value, argument) => flagProblems(argument, value),
    maxStorageGb: (value, argument) => wholeNumberProblems(argument, value, cacheLimits.maxStorageGb),
    maxEcpuPerSecond: (value, argument) => wholeNumberProblems(argument, value, cacheLimits.maxEcpuPerSecond),
    snapshotRetentionDays: (value, argument) => retentionProblems(argument, value, args?.purpose),
    finalSnapshot: (value, argument) => flagProblems(argument, value),
    maintenanceWindow: (value, argument) => maintenanceWindowProblems(argument, value),
    logRetentionDays: (value, argument) => choiceProblems(argument, value, logRetentionDays, defaultLogRetentionDays),
    deletionProtection: (value, argument) => flagProblems(argument, value),
    alarmTopicArn: (value, argument) => topicArnProblems(argument, value),
  });
  const strays = strayProblems(args ?? {});
  // What has to go is not judged besides.
  return [...cacheNameProblems(name), ...besides(checks, strays), ...strays, ...failoverProblems(args ?? {})];
}

/** ElastiCache writes ids in lower case, and a token that was signed for another spelling is refused. */
function cacheNameProblems(name: unknown): ArgumentProblem[] {
  const fits = typeof name === "string" && /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) && name.length <= longestName;
  if (fits) return [];
  return [
    {
      argument: "name",
      got: name,
      allowed: `1 to ${longestName} lower-case letters, digits and single dashes, beginning with a letter`,
      fix: 'write a short name in the form "system-purpose"',
    },
  ];
}

function purposeProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (Object.values(CachePurpose).some((purpose) => purpose === value)) return [];
  const allowed = Object.values(CachePurpose)
    .map((purpose) => JSON.stringify(purpose))
    .join(", ");
  const fix = 'write "sessions" for what must not be lost, "lookaside" for copies of what a database has';
  return [{ argument, got: value, allowed, fix }];
}

function versionProblems(argument: string, value: unknown, engine: unknown): ArgumentProblem[] {
  const known = Object.values(CacheEngine).find((each) => each === (engine ?? defaultEngine)) ?? defaultEngine;
  return choiceProblems(argument, value, Object.keys(engineVersions[known]), defaultEngineVersion[known]);
}

function serverlessProblems(argument: string, args: Given | undefined): ArgumentProblem[] {
  if (args?.serverless !== true) return [];
  const sessions: ArgumentProblem[] =
    args.purpose === CachePurpose.Sessions
      ? [
          {
            argument,
            got: true,
            allowed: "false for sessions: a cache without servers evicts keys that have a time to live when it is full",
            fix: 'leave it out, or write purpose: "lookaside"',
          },
        ]
      : [];
  return zonesIn(args.network) === 1
    ? [
        ...sessions,
        {
          argument,
          got: true,
          allowed: "false in a network of one zone: AWS puts a cache without servers into two or three",
          fix: "leave it out, or hand over a network of more zones",
        },
      ]
    : sessions;
}

function retentionProblems(argument: string, value: unknown, purpose: unknown): ArgumentProblem[] {
  const known = Object.values(CachePurpose).find((each) => each === purpose) ?? CachePurpose.Sessions;
  const fallback = defaultSnapshotRetentionDays[known];
  return wholeNumberProblems(argument, value, { ...cacheLimits.snapshotRetentionDays, fallback });
}

/** An argument that cannot have an effect would be believed to have one. */
function strayProblems(args: Given): ArgumentProblem[] {
  const stray = args.serverless === true ? ofNodes : ofServerless;
  const kind = args.serverless === true ? "a cache without servers" : "a cache of nodes";
  const given = stray.filter((argument) => args[argument] !== undefined);
  return given.map((argument) => ({
    argument,
    got: args[argument],
    allowed: `nothing for ${kind}`,
    fix: `leave it out, or ${args.serverless === true ? "leave out serverless" : "write serverless: true"}`,
  }));
}

function failoverProblems({ network, nodes = cacheLimits.nodes.fallback, automaticFailover, serverless }: Given) {
  if (serverless === true) return [];
  const problem = (argument: string, got: unknown, allowed: string, fix: string): ArgumentProblem[] => [
    { argument, got, allowed, fix },
  ];
  if (nodes === 1 && automaticFailover === true) {
    const allowed = "false with one node: there is none to fail over to";
    return problem("automaticFailover", true, allowed, "leave it out, or write nodes: 2");
  }
  if (nodes === 1 || automaticFailover === false || zonesIn(network) !== 1) return [];
  const allowed = "1 in a network of one zone, whose loss no failover helps against";
  return problem("nodes", nodes, allowed, "write nodes: 1, or hand over a network of more zones");
}
