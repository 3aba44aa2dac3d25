import { deepStrictEqual } from "node:assert/strict";
import { groupPlaces, vpcDwellers } from "../../policies/aws/vpc-dwellers";
import { notADweller } from "./not-a-dweller";
import { argumentPaths } from "./sdk-types";

/** `type path`, one for each. */
const lines = (entries: Iterable<readonly [string, readonly string[]]>): string[] =>
  [...entries].flatMap(([type, paths]) => paths.map((path) => `${type} ${path}`)).toSorted();

const tabled = (): string[] => lines([...vpcDwellers].map(([type, dweller]) => [type, groupPlaces(dweller)] as const));
const exempt = (): string[] =>
  lines(Object.entries(notADweller).map(([type, places]) => [type, Object.keys(places)] as const));

describe("the table of what lives in a VPC", () => {
  it("knows every place in the installed SDK that names security groups, but those exempt for a reason", () => {
    const known = new Set([...tabled(), ...exempt()]);
    deepStrictEqual(
      lines(argumentPaths(/security_?groups?/i)).filter((place) => !known.has(place)),
      [],
    );
  });

  it("names no place of groups that the installed SDK does not have, and exempts none", () => {
    const real = new Set(lines(argumentPaths(/security_?groups?/i)));
    deepStrictEqual(
      [...tabled(), ...exempt()].filter((place) => !real.has(place)),
      [],
    );
  });

  it("exempts no place that it has", () => {
    const known = new Set(tabled());
    deepStrictEqual(
      exempt().filter((place) => known.has(place)),
      [],
    );
  });

  it("names only properties that the installed SDK has for the rest too", () => {
    const places = [...vpcDwellers].flatMap(([type, { within, onlyIf, unless = [], data }]) => {
      const paths = [within, onlyIf?.at, ...unless, data?.subnets, data?.group?.at, ...(data?.inherits ?? [])];
      return paths.flatMap((path) => (path === undefined ? [] : [{ type, path }]));
    });
    const names = places.map(({ path }) => path.slice(path.lastIndexOf(".") + 1));
    const real = new Set(lines(argumentPaths(new RegExp(`^(${[...new Set(names)].join("|")})$`))));
    deepStrictEqual(
      places.map(({ type, path }) => `${type} ${path}`).filter((place) => !real.has(place)),
      [],
    );
  });
});
