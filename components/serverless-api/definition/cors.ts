import type { ApiOperation } from "../document/document";

/** The headers of an answer by which a browser lets a page of another origin read it. */
const originHeader = "Access-Control-Allow-Origin";

/** What a page may send: who calls, what kind of body it is, and the headers that the operations have. */
const standardHeaders = ["Authorization", "Content-Type"];
/** For how long a browser need not ask again. */
const secondsKept = 7200;

/**
 * A browser's question before a call from another origin. API Gateway answers it alone, to anybody: it tells nothing but
 * which pages may call.
 */
export function corsOperation(operations: ApiOperation[], origins: string[]): object {
  const own = operations.flatMap(({ parameters }) => parameters).filter(({ place }) => place === "header");
  const headers = {
    "Access-Control-Allow-Headers": [...new Set([...standardHeaders, ...own.map(({ name }) => name)])].join(","),
    "Access-Control-Allow-Methods": [...operations.map(({ method }) => method), "OPTIONS"].join(","),
    "Access-Control-Max-Age": String(secondsKept),
    // Where there are several the right one is chosen below, and a page that is none of them reads that it is not meant.
    [originHeader]: origins[0] ?? "",
    ...(origins.length > 1 ? { Vary: "Origin" } : {}),
  };
  const names = Object.keys(headers);
  return {
    security: [],
    responses: {
      "204": {
        description: "Who may call",
        headers: Object.fromEntries(names.map((name) => [name, { schema: { type: "string" } }])),
      },
    },
    "x-amazon-apigateway-integration": {
      type: "mock",
      passthroughBehavior: "never",
      requestTemplates: { "application/json": '{"statusCode": 204}' },
      responses: {
        default: {
          statusCode: "204",
          responseParameters: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, `'${value}'`]),
          ),
          ...(origins.length > 1 ? { responseTemplates: { "application/json": chooseOrigin(origins) } } : {}),
        },
      },
    },
  };
}

/** Gives a page's own origin back if it is one of those that may call (mapping templates, `$context.responseOverride`). */
function chooseOrigin(origins: string[]): string {
  const isOne = origins.map((origin) => `$origin == "${origin}"`).join(" || ");
  return [
    '#set($origin = $input.params().header.get("Origin"))',
    '#if($origin == "")#set($origin = $input.params().header.get("origin"))#end',
    `#if(${isOne})#set($context.responseOverride.header.${originHeader} = $origin)#end`,
  ].join("\n");
}

/**
 * The headers of what API Gateway answers by itself, when it refuses. It cannot choose among origins there. Such an
 * answer holds nothing of anybody's, and no browser sends a token by itself, so that any page may read it.
 */
export function corsOfRefusals(origins: string[]): Record<string, string> {
  const [only, ...others] = origins;
  if (only === undefined) return {};
  return { [`gatewayresponse.header.${originHeader}`]: others.length === 0 ? `'${only}'` : "'*'" };
}
