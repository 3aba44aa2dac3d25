import assert from "node:assert/strict";
import type { CheckpointResource } from "../../sandbox/local/checkpoint";
import { shown } from "./events";
import { assertMadeFirst, groupsIn, needsOf, waitsFor } from "./needs";
import { deployed, patience, program, upFromNothing, type Run } from "./workspace";
import { stacksOf } from "../../sandbox/local/stacks";

/** What the instances of each system need, whichever stack it is. */
const always = [
  "traffic rules",
  "the way out",
  "the listener",
  "rights of their role",
  "mount targets",
  "the first release",
];
const needed: Record<string, string[]> = {
  "Group whatisthetime-web": always,
  "Group myclothes-web": [...always, "databases", "migrations", "caches"],
};

for (const name of stacksOf(program)) {
  describe(`an up of ${name} from nothing`, function () {
    this.timeout(patience);
    let up: Run;
    let resources: CheckpointResource[];
    before(async () => {
      up = await upFromNothing(name);
      resources = (await deployed(name)).copy().stack(name).exported().resources ?? [];
    });

    it("starts no instance before all that it needs is there", () => {
      assert.deepEqual(
        groupsIn(resources)
          .map(({ urn }) => shown(urn))
          .sort(),
        Object.keys(needed).sort(),
      );
      assertMadeFirst(up.events, resources);
    });

    // An order can be chance: it is none if the group waits for each of them.
    for (const [group, kinds] of Object.entries(needed)) {
      for (const kind of kinds) {
        it(`has ${group} wait for ${kind}`, () => {
          const resource = groupsIn(resources).find(({ urn }) => shown(urn) === group);
          assert.ok(resource);
          const found = needsOf(resource, resources)[kind] ?? [];
          assert.notDeepEqual(found, []);
          const awaited = waitsFor(resource, resources);
          assert.deepEqual(
            found.filter(({ urn }) => !awaited.has(urn)).map(({ urn }) => shown(urn)),
            [],
          );
        });
      }
    }
  });
}
