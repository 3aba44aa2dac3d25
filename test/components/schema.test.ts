import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ComponentProvider, getPulumiComponents } from "@pulumi/pulumi/provider/experimental/provider";
import * as components from "../../components/index";

const fixture = path.join(__dirname, "fixtures/schema.json");

describe("the components' schema, which `pulumi package add` makes other languages' SDKs from", () => {
  // A change here changes what other teams compile against: review it as such, then put it into the fixture.
  it("is the one that was reviewed", async () => {
    const provider = new ComponentProvider({
      // As Pulumi derives them from the package's name, @clothesline/components.
      name: "components",
      namespace: "clothesline",
      dirname: path.join(__dirname, "../../components"),
      components: getPulumiComponents(components),
    });
    assert.deepEqual(JSON.parse(await provider.getSchema()), JSON.parse(readFileSync(fixture, "utf8")));
  });
});
