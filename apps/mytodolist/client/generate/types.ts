/** A schema of the document, as far as the document uses them. */
interface Schema {
  $ref?: string;
  type?: string;
  description?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
}

interface Operation {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content: Record<string, { schema: Schema }> }>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const scalars: Record<string, string> = { string: "string", integer: "number", number: "number", boolean: "boolean" };

/** The types of the API's client, as TypeScript: one for each schema, and what each operation takes and gives. */
export function typesOf({ paths, components }: Document): string {
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => comment(schema.description) + declared(name, schema),
  );
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => described(path, method, operation)),
  );
  const routes = operations.map(({ id, route }) => `  ${id}: ${route},\n`).join("");
  return [
    "// Made from openapi.json by `npm run generate -w apps/mytodolist`. A test holds it to the document.\n",
    ...schemas,
    `export interface Operations {\n${operations.map(({ type }) => type).join("")}}\n`,
    `export const routes = {\n${routes}} as const;\n`,
  ].join("\n");
}

function described(path: string, method: string, operation: Operation) {
  const { operationId: id, summary, parameters = [], requestBody, responses } = operation;
  const places = ["path", "query"].flatMap((place) => {
    const fields = parameters.filter((each) => each.in === place);
    const types = fields.map(({ name, required, schema }) => field(name, required, schema));
    const isNeeded = fields.some(({ required }) => required);
    return fields.length === 0 ? [] : [`${place}${isNeeded ? "" : "?"}: { ${types.join(" ")} };`];
  });
  const body = requestBody?.content["application/json"];
  const taken = [...places, ...(body === undefined ? [] : [`body: ${typeOf(body.schema)};`])];
  const takes = taken.length === 0 ? "Record<string, never>" : `{ ${taken.join(" ")} }`;
  const given = Object.values(responses).flatMap(({ content }) => content["application/json"] ?? []);
  const gives = given.map(({ schema }) => typeOf(schema)).join(" | ");
  return {
    id,
    route: `{ method: ${JSON.stringify(method.toUpperCase())}, path: ${JSON.stringify(path)} }`,
    type: `${comment(summary)}  ${id}: { takes: ${takes}; gives: ${gives} };\n`,
  };
}

function declared(name: string, schema: Schema): string {
  if (schema.properties === undefined) return `export type ${name} = ${typeOf(schema)};\n`;
  return `export interface ${name} ${typeOf(schema)}\n`;
}

function typeOf({ $ref, type = "", properties, required = [], items }: Schema): string {
  if ($ref !== undefined) return $ref.split("/").at(-1) ?? "";
  if (items !== undefined) return `${typeOf(items)}[]`;
  if (properties === undefined) return scalars[type] ?? unknown(type);
  const fields = Object.entries(properties).map(([name, schema]) => field(name, required.includes(name), schema));
  return `{\n${fields.map((each) => `  ${each}\n`).join("")}}`;
}

function field(name: string, isRequired: boolean, schema: Schema): string {
  return `${comment(schema.description)}${name}${isRequired ? "" : "?"}: ${typeOf(schema)};`;
}

function unknown(type: string): never {
  throw new Error(
    `A schema has the type ${JSON.stringify(type)}. Allowed: an object with properties, an array, ${Object.keys(scalars).join(", ")}. Fix: teach it to client/generate/types.ts.`,
  );
}

function comment(text: string | undefined): string {
  return text === undefined ? "" : `/** ${text} */\n`;
}
