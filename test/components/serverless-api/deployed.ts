import type { ServerlessApiArgs } from "../../../components/index";
import { stackOf, text, type Stack } from "../stack";
import { types, withApi } from "./todos";

/** A method of the definition that API Gateway is given. */
export interface Method {
  operationId?: string;
  parameters?: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, { schema: unknown }> };
  responses: Record<string, { headers?: Record<string, unknown> }>;
  security: Record<string, string[]>[];
  "x-amazon-apigateway-request-validator"?: string;
  "x-amazon-apigateway-integration": {
    type: string;
    httpMethod?: string;
    uri?: string;
    cacheKeyParameters?: string[];
    responses?: { default: { responseParameters: Record<string, string>; responseTemplates?: Record<string, string> } };
  };
}

/** The definition that API Gateway is given. */
export interface Definition {
  openapi: string;
  paths: Record<string, Record<string, Method>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, Record<string, unknown>> };
  "x-amazon-apigateway-request-validators": Record<string, Record<string, boolean>>;
  "x-amazon-apigateway-gateway-responses": Record<
    string,
    { statusCode?: string; responseParameters: Record<string, string>; responseTemplates: Record<string, string> }
  >;
  "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: boolean };
}

export const deployed = (args: Partial<ServerlessApiArgs> = {}): Promise<Stack> => stackOf(withApi(args), "deployed");

function definitionIn(stack: Stack): Definition {
  return JSON.parse(text(stack.one(types.api, "shop-todos").inputs["body"])) as Definition;
}

export async function definitionOf(args: Partial<ServerlessApiArgs> = {}): Promise<Definition> {
  return definitionIn(await deployed(args));
}

/** All methods, with the words that a person has for them: "GET /todos". */
export function methodsOf({ paths }: Definition): [route: string, method: Method][] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, one]): [string, Method] => [`${method.toUpperCase()} ${path}`, one]),
  );
}
