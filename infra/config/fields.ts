import * as z from "zod/mini";

/** The fields of a block by name; undefined when the schema is no block. */
export function fieldsOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | undefined {
  const bare = unwrapped(schema);
  return bare instanceof z.core.$ZodObject ? bare._zod.def.shape : undefined;
}

/** The schema of what lies at a path; undefined where the path leads to no field. */
export function fieldAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  return path.reduce<z.core.$ZodType | undefined>((parent, part) => parent && childOf(parent, part), schema);
}

/** The part of the path that the schema itself spells: without the keys of maps and without unknown keys. */
export function namedPart(schema: z.core.$ZodType, path: readonly PropertyKey[]): PropertyKey[] {
  const end = path.findIndex((_, index) => {
    const parent = fieldAt(schema, path.slice(0, index));
    return parent === undefined || isMap(parent) || fieldAt(parent, path.slice(index, index + 1)) === undefined;
  });
  return path.slice(0, end === -1 ? path.length : end);
}

/** Whether the field holds text: Pulumi hands out text as it is, and everything else as JSON. */
export function isText(schema: z.core.$ZodType): boolean {
  return unwrapped(schema) instanceof z.core.$ZodString;
}

function isMap(schema: z.core.$ZodType): boolean {
  return unwrapped(schema) instanceof z.core.$ZodRecord;
}

function childOf(schema: z.core.$ZodType, part: PropertyKey): z.core.$ZodType | undefined {
  const bare = unwrapped(schema);
  const fields = fieldsOf(bare);
  if (fields !== undefined) return Object.hasOwn(fields, part) ? fields[String(part)] : undefined;
  if (bare instanceof z.core.$ZodArray) return bare._zod.def.element;
  return bare instanceof z.core.$ZodRecord ? bare._zod.def.valueType : undefined;
}

/** The schema without what makes it optional. */
export function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.core.$ZodDefault ||
    schema instanceof z.core.$ZodPrefault ||
    schema instanceof z.core.$ZodOptional
    ? unwrapped(schema._zod.def.innerType)
    : schema;
}
