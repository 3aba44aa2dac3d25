import assert from "node:assert/strict";
import { disturbances } from "./disturbances";

describe("what goes wrong in the engine's tests", () => {
  const length = { creates: 200, made: 300 };

  it("goes wrong over the whole of an up, each kind of it", () => {
    const all = disturbances(1, 1000, length);
    for (const kind of new Set(all.map((each) => each.kind))) {
      const whole = kind === "kill" ? length.made : length.creates;
      const tenths = all.filter((each) => each.kind === kind).map(({ at }) => Math.ceil((10 * at) / whole));
      assert.deepEqual(
        [...new Set(tenths)].toSorted((one, other) => one - other),
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        kind,
      );
    }
  });

  it("is the same for the same seed", () => {
    assert.deepEqual(disturbances(7, 6, length), disturbances(7, 6, length));
    assert.notDeepEqual(disturbances(7, 6, length), disturbances(8, 6, length));
  });
});
