import type * as z from "zod/mini";
import type { Problem } from "./configuration-error";
import { fieldsOf, isText } from "./fields";
import { nearest } from "../../components/arguments/nearest";
import { unknownKeyWords } from "./problems";
import { shown } from "./shown";

/** What a stack file holds, sorted by a schema of namespaces. */
export interface StackFile {
  /** The values of the known keys: by namespace, then by name. */
  values: Record<string, Record<string, unknown>>;
  /** The keys that the schema does not know. */
  unknown: { problem: Problem; meant: string | undefined }[];
}

/** Sorts the values of a stack file, by full key, as Pulumi hands them out: text as it is, all else as JSON. */
export function readStackFile(
  given: Readonly<Record<string, string>>,
  schema: z.core.$ZodType,
  isSecret: (key: string) => boolean,
): StackFile {
  const namespaces = Object.entries(fieldsOf(schema) ?? {}).map(([namespace, block]) => ({
    namespace,
    fields: Object.entries(fieldsOf(block) ?? {}).map(([name, field]) => ({
      name,
      key: `${namespace}:${name}`,
      field,
    })),
  }));
  const known = namespaces.flatMap(({ fields }) => fields.map(({ key }) => key));

  const values = namespaces.map(({ namespace, fields }): [string, Record<string, unknown>] => {
    const present = fields.filter(({ key }) => Object.hasOwn(given, key));
    return [namespace, Object.fromEntries(present.map(({ name, key, field }) => [name, valueOf(given[key], field)]))];
  });
  const unknown = Object.entries(given)
    .filter(([key]) => !known.includes(key) && !belongsToEngine(key))
    .map(([key, text]) => ({
      problem: unknownKey(key, text, known, isSecret(key) || isCredential(key)),
      meant: nearest(key, known),
    }));
  return { values: Object.fromEntries(values), unknown };
}

function unknownKey(key: string, text: string, known: readonly string[], secret: boolean): Problem {
  return {
    key: isPlain(key) ? key : shown(key),
    got: secret ? "[secret]" : shown(parsed(text)),
    ...unknownKeyWords(key, known),
  };
}

// The AWS provider has keys of its own for credentials, and people write them in clear.
function isCredential(key: string): boolean {
  return /secret|token|password|access_?key|credential/i.test(key);
}

function isPlain(key: string): boolean {
  return /^[\w:./-]+$/.test(key);
}

// Pulumi's command line keeps settings of its own among the program's, such as pulumi:tags.
function belongsToEngine(key: string): boolean {
  return key.startsWith("pulumi:");
}

function valueOf(text: string | undefined, field: z.core.$ZodType): unknown {
  // An owner may be called 42, or true.
  return text === undefined || isText(field) ? text : parsed(text);
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    // Text where a block, a list or a number belongs: the schema says so in better words.
    return text;
  }
}
