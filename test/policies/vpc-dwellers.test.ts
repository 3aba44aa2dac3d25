import { deepStrictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { vpcDwellers } from "../../policies/aws/vpc-dwellers";

const sdk = dirname(require.resolve("@pulumi/aws/package.json"));

/** The arguments of a type in the installed SDK, as written there; empty where it has no such type. */
function argumentsOf(type: string): string {
  const [, file = ""] = /^aws:(.*):/.exec(type) ?? [];
  const className = type.slice(type.lastIndexOf(":") + 1);
  const text = readFileSync(join(sdk, `${file}.d.ts`), "utf8");
  const start = text.indexOf(`export interface ${className}Args {`);
  return start < 0 ? "" : text.slice(start, text.indexOf("\n}", start));
}

describe("the table of what lives in a VPC", () => {
  it("names only types and properties that the installed SDK has", () => {
    const wrong = [...vpcDwellers].flatMap(([type, { groups = [], within, onlyIf, unless = [], data }]) => {
      const paths = [
        ...groups,
        within,
        onlyIf?.at,
        ...unless,
        data?.subnets,
        data?.group?.at,
        ...(data?.inherits ?? []),
      ];
      const text = argumentsOf(type);
      return paths.flatMap((path) => {
        const property = path?.split(/[.[]/, 1)[0];
        return property === undefined || new RegExp(`^ {4}${property}\\??:`, "m").test(text)
          ? []
          : [`${type} ${property}`];
      });
    });
    deepStrictEqual(wrong, []);
  });
});
