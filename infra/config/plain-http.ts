import { isRecord } from "../../components/arguments/records";
import type { Problem } from "./configuration-error";

export const publicWords = ["prod", "production", "live"];

/** The systems that people call. */
const served = ["whatisthetime", "myclothes"];

/**
 * Stacks that the public uses have a word for it in their name, wherever it stands: prod, prod2, prod_eu, eu-prod, live.
 * A stack such as non-prod is taken for one too, which is the safer mistake: it can be called otherwise.
 */
const isForThePublic = (stack: string) =>
  stack
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => publicWords.includes(word));

/**
 * What people send to a shop is not read on the way: without encryption a system is for trying out. The values may be
 * anything, so that this is told beside whatever else is wrong.
 */
export function plainHttpProblems(stack: string, values: unknown, isHidden: (key: string) => boolean): Problem[] {
  if (!isForThePublic(stack)) return [];
  const blocks = isRecord(values) ? values["clothesline"] : undefined;
  return served.flatMap((system) => {
    const block = isRecord(blocks) ? blocks[system] : undefined;
    return isRecord(block) && block["plainHttp"] === true
      ? [
          {
            key: `clothesline:${system}.plainHttp`,
            got: isHidden(`clothesline:${system}`) ? "[secret]" : "true",
            allowed: `false, since the stack is called ${stack}`,
            fix: "write domain with its name and hostedZoneId in its place",
          },
        ]
      : [];
  });
}
