import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { APIGatewayProxyEvent } from "aws-lambda";
import type { Operation } from "./document";

/** What API Gateway makes of a request for a function: the proxy event of REST APIs. */
export function eventOf(
  request: IncomingMessage,
  url: URL,
  body: Buffer,
  { operation, pathParameters }: { operation: Operation; pathParameters: Record<string, string> },
  claims: Record<string, string> | undefined,
): APIGatewayProxyEvent {
  const multiple = new Map<string, string[]>();
  for (const [name, value] of url.searchParams) multiple.set(name, [...(multiple.get(name) ?? []), value]);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return {
    resource: operation.path,
    path: url.pathname,
    httpMethod: operation.method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: multiple.size === 0 ? null : Object.fromEntries(url.searchParams),
    multiValueQueryStringParameters: multiple.size === 0 ? null : Object.fromEntries(multiple),
    pathParameters: Object.keys(pathParameters).length === 0 ? null : pathParameters,
    stageVariables: null,
    body: body.length === 0 ? null : body.toString(),
    isBase64Encoded: false,
    requestContext: contextOf(operation, url, claims),
  };
}

function contextOf(
  { path, method }: Operation,
  url: URL,
  claims: Record<string, string> | undefined,
): APIGatewayProxyEvent["requestContext"] {
  return {
    accountId: "000000000000",
    apiId: "local",
    authorizer: claims === undefined ? null : { claims },
    httpMethod: method,
    identity: {
      accessKey: null,
      accountId: null,
      apiKey: null,
      apiKeyId: null,
      caller: null,
      clientCert: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: "127.0.0.1",
      user: null,
      userAgent: null,
      userArn: null,
    },
    path: url.pathname,
    protocol: "HTTP/1.1",
    requestId: randomUUID(),
    requestTimeEpoch: Date.now(),
    resourceId: path,
    resourcePath: path,
    stage: "local",
  };
}
