import { noted, toldOf, type Handler } from "./answering";
import { callerOf } from "./request";
import { logger } from "./telemetry";

/**
 * A handler whose answer API Gateway keeps, and gives to whoever asks next. Whatever a caller could bend it with, beyond
 * what is in the cache's key, is not looked at: a body, or a parameter that the document does not know, would otherwise
 * have an error kept for everybody. AWS nowhere says that only good answers are kept. So what goes wrong is thrown:
 * then there is no answer of a function to keep, and API Gateway says 502 by itself.
 */
export function answeringForAll(operation: string, answer: () => Promise<object>): Handler {
  return async (event, context) => {
    if (context !== undefined) logger.addContext(context);
    try {
      callerOf(event);
      return toldOf(operation, event, { status: 200, body: await answer() });
    } catch (error) {
      logger.error("failed", error instanceof Error ? error : new Error(String(error)));
      noted(operation, 502);
      throw error;
    }
  };
}
