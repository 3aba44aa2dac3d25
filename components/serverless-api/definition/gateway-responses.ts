import { corsOfRefusals } from "./cors";

/** What API Gateway refuses or fails at by itself, with the status that it says so by (API Gateway developer guide, "Gateway response types for API Gateway"). */
const refusals: Readonly<Record<string, { status: number; title: string }>> = {
  ACCESS_DENIED: { status: 403, title: "Forbidden" },
  API_CONFIGURATION_ERROR: { status: 500, title: "Internal Server Error" },
  AUTHORIZER_CONFIGURATION_ERROR: { status: 500, title: "Internal Server Error" },
  AUTHORIZER_FAILURE: { status: 500, title: "Internal Server Error" },
  BAD_REQUEST_BODY: { status: 400, title: "Bad Request" },
  BAD_REQUEST_PARAMETERS: { status: 400, title: "Bad Request" },
  EXPIRED_TOKEN: { status: 401, title: "Unauthorized" },
  INTEGRATION_FAILURE: { status: 504, title: "Gateway Timeout" },
  INTEGRATION_TIMEOUT: { status: 504, title: "Gateway Timeout" },
  // It is what API Gateway says of a path or method that it does not know.
  MISSING_AUTHENTICATION_TOKEN: { status: 404, title: "Not Found" },
  REQUEST_TOO_LARGE: { status: 413, title: "Content Too Large" },
  RESOURCE_NOT_FOUND: { status: 404, title: "Not Found" },
  THROTTLED: { status: 429, title: "Too Many Requests" },
  UNAUTHORIZED: { status: 401, title: "Unauthorized" },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: "Unsupported Media Type" },
  WAF_FILTERED: { status: 403, title: "Forbidden" },
};

/** Each refusal as a problem document (RFC 9457), readable to the pages that may call. */
export function gatewayResponses(origins: string[]): object {
  const responseParameters = {
    "gatewayresponse.header.Content-Type": "'application/problem+json'",
    ...corsOfRefusals(origins),
  };
  const answer = (problem: string, statusCode?: number) => ({
    ...(statusCode === undefined ? {} : { statusCode: String(statusCode) }),
    responseParameters,
    // This type's template stands for all; the header says what it really is.
    responseTemplates: { "application/json": problem },
  });
  return {
    // Whatever has no line of its own: its status is then API Gateway's.
    DEFAULT_4XX: answer(problemOf('"title":"The request was refused"')),
    DEFAULT_5XX: answer(problemOf('"title":"The request failed"')),
    ...Object.fromEntries(
      Object.entries(refusals).map(([type, { status, title }]) => [
        type,
        answer(problemOf(`"title":"${title}","status":${status}`), status),
      ]),
    ),
  };
}

/** API Gateway's own words are put in with their quotes; there are others that are not safe in JSON. */
function problemOf(members: string): string {
  return `{"type":"about:blank",${members},"detail":$context.error.messageString,"instance":"urn:uuid:$context.requestId"}`;
}
