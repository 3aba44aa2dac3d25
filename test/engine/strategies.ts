import type { Change } from "./changes";
import { program } from "./workspace";

const strategies = ["cache", "table", "cookie", "sticky"] as const;
type Strategy = (typeof strategies)[number];

const named = (name: string, ...types: string[]) => types.map((type) => `${type} ${name}`);
const alarms = (name: string, ...parts: string[]) => parts.map((part) => `MetricAlarm ${name}-${part}`);

const cache = "myclothes-session-cache";
const table = "myclothes-session-table";
const logs = ["engine-log", "slow-log"].map((log) => `LogGroup ${cache}-${log}`);
const keys = [0, 1, 2].map((generation) => `myclothes-web-session-key-${String(generation)}`);

/** What a strategy owns, and none of the others has. */
const owned: Record<Strategy, string[]> = {
  cache: [
    ...named(cache, "Alias", "Key", "ParameterGroup", "ReplicationGroup", "SecurityGroup", "SessionCache"),
    ...named(cache, "SubnetGroup", "User", "UserGroup"),
    ...[`RandomId ${cache}-final`, `RandomId ${cache}-user`],
    ...logs,
    ...alarms(cache, "connections", "cpu", "engine-cpu", "evictions", "memory"),
    "Traffic myclothes-web-to-sessions",
    "SecurityGroupEgressRule myclothes-web-to-sessions-egress",
    "SecurityGroupIngressRule myclothes-web-to-sessions-ingress",
  ],
  table: [
    ...named(table, "Alias", "Key", "ServerlessTable", "Table"),
    ...alarms(table, "read-throttles", "system-errors", "write-throttles"),
  ],
  cookie: keys.flatMap((key) => named(key, "RandomBytes", "Secret", "SecretVersion")),
  sticky: [],
};

/** What of it is lost with what was in the carts, and with what the cache said of itself. */
const lost: Record<Strategy, string[]> = {
  cache: [...named(cache, "Key", "ReplicationGroup"), ...logs],
  table: named(table, "Key", "Table"),
  cookie: keys.flatMap((key) => named(key, "RandomBytes", "Secret", "SecretVersion")),
  sticky: [],
};

/** What instances may do for their sessions; with `sticky` there is nothing that they would have to. */
const right = "RolePolicy myclothes-web-sessions";
const rightOf = (strategy: Strategy) => (strategy === "sticky" ? [] : [right]);

/** Dev's shop without the other system. */
const withStrategy = (strategy: Strategy) => (file: string) =>
  file
    .replace(/ {2}clothesline:whatisthetime:\n(?: {4}.*\n)+/, "")
    .replace("sessionStrategy: cache", `sessionStrategy: ${strategy}\n    sessionLossAccepted: true`);

/** Instances are told where their sessions are. */
const told = ["Group myclothes-web", "LaunchTemplate myclothes-web"];

function switched(from: Strategy, to: Strategy): Change {
  const isSticky = [from, to].includes("sticky");
  return {
    what: `carts move from ${from} to ${to}`,
    project: program,
    stack: "dev",
    from: withStrategy(from),
    edit: withStrategy(to),
    created: [...owned[to], ...(from === "sticky" ? rightOf(to) : [])],
    deleted: [...owned[from], ...(to === "sticky" ? rightOf(from) : [])],
    // The load balancer's own cookie is the target group's.
    updated: [...told, isSticky ? "TargetGroup myclothes-web" : right],
    refreshes: ["Group myclothes-web"],
    givenUp: lost[from],
  };
}

/** Each to each. */
export const strategySwitches: Change[] = strategies.flatMap((from) =>
  strategies.filter((to) => to !== from).map((to) => switched(from, to)),
);
