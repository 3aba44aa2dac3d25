import type { APIGatewayProxyEvent } from "aws-lambda";
import { problem, type Problem } from "../answers/problem";
import type { Operation } from "./document";
import { schemaErrors } from "./schemas";

/**
 * What API Gateway finds wrong with a request before a function sees it: a required parameter that is missing or blank,
 * and a body that is not as the schema says. It does not look into parameters, nor into a body of another type
 * (API Gateway developer guide, "Request validation for REST APIs").
 */
export function invalid(operation: Operation, event: APIGatewayProxyEvent): Problem | undefined {
  const given: Record<string, Record<string, string | undefined> | null> = {
    path: event.pathParameters,
    query: event.queryStringParameters,
    header: event.headers,
  };
  const missing = operation.required.filter(({ name, in: place }) => (given[place]?.[name] ?? "").trim() === "");
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(", ");
    return problem(400, `Missing required request parameters: [${names}]`);
  }
  const type = event.headers["content-type"] ?? "application/json";
  if (operation.body === undefined || !/^application\/json\s*(;|$)/i.test(type)) return undefined;
  return bodyProblem(operation.body, event.body);
}

function bodyProblem(schema: string, text: string | null): Problem | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text ?? "");
  } catch {
    return problem(400, "Invalid request body");
  }
  const errors = schemaErrors(schema, body);
  return errors.length === 0 ? undefined : problem(400, "Invalid request body", { errors });
}
