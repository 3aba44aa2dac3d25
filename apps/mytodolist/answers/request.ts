import type { APIGatewayProxyEvent } from "aws-lambda";
import { Refusal } from "./problem";

/**
 * Longer than the longest todo, however it is escaped: with a \u escape for each unit of UTF-16, in names too, it has
 * 32,922 bytes. Far shorter than what API Gateway lets through (10 MB).
 */
const mostBytes = 40_960;

/** The caller is who the token says, and nothing else in a request can name one. */
export function callerOf({ requestContext }: APIGatewayProxyEvent): string {
  const claims: unknown = requestContext.authorizer?.["claims"];
  const subject: unknown = typeof claims === "object" && claims !== null && "sub" in claims ? claims.sub : undefined;
  // API Gateway's authoriser has seen to it, unless somebody took it away.
  if (typeof subject !== "string" || subject === "") throw new Refusal(401, "The request carries no signed-in user.");
  return subject;
}

/** API Gateway hands over the last of several values; that the others are dropped in silence is no answer. */
export function onlyOnce({ multiValueQueryStringParameters }: APIGatewayProxyEvent): void {
  const errors = Object.entries(multiValueQueryStringParameters ?? {}).flatMap(([name, values = []]) =>
    values.length > 1 ? [{ where: `query.${name}`, problem: `got ${values.length} values. Allowed: one` }] : [],
  );
  if (errors.length > 0) throw new Refusal(400, "A parameter is given more than once.", { errors });
}

/** The body, where there is one. */
export function bodyOf({ body, headers, isBase64Encoded }: APIGatewayProxyEvent): unknown {
  if (body === null || body === "") return undefined;
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  if (bytes.length > mostBytes) {
    throw new Refusal(413, `The body has ${bytes.length} bytes. Allowed: at most ${mostBytes}.`);
  }
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new Refusal(415, "The body's type is not JSON. Fix: send content-type: application/json.");
  }
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    throw new Refusal(400, "The body is not JSON.", { errors: [{ where: "body", problem: "not JSON" }] });
  }
}
