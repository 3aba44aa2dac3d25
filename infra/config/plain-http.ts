import type * as z from "zod/mini";
import type { Problem } from "./configuration-error";
import type { stackConfiguration } from "./schema";

/** Stacks that the public uses: prod, production, and one for each region, such as prod-eu. */
const isForThePublic = (stack: string) => /^prod(?:uction)?(?:-|$)/.test(stack);

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
