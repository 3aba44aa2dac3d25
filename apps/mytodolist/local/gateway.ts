import { createServer, type IncomingMessage, type Server } from "node:http";
import type { APIGatewayProxyResult } from "aws-lambda";
import type { Handler } from "../answers/answering";
import { problem, type Problem } from "../answers/problem";
import type { Authoriser } from "./authoriser";
import { routed } from "./document";
import { eventOf } from "./event";
import { preflight, refusalHeaders } from "./cors";
import { invalid } from "./validation";

/** What API Gateway takes at most (quotas of REST APIs: payload size). */
const mostBytes = 10_485_760;

type Handlers = Record<string, Handler | undefined>;

/** Serves the document as API Gateway does: finds the operation, asks the authoriser, validates, calls the function. */
export function gateway(handlers: Handlers, authorise: Authoriser): Server {
  return createServer((request, response) => {
    void answered(request, handlers, authorise)
      .catch(failed)
      .then(({ statusCode, headers, body }) => {
        response.writeHead(statusCode, headers as Record<string, string>).end(body);
        // What is left of a body that was too long.
        request.resume();
      });
  });
}

async function answered(
  request: IncomingMessage,
  handlers: Handlers,
  authorise: Authoriser,
): Promise<APIGatewayProxyResult> {
  const { method = "", url: target = "/", headers } = request;
  const url = new URL(target, "http://local");
  const asked = method === "OPTIONS" ? preflight(url.pathname, headers.origin) : undefined;
  if (asked !== undefined) return asked;
  const route = routed(method, url.pathname);
  if (route === undefined) return told(problem(404, `The API has no ${method} ${url.pathname}.`));
  const { id, scopes } = route.operation;
  const claims = scopes.length === 0 ? undefined : await authorise(headers.authorization, scopes);
  if (scopes.length > 0 && claims === undefined) return told(problem(401, "Unauthorized"));
  const body = await read(request);
  if (body === undefined) return told(problem(413, "Request Entity Too Large"));
  const event = eventOf(request, url, body, route, claims);
  const wrong = invalid(route.operation, event);
  if (wrong !== undefined) return told(wrong);
  const handler = handlers[id];
  if (handler === undefined) return told(problem(500, `There is no handler ${id}.`));
  return handler(event);
}

/** A function that fails is a bad gateway (API Gateway developer guide, "Handle Lambda errors in API Gateway"). */
function failed(error: unknown): APIGatewayProxyResult {
  console.error(error);
  return told(problem(502, "Internal server error"));
}

async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
  }
  return bytes > mostBytes ? undefined : Buffer.concat(chunks);
}

function told(document: Problem): APIGatewayProxyResult {
  const headers = { "content-type": "application/problem+json", ...refusalHeaders() };
  return { statusCode: document.status, headers, body: JSON.stringify(document) };
}
