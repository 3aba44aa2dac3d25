import { Problem } from "../problem";
import { script } from "./script";

type Place = Record<"stack" | "project", string>;

interface Flag {
  name: string;
  letter?: string;
  /** What may stand for its value, and how that is told; a flag without has none. */
  value?: { form: RegExp; told: string };
}

const number = { form: /^\d{1,4}$/, told: "NUMBER" };

/**
 * The flags of `pulumi destroy` that may be handed to a teardown. One that shows only, or deletes a part, would leave the
 * rest standing without its protection, which is off by the time that the engine reads its flags: hence a list of those
 * that may, and their values.
 */
const allowed: readonly Flag[] = [
  { name: "color", value: { form: /^(?:always|never|raw|auto)$/, told: "always|never|raw|auto" } },
  { name: "continue-on-error" },
  { name: "debug", letter: "d" },
  { name: "diff" },
  { name: "logtostderr" },
  { name: "message", letter: "m", value: { form: /^/, told: "TEXT" } },
  { name: "parallel", letter: "p", value: number },
  { name: "refresh", letter: "r" },
  { name: "show-full-output" },
  { name: "skip-preview", letter: "f" },
  { name: "suppress-outputs" },
  { name: "suppress-progress" },
  { name: "verbose", letter: "v", value: number },
  { name: "yes", letter: "y" },
];

/** Throws before anything is done if the engine would not take a flag in the end, or would not delete everything. */
export function checkTeardownFlags(place: Place, words: readonly string[]): void {
  const [word, ...rest] = words;
  if (word === undefined) return;
  const [, name = "", joined] = /^(--[^=]*|-.)(?:=?([^]+))?$/.exec(word) ?? [];
  const flag = allowed.find((each) => names(each).includes(name));
  if (flag === undefined) throw new Problem(notForTeardown(place, word));
  const value = joined ?? (flag.value && rest.shift());
  if (!isRight(flag, value)) {
    const got = value === joined ? word : `${word} ${value ?? ""}`.trim();
    throw new Problem(`teardown:local got ${got}; write: ${inWords(flag)}. Nothing was done.`);
  }
  checkTeardownFlags(place, rest);
}

function isRight({ value }: Flag, given: string | undefined): boolean {
  return value === undefined ? given === undefined : given !== undefined && value.form.test(given);
}

function notForTeardown({ stack, project }: Place, got: string): string {
  return [
    `teardown:local got ${got}. It takes off all protection and then deletes everything, so of the flags of pulumi destroy`,
    `it takes only these: ${allowed.map(inWords).join(", ")}.`,
    `Nothing was done. Leave the flag out. The others are for ${script("destroy", stack, project)}`,
  ].join("\n");
}

function names({ name, letter }: Flag): string[] {
  return [...(letter === undefined ? [] : [`-${letter}`]), `--${name}`];
}

function inWords(flag: Flag): string {
  const named = names(flag).join(" or ");
  return flag.value ? `${named} ${flag.value.told}` : named;
}
