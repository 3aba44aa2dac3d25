import * as assert from "node:assert/strict";
import { nearest } from "../../../components/arguments/nearest";

describe("the nearest known key", () => {
  const known = ["aws:region", "aws:regions", "clothesline:region", "clothesline:tags", "clothesline:nat"];

  const meant: Record<string, string | undefined> = {
    "aws:regiions": "aws:regions",
    "aws:regoin": "aws:region",
    "clothesline:regoin": "clothesline:region",
    "clothes:region": "clothesline:region",
    "aws2:region": "aws:region",
    "clothesline:tgas": "clothesline:tags",
    "clothesline:NAT": "clothesline:nat",
    "clothesline:na": "clothesline:nat",
    "clothesline:gats": undefined,
    "clothesline:foo": undefined,
    "": undefined,
  };
  for (const [word, key] of Object.entries(meant))
    it(`to "${word}" is ${key ?? "none"}`, () => {
      assert.equal(nearest(word, known), key);
    });

  it("does not depend on the order of the known ones", () => {
    for (const [word, key] of Object.entries(meant)) assert.equal(nearest(word, known.toReversed()), key);
  });
});
