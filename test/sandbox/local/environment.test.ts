import assert from "node:assert/strict";
import { withoutPulumi } from "../../../sandbox/local/environment";

describe("the environment of the local account", () => {
  it("is the person's own without Pulumi's variables, in whatever case they are", () => {
    const own = {
      PATH: "/bin",
      AWS_PROFILE: "me",
      PULUMI_ACCESS_TOKEN: "made up",
      PULUMI_STACK: "prod",
      pulumi_home: "x",
    };
    assert.deepEqual(withoutPulumi(own), { PATH: "/bin", AWS_PROFILE: "me" });
  });
});
