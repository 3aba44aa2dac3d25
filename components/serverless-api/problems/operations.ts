import type { ArgumentProblem } from "../../arguments/problem";
import { isRecord } from "../../arguments/records";
import {
  cacheExtension,
  ownLast,
  parameterOf,
  partOf,
  resolved,
  writtenOperations,
  type DocumentPart,
  type WrittenOperation,
} from "../document/document";
import { ownHeaders } from "../definition/caching";
import { cacheProblems } from "./caching";
import { schemaProblems } from "./schemas";
import { securityProblems } from "./security";

/** Where an operation stands, as the path of a property. */
const placeOf = (argument: string, { path, method }: WrittenOperation) =>
  `${argument}.paths[${JSON.stringify(path)}].${method.toLowerCase()}`;

export function operationProblems(argument: string, document: DocumentPart): ArgumentProblem[] {
  const operations = writtenOperations(document);
  return [
    ...sameIdProblems(argument, operations),
    ...operations.flatMap((written) => {
      const at = placeOf(argument, written);
      return [
        ...idProblems(at, written),
        ...extensionProblems(at, written),
        ...securityProblems(at, written, document),
        ...parameterProblems(at, written),
        ...bodyProblems(at, written, document),
        ...cacheProblems(at, written),
      ];
    }),
  ];
}

/** Resources are named after it, and the names of functions and roles have room for 64 letters. */
function idProblems(at: string, { operation: { operationId } }: WrittenOperation): ArgumentProblem[] {
  if (typeof operationId === "string" && /^[A-Za-z][A-Za-z0-9]{0,39}$/.test(operationId)) return [];
  return [
    {
      argument: `${at}.operationId`,
      got: operationId,
      allowed: "1 to 40 letters and digits, beginning with a letter",
      fix: 'write what it does, for example "listTodos"',
    },
  ];
}

function sameIdProblems(argument: string, operations: WrittenOperation[]): ArgumentProblem[] {
  const ids = operations.map(({ operation }) => operation["operationId"]);
  return operations.flatMap((written, index) => {
    const id = ids[index];
    if (id === undefined || ids.indexOf(id) === index) return [];
    const allowed = "an operationId of its own for each operation";
    return [{ argument: `${placeOf(argument, written)}.operationId`, got: id, allowed, fix: "write another" }];
  });
}

/** What would be believed to work, or would be overwritten. */
function extensionProblems(at: string, { operation }: WrittenOperation): ArgumentProblem[] {
  return Object.keys(operation)
    .filter((key) => /^x-(?:clothesline|amazon-apigateway)-/.test(key) && key !== cacheExtension)
    .map((key) => ({
      argument: `${at}["${key}"]`,
      gotInWords: "an extension",
      allowed: `${cacheExtension} alone of ours, and none of API Gateway's, which are written by this component`,
      fix: "leave it out",
    }));
}

function parameterProblems(at: string, { path, parameters }: WrittenOperation): ArgumentProblem[] {
  const all = ownLast(parameters.map(parameterOf));
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const declared = all.filter(({ place }) => place === "path").map(({ name }) => name);
  const names = all.map(({ name }) => name);
  return [
    ...all
      .filter(({ name, place }) => name === "" || !["path", "query", "header"].includes(place))
      .map(({ name, place }) => ({
        argument: `${at}.parameters`,
        gotInWords: `a parameter ${JSON.stringify(name)} in ${JSON.stringify(place)}`,
        allowed: "parameters with a name, in path, query or header: API Gateway knows no others",
        fix: "move it, or leave it out",
      })),
    ...[...inPath.filter((name) => !declared.includes(name)), ...declared.filter((name) => !inPath.includes(name))].map(
      (name) => ({
        argument: `${at}.parameters`,
        gotInWords: inPath.includes(name)
          ? `no parameter ${name} in path`
          : `a parameter ${name} that is not in the path`,
        allowed: "exactly the parameters of the path",
        fix: inPath.includes(name) ? "declare it" : "leave it out",
      }),
    ),
    ...names
      .filter((name) => ownHeaders.some((own) => own.toLowerCase() === name.toLowerCase()))
      .map((name) => ({
        argument: `${at}.parameters`,
        gotInWords: `a parameter ${name}`,
        allowed: `any but ${ownHeaders.join(" and ")}, which are added where an answer depends on them`,
        fix: "leave it out",
      })),
    // API Gateway API reference, PutMethod: names are one set for the query, the headers and the path.
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => ({
        argument: `${at}.parameters`,
        gotInWords: `two parameters ${name}`,
        allowed: "each name once over path, query and headers, as API Gateway wants it",
        fix: "rename one",
      })),
  ];
}

function bodyProblems(at: string, { operation }: WrittenOperation, document: DocumentPart): ArgumentProblem[] {
  if (operation["requestBody"] === undefined) return [];
  const argument = `${at}.requestBody`;
  const body = resolved(document, operation["requestBody"]);
  const content = partOf(partOf(body)["content"]);
  const json = content["application/json"];
  if (Object.keys(content).length !== 1 || !isRecord(json) || json["schema"] === undefined) {
    return [
      {
        argument: `${argument}.content`,
        gotInWords: `content of ${Object.keys(content).length} types, with schema or without`,
        allowed: "application/json alone, with a schema: API Gateway checks no other body",
        fix: 'write { "application/json": { schema } }',
      },
    ];
  }
  return schemaProblems(`${argument}.content["application/json"].schema`, json["schema"], document);
}
