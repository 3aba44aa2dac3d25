import assert from "node:assert/strict";
import { output, secret } from "@pulumi/pulumi";
import { refuse } from "../../../components/arguments/problem";
import { refusal } from "../refusal";

/** What a refusal says that a value was. */
function shown(got: unknown): string {
  const { message } = refusal(() => {
    refuse("Thing", "one", [{ argument: "part", got, allowed: "nothing", fix: "leave it out" }]);
  });
  return message
    .replace('Thing "one" cannot be made, one argument is wrong:\n  part: got ', "")
    .replace(/\. Allowed.*/, "");
}

describe("a refusal", () => {
  it("does not come when nothing is wrong", () => {
    refuse("Thing", "one", []);
  });

  it("shows plain values as they were written", () => {
    assert.deepEqual(["x", 7, true, null, undefined, ["x", 7]].map(shown), [
      '"x"',
      "7",
      "true",
      "null",
      "nothing",
      '["x", 7]',
    ]);
  });

  it("says of other values what they are, and never what is in them", () => {
    assert.deepEqual([output("x"), secret("x"), Promise.resolve("x"), { key: "x" }, () => "x"].map(shown), [
      "an Output, whose value is known only later",
      "an Output, whose value is known only later",
      "a Promise, whose value is known only later",
      "an object",
      "a function",
    ]);
  });

  it("shows a hole in a list as nothing, as it shows what is missing elsewhere", () => {
    const list = new Array<unknown>(2);
    list[1] = "x";
    assert.equal(shown(list), '[nothing, "x"]');
  });

  it("does not follow a list into itself", () => {
    const circular: unknown[] = ["x"];
    circular.push(circular, [circular]);
    assert.equal(shown(circular), '["x", a list, a list]');
  });

  it("cuts short what nobody would read to its end", () => {
    assert.equal(shown("x".repeat(500)), `"${"x".repeat(118)}…`);
    assert.equal(shown(Array.from({ length: 9 }, (_, index) => index)), "[0, 1, 2, 3, 4, 5, and 3 more]");
    assert.equal(shown([0, 1, 2, 3, 4, 5]), "[0, 1, 2, 3, 4, 5]");
  });
});
