import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { definitionOf, tls } from "./definition/definition";
import type { ApiOperation, DocumentPart } from "./document/document";
import { stageName } from "./defaults";
import type { ApiFunction } from "./functions";

export interface ApiParts {
  document: DocumentPart;
  operations: ApiOperation[];
  functions: Record<string, ApiFunction>;
  userPoolArns: pulumi.Input<string>[];
  allowedOrigins: string[];
  hasDomain: boolean;
}

/** An API, and the picture of it that a stage shows. */
export interface DeployedApi {
  api: aws.apigateway.RestApi;
  deployment: aws.apigateway.Deployment;
}

export function makeApi(name: string, parts: ApiParts, parent: pulumi.Resource): DeployedApi {
  const { document, operations, functions, hasDomain } = parts;
  const body = bodyOf(parts);
  const api = new aws.apigateway.RestApi(
    name,
    {
      body,
      // A warning is something that API Gateway leaves out: a method, or who may call it.
      failOnWarnings: true,
      endpointConfiguration: { types: "REGIONAL", ipAddressType: "dualstack" },
      disableExecuteApiEndpoint: hasDomain,
      ...tls,
      tags: { Name: name },
    },
    { parent },
  );
  const permissions = operations.flatMap((operation) => {
    const made = functions[operation.id];
    return made === undefined ? [] : [mayCall(name, operation, { api, lambda: made.lambda }, parent)];
  });
  const deployment = new aws.apigateway.Deployment(
    name,
    {
      restApi: api.id,
      description: `All that ${name} is`,
      // A picture is never changed: whatever changes makes another one. What is said for people alone counts, too.
      triggers: { document: hashOf(JSON.stringify(document)), definition: body.apply(hashOf) },
    },
    // What is shown can be called. The one before goes when the stage shows the new one: API Gateway keeps what is shown.
    { parent, dependsOn: permissions, deleteBeforeReplace: false },
  );
  return { api, deployment };
}

function bodyOf({ document, functions, userPoolArns, allowedOrigins, hasDomain }: ApiParts): pulumi.Output<string> {
  const arns = Object.fromEntries(Object.entries(functions).map(([id, { lambda }]) => [id, lambda.invokeArn]));
  return pulumi
    .all([pulumi.all(arns), pulumi.all(userPoolArns)])
    .apply(([invokeArns, pools]) =>
      JSON.stringify(definitionOf(document, { invokeArns, userPoolArns: pools, allowedOrigins, hasDomain })),
    );
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Lets the API call a function, for the method that it answers and for no other. */
function mayCall(
  name: string,
  { id, method, path }: ApiOperation,
  { api, lambda }: { api: aws.apigateway.RestApi; lambda: aws.lambda.Function },
  parent: pulumi.Resource,
): aws.lambda.Permission {
  // A parameter stands for anything at its place.
  const resource = `${stageName}/${method}${path.replaceAll(/\{\w+\}/g, "*")}`;
  return new aws.lambda.Permission(
    `${name}-${id}`,
    {
      function: lambda.name,
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      sourceArn: pulumi.interpolate`${api.executionArn}/${resource}`,
    },
    { parent },
  );
}
