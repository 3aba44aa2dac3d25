import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { safeParse, type infer as Infer, type ZodMiniType } from "zod/mini";
import { originHeaders } from "./origins";
import { problem, Refusal } from "./problem";
import { bodyOf, callerOf, onlyOnce } from "./request";
import { count, logger, metrics } from "./telemetry";

export interface Answer {
  status: number;
  body: object;
}

/** Who asks, and when. */
export interface Asked {
  user: string;
  now: number;
}

/** What API Gateway calls. The context is Lambda's own. */
export type Handler = (event: APIGatewayProxyEvent, context?: Context) => Promise<APIGatewayProxyResult>;

/** A handler for requests of a shape: reads the request, has it answered, and says what is wrong as a problem document. */
export function answering<Shape extends ZodMiniType>(
  operation: string,
  shape: Shape,
  answer: (request: Infer<Shape>, asked: Asked) => Promise<Answer>,
): Handler {
  return async (event, context) => {
    if (context !== undefined) logger.addContext(context);
    return toldOf(operation, event, await answerOf(event, shape, answer));
  };
}

/** Writes down and counts what came of a request, and gives the answer API Gateway's form. */
export function toldOf(
  operation: string,
  event: APIGatewayProxyEvent,
  { status, body }: Answer,
): APIGatewayProxyResult {
  noted(operation, status);
  const type = status < 400 ? "application/json" : "application/problem+json";
  // What API Gateway caches is a setting of its own, and takes no notice of this.
  const headers = { "content-type": type, "cache-control": "no-store", ...originHeaders(event.headers) };
  return { statusCode: status, headers, body: JSON.stringify(body) };
}

export function noted(operation: string, status: number): void {
  metrics.addDimension("operation", operation);
  count(status < 400 ? "Fulfilled" : status < 500 ? "Refused" : "Failed");
  // No body, no title, no user: what people write is theirs.
  logger.info("answered", { operation, status });
  metrics.publishStoredMetrics();
}

async function answerOf<Shape extends ZodMiniType>(
  event: APIGatewayProxyEvent,
  shape: Shape,
  answer: (request: Infer<Shape>, asked: Asked) => Promise<Answer>,
): Promise<Answer> {
  try {
    const user = callerOf(event);
    onlyOnce(event);
    const path = event.pathParameters ?? {};
    const query = event.queryStringParameters ?? {};
    const request = safeParse(shape, { path, query, body: bodyOf(event) });
    if (!request.success) {
      const errors = request.error.issues.map(({ path: place, message }) => ({
        where: place.map(String).join("."),
        problem: message,
      }));
      throw new Refusal(400, "The request is not as the API's document says.", { errors });
    }
    return await answer(request.data, { user, now: Date.now() });
  } catch (error) {
    const told = error instanceof Refusal ? error.problem : failure(error);
    return { status: told.status, body: told };
  }
}

/** DynamoDB turned the request away for now; the SDK has tried again already. */
const busy = new Set(["ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException"]);

function failure(error: unknown) {
  if (error instanceof Error && busy.has(error.name)) return problem(503, "Try again in a moment.");
  logger.error("failed", error instanceof Error ? error : new Error(String(error)));
  return problem(500, "It is written down in the log. Trying again may help.");
}
