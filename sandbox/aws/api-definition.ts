import { isObject, type Properties, type Value } from "../values";
import { text } from "./model";
import { blockOf, listOf, textsOf } from "./reading";

/** One method of an API's definition. */
export interface DefinedMethod {
  path: string;
  method: string;
  operation: Properties;
}

const methods = ["delete", "get", "head", "options", "patch", "post", "put", "x-amazon-apigateway-any-method"];

/** The definition that an API was given, where it is JSON; YAML is not looked into. */
export function definitionIn(body: Value | undefined): Properties | undefined {
  const written = text(body).trim();
  if (!written.startsWith("{")) return undefined;
  try {
    const parsed = JSON.parse(written) as Value;
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

export function methodsIn(definition: Properties): DefinedMethod[] {
  return Object.entries(blockOf(definition["paths"])).flatMap(([path, item]) =>
    Object.entries(blockOf(item))
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({ path, method: method.toUpperCase(), operation: blockOf(operation) })),
  );
}

/** What API Gateway says to a definition: what it cannot take, and what it would leave out. */
export function importProblems(definition: Properties): { errors: string[]; warnings: string[] } {
  const all = methodsIn(definition);
  return {
    errors: [
      ...badVersion(definition),
      ...badPaths(Object.keys(blockOf(definition["paths"]))),
      ...all.flatMap((method) => [
        ...badIntegration(method).map((problem) => put(method, problem)),
        ...badCacheKeys(method).map((problem) => put(method, problem)),
        ...badValidator(method, definition).map((problem) => put(method, problem)),
        ...badNames(method).map((problem) => put(method, problem)),
        ...badAuthorizer(method, definition).map((problem) => put(method, problem)),
      ]),
      ...badGatewayResponses(definition),
    ],
    warnings: [...badModelNames(definition), ...missingModels(definition)],
  };
}

const put = ({ path, method }: DefinedMethod, problem: string) =>
  `Unable to put method '${method}' on resource at path '${path}': ${problem}`;

/** API Gateway developer guide, "Develop REST APIs using OpenAPI": 2.0 and 3.0. */
function badVersion({ openapi, swagger }: Properties): string[] {
  return text(swagger) === "2.0" || text(openapi).startsWith("3.0") ? [] : ["Invalid OpenAPI input."];
}

const variable = /^\{[\w.:-]+\+?\}$/;

/** API Gateway API, CreateResource: a part of a path is a name or a variable, and one variable's alone at its place. */
function badPaths(paths: string[]): string[] {
  const parts = paths.flatMap((path) => {
    const each = path.split("/").slice(1);
    return each.map((part, place) => ({ part, above: each.slice(0, place).join("/") }));
  });
  const wrong = parts.filter(({ part }) => part !== "" && !variable.test(part) && !/^[\w.:-]+$/.test(part));
  const variables = parts.filter(({ part }) => variable.test(part));
  const siblings = variables.flatMap(({ part, above }) => {
    const first = variables.find((other) => other.above === above);
    return first === undefined || first.part === part ? [] : [first.part];
  });
  return [
    ...wrong.map(
      () =>
        "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the " +
        "beginning and the end.",
    ),
    ...siblings.map(
      (part) => `A sibling (${part}) of this resource already has a variable path part -- only one is allowed`,
    ),
  ];
}

const integrationOf = ({ operation }: DefinedMethod) => operation["x-amazon-apigateway-integration"];
/** API Gateway API, PutIntegration. */
const integrationTypes = ["aws", "aws_proxy", "http", "http_proxy", "mock"];

function badIntegration(method: DefinedMethod): string[] {
  const given = integrationOf(method);
  if (given === undefined) return [];
  const integration = blockOf(given);
  const type = text(integration["type"]).toLowerCase();
  if (!integrationTypes.includes(type)) {
    return [`Unable to parse API definition because of a malformed integration at path ${method.path}.`];
  }
  const uri = text(integration["uri"]);
  const isLambda = /:lambda:path\/2015-03-31\/functions\/arn:[^/]+\/invocations$/.test(uri);
  const timeout = integration["timeoutInMillis"];
  return [
    ...(type.startsWith("aws") && !uri.startsWith("arn:") ? ["Invalid ARN specified in the request"] : []),
    ...(type !== "mock" && text(integration["httpMethod"]) === ""
      ? ["Enumeration value for HttpMethod must be non-empty"]
      : []),
    ...(type === "aws_proxy" && uri.startsWith("arn:") && !isLambda
      ? ["Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations."]
      : []),
    ...(typeof timeout === "number" && (timeout < 50 || timeout > 29_000)
      ? ["Timeout should be between 50 ms and 29000 ms"]
      : []),
  ];
}

/** What a method declares, as mappings name it. */
const parametersOf = ({ operation }: DefinedMethod) =>
  listOf(operation["parameters"])
    .map(blockOf)
    .map(({ name, in: place }) => ({ name: text(name), place: text(place) === "query" ? "querystring" : text(place) }));

function badCacheKeys(method: DefinedMethod): string[] {
  const declared = parametersOf(method).map(({ name, place }) => `method.request.${place}.${name}`);
  return textsOf(blockOf(integrationOf(method))["cacheKeyParameters"])
    .filter((key) => key.startsWith("method.request.") && !declared.includes(key))
    .map(
      (key) =>
        `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: ${key}]`,
    );
}

function badValidator({ operation }: DefinedMethod, definition: Properties): string[] {
  const name = text(operation["x-amazon-apigateway-request-validator"]);
  const defined = blockOf(definition["x-amazon-apigateway-request-validators"]);
  return name === "" || name in defined ? [] : ["Invalid Request Validator identifier specified"];
}

function badNames(method: DefinedMethod): string[] {
  const names = parametersOf(method).map(({ name }) => name);
  return new Set(names).size === names.length
    ? []
    : ["Parameter names must be unique across querystring, header and path"];
}

/** API Gateway developer guide, "x-amazon-apigateway-authorizer object". */
function badAuthorizer({ operation }: DefinedMethod, definition: Properties): string[] {
  const schemes = {
    ...blockOf(definition["securityDefinitions"]),
    ...blockOf(blockOf(definition["components"])["securitySchemes"]),
  };
  const needed = listOf(operation["security"])
    .map(blockOf)
    .flatMap((requirement) => Object.keys(requirement));
  return needed.flatMap((name) => {
    const scheme = blockOf(schemes[name]);
    // An API key is asked for without an authorizer.
    if (text(scheme["name"]).toLowerCase() === "x-api-key") return [];
    const authorizer = blockOf(scheme["x-amazon-apigateway-authorizer"]);
    const isCognito = text(authorizer["type"]).toLowerCase() === "cognito_user_pools";
    const pools = textsOf(authorizer["providerARNs"]);
    const isPool = (arn: string) => /^arn:[^:]+:cognito-idp:[^:]+:\d{12}:userpool\/\S+$/.test(arn);
    if (text(authorizer["type"]) === "") {
      return [
        "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a " +
          "valid authorizer.",
      ];
    }
    if (!isCognito || (pools.length > 0 && pools.every(isPool))) return [];
    return [`Unable to create authorizer from security definition: '${name}'. Invalid Cognito user pool ARN`];
  });
}

const modelsOf = (definition: Properties) => ({
  ...blockOf(definition["definitions"]),
  ...blockOf(blockOf(definition["components"])["schemas"]),
});

function badModelNames(definition: Properties): string[] {
  return Object.keys(modelsOf(definition))
    .filter((name) => !/^[A-Za-z0-9]+$/.test(name))
    .map((name) => `Model name must be alphanumeric: ${name}`);
}

function missingModels(definition: Properties): string[] {
  const models = modelsOf(definition);
  const names = referencesIn(definition).map((reference) => reference.split("/").pop() ?? "");
  return names.filter((name) => !(name in models)).map((name) => `Reference to model '${name}' not found. Ignoring.`);
}

function referencesIn(value: Value): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === "$ref" && typeof member === "string" && /\/(?:schemas|definitions)\//.test(member)
      ? [member]
      : referencesIn(member),
  );
}

/** API Gateway API, PutGatewayResponse. */
const gatewayResponseTypes = [
  ...["ACCESS_DENIED", "API_CONFIGURATION_ERROR", "AUTHORIZER_CONFIGURATION_ERROR", "AUTHORIZER_FAILURE"],
  ...["BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS", "DEFAULT_4XX", "DEFAULT_5XX", "EXPIRED_TOKEN"],
  ...["INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT", "INVALID_API_KEY", "INVALID_SIGNATURE"],
  ...["MISSING_AUTHENTICATION_TOKEN", "QUOTA_EXCEEDED", "REQUEST_TOO_LARGE", "RESOURCE_NOT_FOUND", "THROTTLED"],
  ...["UNAUTHORIZED", "UNSUPPORTED_MEDIA_TYPE", "WAF_FILTERED"],
];

function badGatewayResponses(definition: Properties): string[] {
  const responses = Object.entries(blockOf(definition["x-amazon-apigateway-gateway-responses"]));
  return responses.flatMap(([type, response]) =>
    badGatewayResponse(type, blockOf(blockOf(response)["responseParameters"])),
  );
}

export function badGatewayResponse(type: string, parameters: Properties): string[] {
  if (!gatewayResponseTypes.includes(type)) return ["Invalid ResponseType specified"];
  return Object.entries(parameters)
    .filter(
      ([name, value]) =>
        !/^gatewayresponse\.header\.[\w-]+$/.test(name) ||
        !/^(?:'.*'|method\.request\.(?:header|querystring|path)\..+|context\..+)$/.test(text(value)),
    )
    .map(
      ([name]) =>
        `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: ${name}]`,
    );
}
