import { firewallRequests } from "../firewall/requests";
import type { StatefulWebTierArgs } from "./arguments";

/** What has a value when nobody gives one. */
type Defaulted = Exclude<
  keyof StatefulWebTierArgs,
  | "domainName"
  | "hostedZoneId"
  | "accessLogBucketName"
  | "alarmTopicArn"
  | "sessionStrategy"
  | "sessionCache"
  | "sessionTable"
  | "sessionCookieKeyGeneration"
>;

/** The arguments with every default filled in. */
export type WebTier = StatefulWebTierArgs & Required<Pick<StatefulWebTierArgs, Defaulted>>;

/** Browsers take a cookie of this prefix only over HTTPS, from this very host, for all of it (RFC 6265bis). */
const hostPrefix = "__Host-";

export function withDefaults(args: StatefulWebTierArgs): WebTier {
  const plainHttp = args.plainHttp ?? defaults.plainHttp;
  const minInstances = args.minInstances ?? defaultMinInstances(args.network.zoneNames.length);
  return {
    ...defaults,
    minInstances,
    maxInstances: defaultMaxInstances(minInstances),
    desiredInstances: minInstances,
    sessionCookieName: plainHttp ? "session" : `${hostPrefix}session`,
    ...given(args),
  };
}

/** Two instances, or an instance's failure would be everybody's. */
export const defaultMinInstances = (zones: number): number => Math.max(2, zones);
export const defaultMaxInstances = (minInstances: number): number => 3 * minInstances;

export const defaults = {
  plainHttp: false,
  ipv6: true,
  idleTimeoutSeconds: 60,
  firewall: false,
  firewallRequestsPerFiveMinutes: firewallRequests.fallback,
  port: 8080,
  healthPath: "/health",
  settings: {},
  secretArns: {},
  stores: {},
  rolePermissions: {},
  rolePolicies: {},
  sessionLifetimeHours: 168,
  sessionLossAccepted: false,
  instanceType: "t4g.small",
  warmInstances: 0,
  targetRequestsPerMinute: 3000,
  targetCpuPercent: 50,
  instanceLifetimeDays: 30,
  volumeGigabytes: 8,
  instanceTags: {},
  bootTimeoutSeconds: 600,
  deregistrationDelaySeconds: 30,
  latencyAlarmSeconds: 2,
  deletionProtection: true,
} satisfies Partial<StatefulWebTierArgs>;

/** JavaScript and other languages may write an argument and give it nothing, which means its default. */
function given(args: StatefulWebTierArgs): StatefulWebTierArgs {
  const copy = { ...args };
  for (const [key, value] of Object.entries<unknown>(copy)) if (value === undefined) Reflect.deleteProperty(copy, key);
  return copy;
}
