import type { ArgumentProblem } from "../../arguments/problem";
import { partOf, type DocumentPart } from "../document/document";
import { schemaPartsOf } from "../definition/request-schemas";

/**
 * What a schema can say in OpenAPI and API Gateway does not understand, so that it would refuse what the document
 * permits, or the other way round ("Amazon API Gateway important notes for REST APIs"; `nullable` is lost when a
 * document is imported, because models are of JSON schema draft 4).
 */
const misunderstood: Readonly<Record<string, string>> = {
  nullable: "let the property be left out instead",
  discriminator: "write the alternatives without it",
  exclusiveMinimum: "write the smallest number that is allowed as minimum",
  readOnly: "write a schema of its own for what is sent",
};

/** All that is wrong with the schema of a request, and with those that it refers to. */
export function schemaProblems(
  argument: string,
  schema: unknown,
  document: DocumentPart,
  seen: ReadonlySet<string> = new Set(),
): ArgumentProblem[] {
  const part = partOf(schema);
  const reference = part["$ref"];
  if (reference !== undefined) return referenceProblems(argument, reference, document, seen);
  return [
    ...Object.entries(misunderstood).flatMap(([keyword, fix]) =>
      part[keyword] === undefined
        ? []
        : [
            {
              argument: `${argument}.${keyword}`,
              gotInWords: `the keyword ${keyword}`,
              allowed: "what API Gateway understands in a request's schema, which it is not",
              fix,
            },
          ],
    ),
    ...schemaPartsOf(part).flatMap(({ place, schema: one }) =>
      schemaProblems(`${argument}.${place}`, one, document, seen),
    ),
  ];
}

function referenceProblems(
  argument: string,
  reference: unknown,
  document: DocumentPart,
  seen: ReadonlySet<string>,
): ArgumentProblem[] {
  const name =
    typeof reference === "string" ? /^#\/components\/schemas\/([A-Za-z0-9]+)$/.exec(reference)?.[1] : undefined;
  if (name === undefined) {
    return [
      {
        argument: `${argument}.$ref`,
        got: reference,
        allowed: "a schema of this document whose name is of letters and digits, as API Gateway's models are named",
        fix: 'write one like "#/components/schemas/NewTodo"',
      },
    ];
  }
  const schemas = partOf(partOf(document["components"])["schemas"]);
  if (seen.has(name)) return [];
  if (schemas[name] === undefined) {
    const allowed = `a schema that is there: ${Object.keys(schemas).join(", ") || "there is none"}`;
    return [{ argument: `${argument}.$ref`, got: reference, allowed, fix: "write one of them, or add it" }];
  }
  return schemaProblems(`${argument}(${name})`, schemas[name], document, new Set([...seen, name]));
}
