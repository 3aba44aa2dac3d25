import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { DeployedApi } from "./api";
import { stageName } from "./defaults";
import type { ApiOperation } from "./document/document";

export interface StageArgs {
  operations: ApiOperation[];
  logKeyArn: pulumi.Input<string>;
  accessLog: boolean;
  logRetentionDays: number;
  responseCache: boolean;
  responseCacheGigabytes: number;
  requestsPerSecond: number;
  requestsInBurst: number;
}

/** What is written down of each request: who called what and what came of it; no body, no token, no query. */
const accessLogFormat = JSON.stringify({
  requestId: "$context.requestId",
  extendedRequestId: "$context.extendedRequestId",
  traceId: "$context.xrayTraceId",
  time: "$context.requestTimeEpoch",
  ip: "$context.identity.sourceIp",
  userAgent: "$context.identity.userAgent",
  user: "$context.authorizer.claims.sub",
  method: "$context.httpMethod",
  resource: "$context.resourcePath",
  status: "$context.status",
  responseBytes: "$context.responseLength",
  latencyMs: "$context.responseLatency",
  functionLatencyMs: "$context.integrationLatency",
  functionError: "$context.integration.error",
  authorizerError: "$context.authorizer.error",
  refusal: "$context.error.responseType",
  firewall: "$context.waf.status",
  tlsVersion: "$context.tlsVersion",
});

export function makeStage(
  name: string,
  args: StageArgs,
  { api, deployment }: DeployedApi,
  parent: pulumi.Resource,
): aws.apigateway.Stage {
  const logGroup = args.accessLog ? makeAccessLog(`${name}-access-log`, args, parent) : undefined;
  const isCached = args.responseCache && args.operations.some(({ cache }) => cache !== undefined);
  const stage = new aws.apigateway.Stage(
    name,
    {
      restApi: api.id,
      deployment: deployment.id,
      stageName,
      ...(logGroup && { accessLogSettings: { destinationArn: logGroup.arn, format: accessLogFormat } }),
      cacheClusterEnabled: isCached,
      ...(isCached ? { cacheClusterSize: String(args.responseCacheGigabytes) } : {}),
      xrayTracingEnabled: true,
      tags: { Name: name },
    },
    { parent },
  );
  setMethods(name, args, isCached, stage, parent);
  return stage;
}

function makeAccessLog(
  name: string,
  { logRetentionDays, logKeyArn }: StageArgs,
  parent: pulumi.Resource,
): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    name,
    { retentionInDays: logRetentionDays, kmsKeyId: logKeyArn, tags: { Name: name } },
    { parent },
  );
}

/** What holds for all methods, and for those alone whose answers are kept. */
function setMethods(
  name: string,
  { operations, requestsPerSecond, requestsInBurst }: StageArgs,
  isCached: boolean,
  stage: aws.apigateway.Stage,
  parent: pulumi.Resource,
): void {
  // A method's own settings replace these as a whole, so that each says all of them.
  const every = {
    metricsEnabled: true,
    // Execution logs hold bodies and tokens; the access log says what happened.
    loggingLevel: "OFF",
    dataTraceEnabled: false,
    throttlingRateLimit: requestsPerSecond,
    throttlingBurstLimit: requestsInBurst,
    cachingEnabled: false,
    cacheDataEncrypted: true,
    // Nobody has the permission that this asks for: anybody could have an answer made anew otherwise. A browser that
    // reloads a page asks for it, too, so the wish is passed over, with a warning among the answer's headers.
    requireAuthorizationForCacheControl: true,
    unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITH_RESPONSE_HEADER",
  };
  const set = (what: string, methodPath: string, settings: aws.types.input.apigateway.MethodSettingsSettings) =>
    new aws.apigateway.MethodSettings(
      what,
      { restApi: stage.restApi, stageName: stage.stageName, methodPath, settings },
      { parent },
    );
  set(name, "*/*", every);
  if (!isCached) return;
  for (const { id, path, method, cache } of operations) {
    if (cache === undefined) continue;
    set(`${name}-${id}`, `${methodPathOf(path)}/${method}`, {
      ...every,
      cachingEnabled: true,
      cacheTtlInSeconds: cache.seconds,
    });
  }
}

/**
 * A resource's path within the path of a patch: slashes are written ~1 there, and the provider puts the first one before
 * it (API Gateway API reference, UpdateStage). A path with its slashes as they are is taken, and changes nothing.
 */
function methodPathOf(path: string): string {
  return path === "/" ? "~1" : path.slice(1).replaceAll("/", "~1");
}
