import type { ApiOperation, DocumentPart } from "../document/document";
import { operationsOf, partOf } from "../document/document";
import { cacheKeys, cacheParameters } from "./caching";
import { corsOperation } from "./cors";
import { gatewayResponses } from "./gateway-responses";
import { neededSchemas, plainSchema } from "./request-schemas";

/** What the document does not know. */
export interface DefinitionFacts {
  /** By which ARN API Gateway calls the function of each operation. */
  invokeArns: Record<string, string>;
  userPoolArns: string[];
  allowedOrigins: string[];
  /** Whether API Gateway's own name leads nowhere. */
  hasDomain: boolean;
}

/** TLS 1.2 and 1.3 with forward secrecy alone, and keys agreed upon so that no recording of today is read tomorrow. */
export const tls = { securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", endpointAccessMode: "STRICT" };

const validator = "body-and-parameters";

/**
 * The document as API Gateway takes it: with what answers, authorises, checks and keeps, and without what it does not
 * read. What it would misread, such as the schemas of answers, cannot stop an import then.
 */
export function definitionOf(document: DocumentPart, facts: DefinitionFacts): object {
  const operations = operationsOf(document);
  const { title, version } = partOf(document["info"]);
  return {
    openapi: "3.0.1",
    info: { title, version },
    paths: pathsOf(operations, facts),
    components: {
      schemas: neededSchemas(
        document,
        operations.map(({ body }) => body?.schema),
      ),
      securitySchemes: authorisers(operations, facts),
    },
    "x-amazon-apigateway-request-validators": {
      [validator]: { validateRequestBody: true, validateRequestParameters: true },
    },
    "x-amazon-apigateway-gateway-responses": gatewayResponses(facts.allowedOrigins),
    // An import takes back what it does not say.
    "x-amazon-apigateway-security-policy": tls.securityPolicy,
    "x-amazon-apigateway-endpoint-access-mode": tls.endpointAccessMode,
    "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: facts.hasDomain },
  };
}

function pathsOf(operations: ApiOperation[], facts: DefinitionFacts): object {
  const paths = [...new Set(operations.map(({ path }) => path))];
  return Object.fromEntries(
    paths.map((path) => {
      const own = operations.filter((operation) => operation.path === path);
      const methods = own.map((operation) => [operation.method.toLowerCase(), methodOf(operation, facts)]);
      const cors = facts.allowedOrigins.length > 0 ? { options: corsOperation(own, facts.allowedOrigins) } : {};
      return [path, { ...Object.fromEntries(methods), ...cors }];
    }),
  );
}

function methodOf(operation: ApiOperation, { invokeArns, allowedOrigins }: DefinitionFacts): object {
  const { id, access, body } = operation;
  const parameters = [...operation.parameters, ...cacheParameters(operation, allowedOrigins)];
  return {
    operationId: id,
    // API Gateway looks only at whether a parameter is there; what it holds is for the function to see.
    parameters: parameters.map(({ name, place, required }) => ({
      ...{ name, in: place, required },
      schema: { type: "string" },
    })),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: body.required,
            content: { "application/json": { schema: plainSchema(body.schema) } },
          },
        }),
    responses: { "200": { description: "What the function answers" } },
    security: access === undefined ? [] : [{ [access.scheme]: access.scopes }],
    "x-amazon-apigateway-request-validator": validator,
    "x-amazon-apigateway-integration": {
      type: "aws_proxy",
      // Lambda's own API, whatever the method (API Gateway developer guide, "x-amazon-apigateway-integration object").
      httpMethod: "POST",
      uri: invokeArns[id],
      cacheKeyParameters: cacheKeys(operation, allowedOrigins),
    },
  };
}

/** One authoriser for each scheme that an operation names: it takes the access tokens of the user pools. */
function authorisers(operations: ApiOperation[], { userPoolArns }: DefinitionFacts): object {
  const schemes = [...new Set(operations.flatMap(({ access }) => (access === undefined ? [] : [access.scheme])))];
  return Object.fromEntries(
    schemes.map((scheme) => [
      scheme,
      {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: userPoolArns },
      },
    ]),
  );
}
