import { firewallRequests } from "../firewall/requests";
import { defaultLogRetentionDays } from "../network/log-retention";
import type { ApiHandlerArgs, ServerlessApiArgs } from "./arguments";

/** The one stage that an API has: what is deployed is live. */
export const stageName = "live";

/** The sizes that API Gateway has caches of (API Gateway API reference, CreateStage). */
export const cacheSizes: readonly number[] = [0.5, 1.6, 6.1, 13.5, 28.4, 58.2, 118, 237];

export const smallestCache = 0.5;

/** How long API Gateway waits for a function, and how large functions can be. */
export const handlerLimits = {
  timeoutSeconds: { from: 1, to: 29, fallback: 10 },
  memoryMegabytes: { from: 128, to: 10_240, fallback: 512 },
};

/** API Gateway's quota of an account in a region. */
export const apiLimits = {
  requestsPerSecond: { from: 1, to: 10_000, fallback: 100 },
  requestsInBurst: { from: 1, to: 5000, fallback: 200 },
  latencyAlarmSeconds: { from: 1, to: 29, fallback: 2 },
};

/** What has a value when nobody gives one. JavaScript and other languages may give an argument nothing, which means that. */
export function withDefaults(args: ServerlessApiArgs) {
  const { userPoolArns = [], allowedOrigins = [], responseCache = false, firewall = false } = args;
  const { responseCacheGigabytes = smallestCache, accessLog = true, logRetentionDays = defaultLogRetentionDays } = args;
  return {
    ...{ userPoolArns, allowedOrigins, responseCache, firewall, responseCacheGigabytes, accessLog, logRetentionDays },
    requestsPerSecond: args.requestsPerSecond ?? apiLimits.requestsPerSecond.fallback,
    requestsInBurst: args.requestsInBurst ?? apiLimits.requestsInBurst.fallback,
    latencyAlarmSeconds: args.latencyAlarmSeconds ?? apiLimits.latencyAlarmSeconds.fallback,
    firewallBlocksBodies: args.firewallBlocksBodies ?? false,
    firewallRequestsPerFiveMinutes: args.firewallRequestsPerFiveMinutes ?? firewallRequests.fallback,
  };
}

/** The same of a handler's arguments. */
export function handlerWithDefaults(args: ApiHandlerArgs) {
  const { entry, network, environment = {}, statements = [], stores = {} } = args;
  const { reachesDynamodb = false, reachesS3 = false } = args;
  return {
    ...{ entry, network, environment, statements, stores, reachesDynamodb, reachesS3 },
    ...(args.leftToRuntime === undefined ? {} : { external: args.leftToRuntime }),
    memoryMegabytes: args.memoryMegabytes ?? handlerLimits.memoryMegabytes.fallback,
    timeoutSeconds: args.timeoutSeconds ?? handlerLimits.timeoutSeconds.fallback,
  };
}
