import * as z from "zod/mini";
import { nearest } from "../../components/arguments/nearest";

/** What a person is told about a key: what may stand there, and what to write instead of what does. */
export interface Words {
  allowed: string;
  fix: string;
}

/**
 * The words of each field, for the value that was given. `undefined` stands for a value that is missing or may not be
 * shown, so words for it must do without one.
 */
export type Explain = (got: unknown) => Words;

// Zod decides and these speak, so that no message of zod's own is ever shown.
const explanations = z.registry<{ explain: Explain }>();

/** Gives a field its words. Every field needs them: test/infra holds it. */
export function explained<T extends z.core.$ZodType>(schema: T, explain: Explain): T {
  explanations.add(schema, { explain });
  return schema;
}

export function explanationOf(schema: z.core.$ZodType): Explain | undefined {
  return explanations.get(schema)?.explain;
}

/** One of a few names, each with its meaning. */
export function choice<Name extends string>(meanings: Readonly<Record<Name, string>>, recommended: NoInfer<Name>) {
  const names = Object.keys(meanings).filter((name): name is Name => name in meanings);
  return explained(z.enum(names), (got) => {
    const meant = names.find((name) => name === nearest(asText(got), names)) ?? recommended;
    return { allowed: oneOf(names), fix: `write ${meant}: ${meanings[meant]}` };
  });
}

/** Yes or no. */
export function flag(meanings: Readonly<Record<"true" | "false", string>>) {
  return explained(z.boolean(), (got) => {
    const meant = /^(?:true|yes|on|1)$/i.test(asText(got)) ? "true" : "false";
    const quotes = typeof got === "string" ? ", without quotes" : "";
    return {
      allowed: `true (${meanings.true}) or false (${meanings.false})`,
      fix: `write ${meant}${quotes}`,
    };
  });
}

/** A whole number within a range. */
export function wholeNumber({ from, to }: { from: number; to: number }, recommended: number) {
  return explained(z.int().check(z.minimum(from), z.maximum(to)), (got) => {
    const wanted = Math.round(typeof got === "number" ? got : Number.parseInt(asText(got), 10));
    const meant = Number.isNaN(wanted) ? recommended : Math.min(Math.max(wanted, from), to);
    const quotes = typeof got === "string" ? ", without quotes" : "";
    return { allowed: `a whole number from ${from} to ${to}`, fix: `write ${meant}${quotes}` };
  });
}

/** What was given, if it is text: anything else has nothing to learn a remedy from. */
export function asText(got: unknown): string {
  return typeof got === "string" ? got : "";
}

/** "a, b or c" */
export function oneOf(names: readonly (string | number)[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${String(names.at(-1))}`;
}

/** What a rule has against a value: its words, and the place in it. */
export interface Complaint extends Words {
  /** The key to change, counted from where the rule stands. Default: the value itself. */
  at?: (string | number)[];
  /** What is wrong there, in words. Default: the value there. */
  got?: string;
}

/**
 * A rule over a value as a whole, such as several keys of a block or all entries of a list: `block.check(rule(…))`.
 * It is silent while the value itself or something that it reads is wrong, and speaks whatever else is wrong, so that a
 * person sees all problems at once. What it reads is named by key, or by path where it lies deeper: `network.zones`. All
 * else in the value may be anything.
 */
export function rule<T>(judge: (value: T) => Complaint[], reads: readonly string[] = []) {
  return z.superRefine<T>(
    (value, context) => {
      for (const { at, ...complaint } of judge(value)) {
        context.addIssue({ code: "custom", path: at ?? [], params: complaint, input: value });
      }
    },
    {
      when: ({ issues }) =>
        issues.every(
          ({ code, path = [] }) =>
            code === "unrecognized_keys" || (path.length > 0 && !reads.some((read) => isPartOf(path, read.split(".")))),
        ),
    },
  );
}

/** Whether one of two places lies in the other. */
function isPartOf(path: readonly PropertyKey[], read: readonly string[]): boolean {
  return read.every((key, place) => place >= path.length || String(path[place]) === key);
}

/** What a rule has put into an issue. */
export function complaintIn(issue: z.core.$ZodIssue): Complaint | undefined {
  const complaint: unknown = issue.code === "custom" ? issue.params : undefined;
  return isComplaint(complaint) ? complaint : undefined;
}

function isComplaint(value: unknown): value is Complaint {
  return typeof value === "object" && value !== null && "allowed" in value && "fix" in value;
}
