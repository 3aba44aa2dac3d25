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
});
