import type * as z from "zod/mini";
import type { Problem } from "./configuration-error";
import { fieldAt, fieldsOf, namedPart, unwrapped } from "./fields";
import { nearest } from "../../components/arguments/nearest";
import { shown } from "./shown";
import { complaintIn, explanationOf, type Words } from "./words";

type Path = readonly PropertyKey[];

/** Turns what zod found into what a person reads. `isSecret` tells it of a key such as clothesline:network. */
export function problemsOf(
  issues: readonly z.core.$ZodIssue[],
  schema: z.core.$ZodType,
  values: unknown,
  isSecret: (key: string) => boolean,
): Problem[] {
  const problems = new Map<string, Problem>();
  for (const issue of issues) {
    for (const path of pathsOf(issue)) {
      const problem = isSecret(keyOf(path.slice(0, 2)))
        ? hiddenProblem(schema, path)
        : openProblem(issue, schema, values, path);
      // A text that is too long and has wrong letters is told so once: both have the same words.
      problems.set(JSON.stringify([problem.key, problem.allowed]), problem);
    }
  }
  return [...problems.values()];
}

/** The words for a key that is none of the known ones. */
export function unknownKeyWords(key: string, known: readonly string[]): Words {
  const meant = nearest(key, known);
  return {
    allowed: `one of the keys ${known.join(", ")}`,
    fix: meant === undefined ? "take it out" : `rename it to ${meant}`,
  };
}

function pathsOf(issue: z.core.$ZodIssue): Path[] {
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}

function openProblem(issue: z.core.$ZodIssue, schema: z.core.$ZodType, values: unknown, path: Path): Problem {
  const value = path.reduce(propertyOf, values);
  const complaint = complaintIn(issue);
  const { allowed, fix } = complaint ?? wordsAt(schema, path, value);
  return { key: keyOf(path), got: complaint?.got ?? shown(value), allowed, fix };
}

// Neither the value nor anything made of it is told: no key of a map, no unknown key, no remedy that quotes it.
function hiddenProblem(schema: z.core.$ZodType, path: Path): Problem {
  const named = namedPart(schema, path);
  return { key: keyOf(named), got: "[secret]", ...wordsAt(schema, named, undefined) };
}

function wordsAt(schema: z.core.$ZodType, path: Path, value: unknown): Words {
  const field = fieldAt(schema, path);
  if (field === undefined) {
    const block = fieldAt(schema, path.slice(0, -1));
    return unknownKeyWords(String(path.at(-1)), Object.keys((block && fieldsOf(block)) ?? {}));
  }
  return explanationOf(unwrapped(field))?.(value) ?? blockWords(field);
}

function blockWords(block: z.core.$ZodType): Words {
  return {
    allowed: `a block with the keys ${Object.keys(fieldsOf(block) ?? {}).join(", ")}`,
    fix: "write its keys below it, or leave it out",
  };
}

function propertyOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}

// In the form that `pulumi config set --path` takes: clothesline:tags["a b"], clothesline:network.zones[1].
function keyOf([namespace, name, ...rest]: Path): string {
  const steps = rest.map((part) => {
    if (typeof part === "number") return `[${part}]`;
    return /^[\w-]+$/.test(String(part)) ? `.${String(part)}` : `[${JSON.stringify(String(part))}]`;
  });
  return `${String(namespace)}:${String(name)}${steps.join("")}`;
}
