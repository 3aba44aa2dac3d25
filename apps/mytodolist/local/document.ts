import document from "../openapi.json";

interface Parameter {
  name: string;
  in: string;
  required: boolean;
}

interface DocumentedOperation {
  operationId: string;
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: { $ref: string } }> };
}

/** An operation of the document, as a gateway needs it. */
export interface Operation {
  id: string;
  method: string;
  /** As the document writes it, with names in braces. */
  path: string;
  /** Scopes of which a token needs one. Empty: anybody may. */
  scopes: string[];
  required: { name: string; in: string }[];
  /** Where the schema of the body is. */
  body: string | undefined;
}

/** All operations of the document. */
export const operations: Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, DocumentedOperation>).map(([method, operation]) => ({
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    scopes: operation.security.flatMap((each) => each["users"] ?? []),
    required: (operation.parameters ?? []).filter(({ required }) => required),
    body: operation.requestBody?.content["application/json"]?.schema.$ref,
  })),
);

/** The operation that answers a request, and what its path says. */
export function routed(
  method: string,
  path: string,
): { operation: Operation; pathParameters: Record<string, string> } | undefined {
  for (const operation of operations) {
    const found = operation.method === method ? parametersIn(operation.path, path) : undefined;
    if (found !== undefined) return { operation, pathParameters: found };
  }
  return undefined;
}

/** The methods that a path has. */
export function methodsOf(path: string): string[] {
  return operations.filter((operation) => parametersIn(operation.path, path) !== undefined).map(({ method }) => method);
}

function parametersIn(template: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [template.split("/"), path.split("/")];
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [place, part] of wanted.entries()) {
    const value = given[place] ?? "";
    const [, name] = /^\{(.+)\}$/.exec(part) ?? [];
    if (name === undefined && part !== value) return undefined;
    if (name !== undefined && value === "") return undefined;
    if (name !== undefined) parameters[name] = decoded(value);
  }
  return parameters;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
