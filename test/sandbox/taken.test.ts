import assert from "node:assert/strict";
import { Provider as Aws, rds } from "@pulumi/aws";
import { secret } from "@pulumi/pulumi";
import { Secret } from "../../sandbox";
import { knowledges, named, run } from "./run";

const primary = {
  allocatedStorage: 20,
  backupRetentionPeriod: 7,
  engine: "postgres",
  engineVersion: "17.4",
  identifier: "users",
  instanceClass: "db.t4g.micro",
  password: "battery-horse",
  skipFinalSnapshot: true,
  username: "owner",
};
const replica = { instanceClass: "db.t4g.micro", skipFinalSnapshot: true };

describe("a plan of what AWS has instead of what is asked for", () => {
  const versions = { preview: ["17.6", "unknown"], deployed: ["17.4", "17.4"] };
  for (const knowledge of knowledges) {
    it(`shows the version of its source in a new replica once it is there (${knowledge})`, async () => {
      const program = () => {
        const source = new rds.Instance("users", primary);
        const later = { ...replica, engineVersion: "17.6" };
        new rds.Instance("reader", { ...later, replicateSourceDb: source.identifier });
        new rds.Instance("by-arn", { ...later, replicateSourceDb: source.arn });
      };
      const evaluation = await run(program, { knowledge });
      for (const name of ["reader", "by-arn"]) {
        const { inputs, outputs } = named(evaluation, name);
        const { engineVersion, engineVersionActual } = outputs;
        assert.equal(inputs["engineVersion"], "17.6");
        const actual = typeof engineVersionActual === "string" ? engineVersionActual : "unknown";
        assert.deepEqual([engineVersion, actual], versions[knowledge]);
      }
    });
  }

  it("looks for the source in the region of what is made", async () => {
    const program = () => {
      const there = new Aws("there", { region: "us-east-1" });
      const far = new rds.Instance("far", { ...primary, engineVersion: "16.9" }, { provider: there });
      const near = new rds.Instance("near", primary, { dependsOn: far });
      new rds.Instance("reader", { ...replica, engineVersion: "17.6", replicateSourceDb: near.identifier });
    };
    const { outputs } = named(await run(program, { knowledge: "deployed" }), "reader");
    assert.equal(outputs["engineVersion"], "17.4");
  });

  it("shows nothing that is secret", async () => {
    const program = () => {
      const source = new rds.Instance("users", primary);
      new rds.Instance("reader", { ...replica, engineVersion: secret("17"), replicateSourceDb: source.identifier });
    };
    const { outputs } = named(await run(program, { knowledge: "deployed" }), "reader");
    assert.ok(outputs["engineVersion"] instanceof Secret);
    assert.ok(outputs["engineVersionActual"] instanceof Secret);
  });

  it("shows nothing that is secret of its source, and what is not is open", async () => {
    const program = () => {
      for (const [name, engineVersion] of Object.entries({ closed: secret("17.4"), open: "17.4" })) {
        // Only what is in the region of what is made is looked at.
        const there = new Aws(name, { region: name === "open" ? "eu-west-1" : "us-east-1" });
        const given = { ...primary, engineVersion, identifier: name };
        const source = new rds.Instance(`${name}-users`, given, { provider: there });
        const own = { ...replica, replicateSourceDb: source.identifier };
        new rds.Instance(`${name}-reader`, own, { provider: there });
      }
    };
    const evaluation = await run(program, { knowledge: "deployed" });
    const versions = (name: string) => {
      const { engineVersion = null, engineVersionActual = null } = named(evaluation, `${name}-reader`).outputs;
      return [engineVersion, engineVersionActual];
    };
    assert.deepEqual(versions("closed"), [new Secret("17.4"), new Secret("17.4")]);
    assert.deepEqual(versions("open"), ["17.4", "17.4"]);
  });
});
