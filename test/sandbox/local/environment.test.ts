import assert from "node:assert/strict";
import { withoutReal } from "../../../sandbox/local/environment";

describe("the environment of the local account", () => {
  it("is the person's own without Pulumi's variables and AWS's, in whatever case they are", () => {
    const own = {
      PATH: "/bin",
      LANG: "C",
      AWS_PROFILE: "me",
      aws_secret_access_key: "made up",
      PULUMI_ACCESS_TOKEN: "made up",
      PULUMI_STACK: "prod",
      pulumi_home: "x",
    };
    assert.deepEqual(withoutReal(own), { PATH: "/bin", LANG: "C" });
  });
});
