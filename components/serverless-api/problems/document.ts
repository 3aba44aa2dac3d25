import { jsonIn } from "../../arguments/json";
import type { ArgumentProblem } from "../../arguments/problem";
import { isRecord } from "../../arguments/records";
import { methods, partOf, writtenOperations, type DocumentPart } from "../document/document";
import { operationProblems } from "./operations";

/** The document in a text, if it is one, and everything that is wrong with it. */
export interface ReadDocument {
  document?: DocumentPart;
  problems: ArgumentProblem[];
}

export function readDocument(argument: string, value: unknown): ReadDocument {
  const document = jsonIn(value);
  if (!isRecord(document)) {
    const allowed = "an OpenAPI 3.0 document as JSON, plain, since it decides what is made";
    return { problems: [{ argument, gotInWords: shownKind(value), allowed, fix: "write JSON.stringify(document)" }] };
  }
  return {
    document,
    problems: [
      ...versionProblems(argument, document),
      ...pathsProblems(argument, document),
      ...operationProblems(argument, document),
    ],
  };
}

function shownKind(value: unknown): string {
  if (typeof value === "string") return "a text that is no JSON object";
  return value === undefined ? "nothing" : "no plain text";
}

/** API Gateway developer guide, "Develop REST APIs using OpenAPI in API Gateway". */
function versionProblems(argument: string, { openapi, info }: DocumentPart): ArgumentProblem[] {
  const { title, version } = partOf(info);
  return [
    ...(typeof openapi === "string" && /^3\.0\.\d+$/.test(openapi)
      ? []
      : [{ argument: `${argument}.openapi`, got: openapi, allowed: "3.0 and its corrections", fix: 'write "3.0.3"' }]),
    ...(typeof title === "string" && title !== "" && typeof version === "string" && version !== ""
      ? []
      : [{ argument: `${argument}.info`, got: info, allowed: "an object with title and version", fix: "write both" }]),
  ];
}

function pathsProblems(argument: string, document: DocumentPart): ArgumentProblem[] {
  const paths = Object.entries(partOf(document["paths"]));
  if (writtenOperations(document).length === 0) {
    const allowed = `one operation at least, with a method of ${methods.join(", ")}`;
    return [{ argument: `${argument}.paths`, gotInWords: "no operation", allowed, fix: "write the first one" }];
  }
  return [
    ...paths.flatMap(([path, item]) => {
      const at = `${argument}.paths[${JSON.stringify(path)}]`;
      return [...pathProblems(at, path), ...itemProblems(at, partOf(item))];
    }),
    ...siblingProblems(
      argument,
      paths.map(([path]) => path),
    ),
  ];
}

const variable = /^\{\w+\}$/;

function pathProblems(argument: string, path: string): ArgumentProblem[] {
  const parts = path.split("/").slice(1);
  // API Gateway keeps these two for its own health checks ("Amazon API Gateway important notes").
  if (["/ping", "/sping"].includes(path)) {
    return [
      { argument, got: path, allowed: "any path but /ping and /sping, which API Gateway has itself", fix: "rename it" },
    ];
  }
  const isPath =
    path.startsWith("/") && (path === "/" || parts.every((part) => variable.test(part) || /^[\w.-]+$/.test(part)));
  if (isPath) return [];
  return [
    {
      argument,
      got: path,
      allowed: "a path whose parts are each a name or, as a whole, a parameter in braces, as API Gateway takes it",
      fix: 'write one like "/todos/{todoId}", with no slash at its end',
    },
  ];
}

const itemKeys = [...methods, "parameters", "summary", "description"];

function itemProblems(argument: string, item: DocumentPart): ArgumentProblem[] {
  return Object.keys(item)
    .filter((key) => !itemKeys.some((known) => known === key))
    .map((key) => ({
      argument: `${argument}.${key}`,
      gotInWords: key === "options" ? "an operation OPTIONS" : `the key ${key}`,
      allowed: itemKeys.join(", "),
      fix: key === "options" ? "leave it out: allowedOrigins makes it, and it is for CORS only" : "leave it out",
    }));
}

/** At one place of the tree API Gateway knows one parameter. */
function siblingProblems(argument: string, paths: string[]): ArgumentProblem[] {
  const first = new Map<string, string>();
  return paths.flatMap((path) => {
    const parts = path.split("/");
    return parts.flatMap((part, place): ArgumentProblem[] => {
      if (!variable.test(part)) return [];
      const above = parts.slice(0, place).join("/");
      const earlier = first.get(above) ?? part;
      first.set(above, earlier);
      if (earlier === part) return [];
      const allowed = `${earlier} below ${above || "/"}, as another path has it: API Gateway knows one parameter at a place`;
      return [{ argument: `${argument}.paths[${JSON.stringify(path)}]`, got: part, allowed, fix: `write ${earlier}` }];
    });
  });
}
