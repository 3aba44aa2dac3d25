import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { bundleFunctions, type Bundled } from "../bundle/bundle";
import type { ApiHandlerArgs } from "./arguments";
import { handlerWithDefaults } from "./defaults";
import type { ApiOperation } from "./document/document";
import { makeFunctionNetwork } from "./function-network";
import { makeFunctionRole } from "./function-role";

/** The function that answers an operation, and its group where it is in a network. */
export interface ApiFunction {
  lambda: aws.lambda.Function;
  group?: aws.ec2.SecurityGroup;
}

/** What all functions of an API have in common. */
export interface FunctionSetting {
  operations: ApiOperation[];
  logKeyArn: pulumi.Input<string>;
  logRetentionDays: number;
  /** The origins of pages that may call, of which a function says in its answers that they may. */
  allowedOrigins: string[];
}

/** What a function is told of by the API, which no handler can be given otherwise. */
export const originsVariable = "ALLOWED_ORIGINS";

/** A function for each handler, by its operation. */
export function makeFunctions(
  name: string,
  handlers: Record<string, ApiHandlerArgs>,
  setting: FunctionSetting,
  parent: pulumi.Resource,
): Record<string, ApiFunction> {
  const wanted = Object.entries(handlers).map(([id, handler]) => ({ id, ...handlerWithDefaults(handler) }));
  const bundled = bundleFunctions(wanted);
  return Object.fromEntries(bundled.map((handler) => [handler.id, makeFunction(name, handler, setting, parent)]));
}

type BundledHandler = ReturnType<typeof handlerWithDefaults> & Bundled & { id: string };

export function namesOf(functions: Record<string, ApiFunction>): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(Object.entries(functions).map(([id, { lambda }]) => [id, lambda.name]));
}

/** The groups of those that are in a network. */
export function groupIdsOf(functions: Record<string, ApiFunction>): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(
    Object.entries(functions).flatMap(([id, { group }]) => (group === undefined ? [] : [[id, group.id]])),
  );
}

function makeFunction(
  name: string,
  handler: BundledHandler,
  { operations, logKeyArn, logRetentionDays, allowedOrigins }: FunctionSetting,
  parent: pulumi.Resource,
): ApiFunction {
  const functionName = `${name}-${handler.id}`;
  const { network, environment } = handler;
  const logGroup = new aws.cloudwatch.LogGroup(
    functionName,
    { retentionInDays: logRetentionDays, kmsKeyId: logKeyArn, tags: { Name: functionName } },
    { parent },
  );
  const place = network === undefined ? undefined : makeFunctionNetwork(functionName, { ...handler, network }, parent);
  const { role, policy } = makeFunctionRole(
    functionName,
    { logGroup, isInNetwork: place !== undefined, statements: handler.statements },
    parent,
  );
  const variables = {
    ...environment,
    ...(allowedOrigins.length === 0 ? {} : { [originsVariable]: allowedOrigins.join(",") }),
  };
  const lambda = new aws.lambda.Function(
    functionName,
    {
      description: whatItAnswers(operations.find(({ id }) => id === handler.id)),
      code: handler.bundle.archive,
      handler: "index.handler",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      memorySize: handler.memoryMegabytes,
      timeout: handler.timeoutSeconds,
      role: role.arn,
      ...(place === undefined ? {} : { vpcConfig: { subnetIds: place.subnetIds, securityGroupIds: [place.group.id] } }),
      ...(Object.keys(variables).length === 0 ? {} : { environment: { variables } }),
      tracingConfig: { mode: "Active" },
      loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
      tags: { Name: functionName },
    },
    // Lambda refuses a function whose role may not make network interfaces, and would only miss the rest when called.
    { parent, dependsOn: [policy, ...(place?.ways ?? [])] },
  );
  return { lambda, ...(place === undefined ? {} : { group: place.group }) };
}

/** Lambda API reference, CreateFunction. */
const longestDescription = 256;

/** The route and who may call it, where whoever reads a list of functions or a plan sees it. */
function whatItAnswers(operation: ApiOperation | undefined): string {
  if (operation === undefined) return "";
  const { method, path, access } = operation;
  const callers = access === undefined ? "everybody" : `tokens with ${access.scopes.join(" or ")}`;
  return `${method} ${path}, for ${callers}`.slice(0, longestDescription);
}
