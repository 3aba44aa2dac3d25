import { isRecord } from "../../arguments/records";
import { elementsOf } from "../../arguments/list";

/** Any object of a document. */
export type DocumentPart = Record<string, unknown>;

/** What our own extension of OpenAPI says of an operation. */
export const cacheExtension = "x-clothesline-cache";

/** An operation of a document that was found to be right, as everything is made from it. */
export interface ApiOperation {
  id: string;
  path: string;
  /** In capitals. */
  method: string;
  /** Who may call it: the scheme, and the scopes of which a token must hold one; absent for everybody. */
  access?: { scheme: string; scopes: string[] };
  parameters: ApiParameter[];
  /** The schema of its body, and whether there must be one; absent where it takes none. */
  body?: { required: boolean; schema: unknown };
  /** How long its answer may be kept, and whether it is another one for each user. */
  cache?: { seconds: number; perUser: boolean };
}

export interface ApiParameter {
  name: string;
  place: string;
  required: boolean;
}

/** An operation where it stands, with nothing said of what it holds. */
export interface WrittenOperation {
  path: string;
  method: string;
  operation: DocumentPart;
  /** The parameters of its path, and then its own. */
  parameters: unknown[];
}

/** API Gateway's methods that a document has a word for (API Gateway API reference, PutMethod). */
export const methods = ["get", "put", "post", "delete", "patch", "head"] as const;

/** The document in a text that was found to be one. */
export function parsed(text: string): DocumentPart {
  const document: unknown = JSON.parse(text);
  return partOf(document);
}

export function partOf(value: unknown): DocumentPart {
  return isRecord(value) ? value : {};
}

export function writtenOperations(document: DocumentPart): WrittenOperation[] {
  return Object.entries(partOf(document["paths"])).flatMap(([path, item]) => {
    const shared = elementsOf(partOf(item)["parameters"]) ?? [];
    return methods.flatMap((method) => {
      const operation = partOf(item)[method];
      if (!isRecord(operation)) return [];
      const own = elementsOf(operation["parameters"]) ?? [];
      const parameters = [...shared, ...own].map((parameter) => resolved(document, parameter));
      return [{ path, method: method.toUpperCase(), operation, parameters }];
    });
  });
}

/** What a reference within the document leads to, or the value itself. */
export function resolved(document: DocumentPart, value: unknown): unknown {
  const reference = partOf(value)["$ref"];
  if (typeof reference !== "string" || !reference.startsWith("#/")) return value;
  const names = reference.slice(2).split("/");
  return names.reduce<unknown>(
    (part, name) => partOf(part)[name.replaceAll("~1", "/").replaceAll("~0", "~")],
    document,
  );
}

/** The operations of a document that was found to be right. */
export function operationsOf(document: DocumentPart): ApiOperation[] {
  return writtenOperations(document).map(({ path, method, operation, parameters }) => {
    const access = accessOf(operation);
    const body = bodyOf(document, operation);
    const cache = cacheOf(operation);
    return {
      id: String(operation["operationId"]),
      path,
      method,
      ...(access === undefined ? {} : { access }),
      parameters: ownLast(parameters.map(parameterOf)),
      ...(body === undefined ? {} : { body }),
      ...(cache === undefined ? {} : { cache }),
    };
  });
}

export function parameterOf(value: unknown): ApiParameter {
  const { name, in: place, required } = partOf(value);
  return { name: textOf(name), place: textOf(place), required: required === true };
}

/** An operation's own parameter stands in place of its path's of the same name. */
export function ownLast(parameters: ApiParameter[]): ApiParameter[] {
  return [...new Map(parameters.map((parameter) => [`${parameter.place} ${parameter.name}`, parameter])).values()];
}

function accessOf(operation: DocumentPart): ApiOperation["access"] {
  const [requirement] = elementsOf(operation["security"]) ?? [];
  const [named] = Object.entries(partOf(requirement));
  if (named === undefined) return undefined;
  const [scheme, scopes] = named;
  return { scheme, scopes: (elementsOf(scopes) ?? []).map(textOf) };
}

function bodyOf(document: DocumentPart, operation: DocumentPart): ApiOperation["body"] {
  const body = resolved(document, operation["requestBody"]);
  if (!isRecord(body)) return undefined;
  const json = partOf(partOf(body["content"])["application/json"]);
  return { required: body["required"] === true, schema: json["schema"] };
}

function cacheOf(operation: DocumentPart): ApiOperation["cache"] {
  const { seconds, perUser } = partOf(operation[cacheExtension]);
  return typeof seconds === "number" ? { seconds, perUser: perUser === true } : undefined;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
