import { isDeepStrictEqual } from "node:util";
import type { EvaluatedResource } from "../../../sandbox";
import type { Stack } from "../stack";
import { text } from "../stack";
import { types } from "./todos";

/** One operation, as the document has it and as it is deployed. */
interface Operation {
  id: string;
  route: string;
  security: unknown;
}

interface Written {
  operationId?: string;
  security?: unknown;
  "x-amazon-apigateway-integration"?: { uri?: string; type?: string };
}

type Paths = Record<string, Record<string, Written>>;

const methods = ["get", "put", "post", "delete", "patch", "head"];

function operationsIn(paths: Paths): (Operation & { uri: string | undefined })[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({
        id: operation.operationId ?? "",
        route: `${method.toUpperCase()} ${path}`,
        security: operation.security,
        uri: operation["x-amazon-apigateway-integration"]?.uri,
      })),
  );
}

/**
 * Where a document, the deployed API of that name and its functions disagree; nothing where they agree. The stack must
 * be one that is deployed, since a preview does not know what leads where.
 */
export function disagreements(stack: Stack, document: string, name: string): string[] {
  const asked = operationsIn((JSON.parse(document) as { paths: Paths }).paths);
  const body = JSON.parse(text(stack.one(types.api, name).inputs["body"])) as { paths: Paths };
  const deployed = operationsIn(body.paths);
  const functions = stack.all(types.lambda).filter((one) => one.parent === stack.one(componentType, name).urn);
  const shown = stack.one(types.stage, name).inputs["deployment"];
  return [
    ...asked.flatMap(({ id, route, security }) => {
      const [found, ...others] = deployed.filter((one) => one.id === id);
      if (!found || others.length > 0) return [`${id} is deployed ${others.length + (found ? 1 : 0)} times`];
      return [
        ...(found.route === route ? [] : [`${id} is ${route}, and deployed as ${found.route}`]),
        ...(isDeepStrictEqual(found.security, security) ? [] : [`${id} is open to others than the document says`]),
        ...answerOf(id, found.uri, functions, name),
      ];
    }),
    ...deployed.filter(({ id }) => !asked.some((one) => one.id === id)).map(({ route }) => `nobody asked for ${route}`),
    ...functions
      .filter((one) => !asked.some(({ id }) => one.name === `${name}-${id}`))
      .map((one) => `the function ${one.name} answers nothing`),
    ...(shown === stack.one(types.deployment, name).id ? [] : ["the stage shows another deployment"]),
  ];
}

const componentType = "clothesline:index:ServerlessApi";

function answerOf(id: string, uri: string | undefined, functions: EvaluatedResource[], name: string): string[] {
  const own = functions.find((one) => one.name === `${name}-${id}`);
  if (!own) return [`${id} has no function`];
  return uri === own.outputs["invokeArn"] ? [] : [`${id} is answered by another function`];
}
