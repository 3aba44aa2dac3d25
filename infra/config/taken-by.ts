import * as z from "zod/mini";
import type { ArgumentProblem } from "../../components/arguments/problem";
import { explained, type Words } from "./words";

/** Text that the component takes; of any other it says what is wrong. `words` are for what may not be shown. */
export function takenBy(problems: (argument: string, value: unknown) => ArgumentProblem[], words: Words) {
  return explained(
    z.string().check(z.refine((given) => problems("", given).length === 0)),
    (got) => wordsOf(got === undefined ? [] : problems("", got)) ?? words,
  );
}

/** A program may give what is only known later, a stack's file may not. */
function wordsOf([problem]: ArgumentProblem[]): Words | undefined {
  return problem && { allowed: problem.allowed.replace(/, or an output of (?:one|it)$/, ""), fix: problem.fix };
}
