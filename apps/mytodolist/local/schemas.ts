import Ajv from "ajv";
import document from "../openapi.json";

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema(document, "document");

/** What is wrong with a value by a schema of the document, such as `#/components/schemas/Todo`. */
export function schemaErrors(schema: string, value: unknown): { where: string; problem: string }[] {
  const validate = ajv.getSchema(`document${schema}`) ?? ajv.compile({ $ref: `document${schema}` });
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message = "wrong" }) => ({
    where: `body${instancePath.replaceAll("/", ".")}`,
    problem: message,
  }));
}
