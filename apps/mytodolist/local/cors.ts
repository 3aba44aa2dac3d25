import type { APIGatewayProxyResult } from "aws-lambda";
import { allowedOrigins, originHeaders } from "../answers/origins";
import { methodsOf } from "./document";

/** What the component has API Gateway answer to a browser's question before a call; nothing where no page may call. */
export function preflight(path: string, origin: string | undefined): APIGatewayProxyResult | undefined {
  const methods = methodsOf(path);
  if (methods.length === 0 || allowedOrigins().length === 0) return undefined;
  const headers = {
    ...originHeaders({ origin }),
    "access-control-allow-headers": "Authorization,Content-Type",
    "access-control-allow-methods": [...methods, "OPTIONS"].join(","),
    "access-control-max-age": "7200",
  };
  return { statusCode: 204, headers, body: "" };
}

/** The same of what the gateway refuses by itself: it cannot choose among origins there. */
export function refusalHeaders(): Record<string, string> {
  const [only, ...others] = allowedOrigins();
  return only === undefined ? {} : { "access-control-allow-origin": others.length === 0 ? only : "*" };
}
