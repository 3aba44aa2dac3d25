import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { marks } from "../../sandbox/marks";

it("the sandbox's marks of the engine's protocol are the SDK's", () => {
  for (const [name, mark] of Object.entries(marks)) assert.equal(runtime[name as keyof typeof marks], mark, name);
});
