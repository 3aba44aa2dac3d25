import type * as z from "zod/mini";
import type { Problem } from "./configuration-error";
import type { stackConfiguration } from "./schema";

export const publicWords = ["prod", "production", "live"];

/**
 * Stacks that the public uses have a word for it in their name, wherever it stands: prod, prod2, prod_eu, eu-prod, live.
 * A stack such as non-prod is taken for one too, which is the safer mistake: it can be called otherwise.
 */
const isForThePublic = (stack: string) =>
  stack
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => publicWords.includes(word));

/** What people send to a shop is not read on the way: without encryption a system is for trying out. */
export function plainHttpProblems(
  stack: string,
  { clothesline: { whatisthetime, myclothes } }: z.output<typeof stackConfiguration>,
): Problem[] {
  if (!isForThePublic(stack)) return [];
  return Object.entries({ whatisthetime, myclothes }).flatMap(([system, block]) =>
    block?.plainHttp === true
      ? [
          {
            key: `clothesline:${system}.plainHttp`,
            got: "true",
            allowed: `false, since the stack is called ${stack}`,
            fix: "write domain with its name and hostedZoneId in its place",
          },
        ]
      : [],
  );
}
