import * as assert from "node:assert/strict";
import * as z from "zod/mini";
import { fieldsOf, unwrapped } from "../../infra/config/fields";
import { problemsOf } from "../../infra/config/problems";
import { stackConfiguration } from "../../infra/config/schema";
import { choice, explanationOf, rule } from "../../infra/config/words";

/** The paths of all fields that nothing speaks for. */
function unexplained(schema: z.core.$ZodType, path: string): string[] {
  const fields = fieldsOf(schema);
  const children = Object.entries(fields ?? {}).flatMap(([name, field]) => unexplained(field, `${path}.${name}`));
  return fields !== undefined || explanationOf(unwrapped(schema)) !== undefined ? children : [path, ...children];
}

describe("the schema of a stack's configuration", () => {
  it("has words of its own for every field", () => {
    assert.deepEqual(unexplained(stackConfiguration, "stack"), []);
  });
});

describe("a rule over several keys", () => {
  const block = z.strictObject({
    way: choice({ none: "nothing gets out", open: "everything gets out" }, "open"),
    caller: choice({ yes: "it calls out", no: "it does not" }, "no"),
    other: choice({ on: "lit", off: "dark" }, "on"),
  });
  const stack = z.strictObject({
    shop: block.check(
      rule<z.output<typeof block>>(
        ({ way, caller }) =>
          way === "none" && caller !== "no"
            ? [{ at: ["way"], allowed: "open, because something calls out", fix: "write open" }]
            : [],
        ["way", "caller"],
      ),
    ),
  });
  const told = (shop: unknown) => {
    const { error } = stack.safeParse({ shop });
    return problemsOf(error?.issues ?? [], stack, { shop }, () => false).map(({ key, fix }) => `${key}: ${fix}`);
  };

  it("is told at the key to change", () => {
    assert.deepEqual(told({ way: "none", caller: "yes", other: "on" }), ["shop:way: write open"]);
  });

  it("is silent when it holds", () => {
    assert.deepEqual(told({ way: "open", caller: "yes", other: "on" }), []);
  });

  it("is told together with what is wrong elsewhere", () => {
    assert.deepEqual(told({ way: "none", caller: "yes", other: "dim", extra: 1 }), [
      "shop:other: write on: lit",
      "shop:extra: take it out",
      "shop:way: write open",
    ]);
  });

  it("waits until the keys that it reads are right themselves", () => {
    assert.deepEqual(told({ way: "none", caller: "maybe", other: "on" }), ["shop:caller: write no: it does not"]);
  });

  describe("of several blocks", () => {
    const blocks = z.strictObject({
      shop: z
        .strictObject({ one: block, other: block })
        .check(
          rule(
            ({ one, other }) =>
              one.way === "none" && other.caller === "yes"
                ? [{ at: ["one", "way"], allowed: "open, because the other calls out", fix: "write open" }]
                : [],
            ["one.way", "other.caller"],
          ),
        ),
    });
    const good = { way: "none", caller: "no", other: "on" };
    const calling = { ...good, caller: "yes" };
    const toldOf = (shop: unknown) => {
      const { error } = blocks.safeParse({ shop });
      return problemsOf(error?.issues ?? [], blocks, { shop }, () => false).map(({ key }) => key);
    };

    it("is told together with what is wrong below them, but for the very keys that it reads", () => {
      const slips = { one: { ...good, other: "dim" }, other: { ...calling, other: 7, way: "shut" } };
      assert.deepEqual(toldOf(slips), ["shop:one.other", "shop:other.way", "shop:other.other", "shop:one.way"]);
    });

    it("waits until these are right, and while a whole block is wrong", () => {
      assert.deepEqual(toldOf({ one: good, other: { ...calling, caller: "maybe" } }), ["shop:other.caller"]);
      assert.deepEqual(toldOf({ one: good, other: "yes" }), ["shop:other"]);
      assert.deepEqual(toldOf({ one: { ...good, way: 1 }, other: calling }), ["shop:one.way"]);
    });
  });
});
