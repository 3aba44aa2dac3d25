import { elementsOf } from "../../arguments/list";
import { isRecord } from "../../arguments/records";
import { partOf, type DocumentPart } from "../document/document";

/** A schema within a schema, and where it stands. */
export interface SchemaPart {
  place: string;
  schema: unknown;
}

const single = ["items", "additionalProperties", "not"];
const lists = ["allOf", "anyOf", "oneOf"];

/** The schemas within a schema. A property may have a keyword's name, so that these are told apart. */
export function schemaPartsOf(schema: DocumentPart): SchemaPart[] {
  return [
    ...single.filter((key) => isRecord(schema[key])).map((key) => ({ place: key, schema: schema[key] })),
    ...lists.flatMap((key) =>
      (elementsOf(schema[key]) ?? []).map((one, index) => ({ place: `${key}[${index}]`, schema: one })),
    ),
    ...Object.entries(partOf(schema["properties"])).map(([name, one]) => ({
      place: `properties.${name}`,
      schema: one,
    })),
  ];
}

/** What is said for people, or is of no meaning to API Gateway; its models have no place for it. */
const forPeople = [
  "default",
  "deprecated",
  "description",
  "example",
  "examples",
  "externalDocs",
  "title",
  "writeOnly",
  "xml",
];

/** A request's schema with what API Gateway checks, and nothing else. */
export function plainSchema(schema: unknown): unknown {
  if (!isRecord(schema)) return schema;
  const entries = Object.entries(schema)
    .filter(([key]) => !forPeople.includes(key) && !key.startsWith("x-"))
    // "Numbers of the Int32 or Int64 type are not supported" (important notes): the format, while the type is.
    .filter(([key, value]) => key !== "format" || (value !== "int32" && value !== "int64"))
    .map(([key, value]): [string, unknown] => [key, plainKeyword(key, value)]);
  return Object.fromEntries(entries);
}

function plainKeyword(key: string, value: unknown): unknown {
  if (single.includes(key)) return plainSchema(value);
  if (lists.includes(key)) return (elementsOf(value) ?? []).map(plainSchema);
  if (key !== "properties") return value;
  return Object.fromEntries(Object.entries(partOf(value)).map(([name, schema]) => [name, plainSchema(schema)]));
}

/** The schemas of a document that others refer to, and those that these refer to. */
export function neededSchemas(document: DocumentPart, roots: unknown[]): Record<string, unknown> {
  const schemas = partOf(partOf(document["components"])["schemas"]);
  const needed = new Map<string, unknown>();
  const visit = (schema: unknown) => {
    const part = partOf(schema);
    const name = typeof part["$ref"] === "string" ? (part["$ref"].split("/").pop() ?? "") : undefined;
    if (name !== undefined && !needed.has(name)) {
      needed.set(name, plainSchema(schemas[name]));
      visit(schemas[name]);
    }
    for (const { schema: one } of schemaPartsOf(part)) visit(one);
  };
  for (const root of roots) visit(root);
  return Object.fromEntries([...needed].sort(([one], [other]) => (one < other ? -1 : 1)));
}
