import { deepStrictEqual } from "node:assert/strict";
import { storeReaches } from "../../../policies/reach/stores";
import { id } from "../draft";
import { both } from "../good-stack";
import { scene, stackOf } from "./scene";

describe("the stores of a stack", () => {
  for (const knowledge of both) {
    it(`are what keeps data behind a security group, a file system once for all its mount targets (${knowledge})`, () => {
      const stack = scene();
      const { draft, databaseGroup, webGroup, web } = stack;
      const files = draft.add("aws:efs/fileSystem:FileSystem", "files");
      for (const zone of ["a", "b"])
        draft.add("aws:efs/mountTarget:MountTarget", `files-${zone}`, {
          fileSystemId: id(files),
          securityGroups: [id(databaseGroup)],
        });
      draft.add("aws:rds/subnetGroup:SubnetGroup", "data", { subnetIds: ["subnet-1"] });
      stack.ingress({ referencedSecurityGroupId: id(webGroup) });
      stack.egress({ referencedSecurityGroupId: id(databaseGroup) });
      const found = storeReaches(stackOf(stack, knowledge)).map(({ store, what, reachedBy }) => ({
        store: `${what} ${store.name}`,
        by: reachedBy.map(({ from }) => "resource" in from && from.resource.name),
      }));
      deepStrictEqual(found, [
        { store: "database database", by: [web.name] },
        { store: "file system files", by: [web.name] },
      ]);
    });
  }

  it("say for themselves where the file system behind a mount target is outside the stack", () => {
    const stack = scene();
    const { draft, databaseGroup } = stack;
    const type = "aws:efs/mountTarget:MountTarget";
    draft.add(type, "files", { fileSystemId: "fs-0a", securityGroups: [id(databaseGroup)] });
    const found = storeReaches(stackOf(stack, "deployed")).map(({ store, what }) => `${what} ${store.name}`);
    deepStrictEqual(found, ["database database", "mount target files"]);
  });
});
