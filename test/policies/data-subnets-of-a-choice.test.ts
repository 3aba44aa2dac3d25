import { deepStrictEqual, match } from "node:assert/strict";
import fc from "fast-check";
import { judge } from "../../policies/judge";
import { id, made, out, withoutInputs, type Given } from "./draft";
import { goodStack, verdictOf, type GoodStack } from "./good-stack";

const rule = "data-subnets-have-no-internet-route";

/** What a preview says of a subnet group with such subnets, once with what was asked and once with answers alone. */
function preview(subnetIds: (stack: GoodStack) => Given): Record<"asked" | "answered", string[]> {
  const change = (stack: GoodStack): GoodStack => {
    stack.draft.set(stack.subnetGroup, { subnetIds: subnetIds(stack) });
    return stack;
  };
  const resources = change(goodStack()).draft.resources("preview");
  const say = (all: typeof resources): string[] => {
    const { violations, cannotTell } = judge(all);
    return [...violations, ...cannotTell].map(({ message }) => message);
  };
  return { asked: say(resources), answered: say(withoutInputs(resources)) };
}

const SOME = /^cannot tell: subnet group data: it is not known yet which of 2 subnets subnetIds names, and 1 of them/;
const OPEN = /^internet gateway main → .* → subnet group data: subnetIds names a subnet that has a route/;

describe("data-subnets-have-no-internet-route in a preview of", () => {
  it("a plain list with an open subnet: fails, as far as what was asked can be seen", () => {
    const { asked, answered } = preview(({ dataA, publicA }) => [id(dataA), id(publicA)]);
    deepStrictEqual([asked.length, answered.length], [1, 1]);
    match(asked[0] ?? "", OPEN);
    match(answered[0] ?? "", SOME);
  });

  it("a subset that the program picks: cannot tell while one of them is open", () => {
    const { asked, answered } = preview(({ dataA, publicA }) => made([dataA, publicA], [id(dataA)]));
    deepStrictEqual([asked.length, answered.length], [1, 1]);
    for (const [message] of [asked, answered]) match(message ?? "", SOME);
  });

  it("one of two subnets in a list: cannot tell while one of them is open", () => {
    const { asked } = preview(({ dataA, publicA }) => [made([dataA, publicA], id(dataA))]);
    match(asked[0] ?? "", SOME);
  });

  it("a subset of open subnets: fails, whichever it is", () => {
    const { asked, answered } = preview(({ draft, publicA, publicTable, dataA, associationA }) => {
      draft.set(associationA, { routeTableId: id(publicTable) });
      return made([dataA, publicA], [id(dataA)]);
    });
    deepStrictEqual([asked.length, answered.length], [1, 1]);
    for (const [message] of [asked, answered]) match(message ?? "", OPEN);
  });

  it("a subset of closed subnets: passes, whichever it is", () => {
    const { asked, answered } = preview(({ dataA, dataB }) => made([dataA, dataB], [id(dataA)]));
    deepStrictEqual([...asked, ...answered], []);
  });

  it("a known subnet outside the stack beside one that is not known: cannot tell", () => {
    const { asked } = preview(({ dataA }) => ["subnet-1", id(dataA)]);
    match(asked[0] ?? "", /^cannot tell: subnets subnet-1 → subnet group data: subnetIds names subnets outside/);
  });

  it("more subnets than this stack has behind the list: cannot tell of the others", () => {
    const { asked } = preview(({ dataA, vpc }) => [id(dataA), out(vpc, "subnet")]);
    match(asked[0] ?? "", /^cannot tell: /);
    const outside = preview(({ dataA }) => [id(dataA), made([], "subnet-1")]);
    match(outside.asked[0] ?? "", /^cannot tell: subnet group data: subnetIds names subnets that cannot be found/);
  });

  it("a subset with a subnet whose routes are not known: cannot tell, and shows which", () => {
    const { asked } = preview(({ draft, dataA, dataB, associationA, group }) => {
      draft.set(associationA, { routeTableId: out(group, "ownerId") });
      return made([dataA, dataB], [id(dataA)]);
    });
    match(
      asked[0] ?? "",
      /^cannot tell: route table → subnet data-a → subnet group data: it is not known yet which route table/,
    );
  });
});

describe("data-subnets-have-no-internet-route", () => {
  const subnets = ["publicA", "dataA", "dataB", "outside"] as const;
  const names = fc.subarray([...subnets], { minLength: 1 });
  /** Names of subnets, written plainly or picked from these and others. */
  const written = fc.record({
    named: names,
    others: fc.subarray([...subnets]),
    how: fc.constantFrom("plainly", "picked together", "picked one by one"),
  });

  it("never says in a preview what it has to take back once everything is known", () => {
    fc.assert(
      fc.property(written, ({ named, others, how }) => {
        const stack = goodStack();
        const outside = stack.draft.addOutside("network", { subnet: "subnet-1" });
        const plain = named.map((name) => (name === "outside" ? out(outside, "subnet") : id(stack[name])));
        const picked = [...new Set([...named, ...others])];
        const from = picked.map((name) => (name === "outside" ? outside : stack[name]));
        const oneByOne = plain.map((one) => made(from, one));
        const ways = { plainly: plain, "picked together": made(from, plain), "picked one by one": oneByOne };
        stack.draft.set(stack.subnetGroup, { subnetIds: ways[how] });
        const isOpen = named.includes("publicA");
        const resources = stack.draft.resources("preview");
        for (const shown of [resources, withoutInputs(resources)]) {
          const { violations, cannotTell } = judge(shown);
          if (cannotTell.length > 0) deepStrictEqual(violations, []);
          else deepStrictEqual([violations.length > 0, isOpen || named.includes("outside")], [isOpen, isOpen]);
        }
        deepStrictEqual(judge(stack.draft.resources("deployed")).violations.length > 0, isOpen);
      }),
    );
  });
});

describe("data-subnets-have-no-internet-route once deployed", () => {
  it("goes by the subnets that were picked", () => {
    const pick =
      (pickPublic: boolean) =>
      ({ draft, subnetGroup, dataA, publicA }: GoodStack) => {
        draft.set(subnetGroup, { subnetIds: made([dataA, publicA], [id(pickPublic ? publicA : dataA)]) });
      };
    deepStrictEqual(verdictOf(rule, "deployed", pick(false)), { violations: [], cannotTell: [] });
    deepStrictEqual(verdictOf(rule, "deployed", pick(true)).violations.length, 1);
  });
});
