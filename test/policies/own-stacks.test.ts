import * as aws from "@pulumi/aws";
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { readConfig } from "../../infra/config";
import { deploy } from "../../infra/deploy";
import { resourcesForPolicies } from "../../plan/policies";
import { readStackFile } from "../../plan/stacks";
import type { PlainResource } from "../../policies/graph";
import { judge } from "../../policies/judge";
import { evaluate, type Knowledge } from "../../sandbox";
import { both } from "./good-stack";
import { PolicyHost } from "./host";
import { asReports, sorted } from "./reports";

const root = join(__dirname, "../..");
const stacks = ["dev", "prod"] as const;

/** A stack's resources as rules see them, each with what was asked of it. */
async function resourcesOf(stack: string, knowledge: Knowledge, program: () => unknown): Promise<PlainResource[]> {
  const { project, config, secretKeys } = readStackFile(root, stack);
  const evaluation = await evaluate({ program, project, stack, config, secretKeys, knowledge });
  const asked = evaluation.resources.map((each) => ({ ...each, id: undefined, outputs: each.inputs }));
  const inputs = resourcesForPolicies({ ...evaluation, resources: asked });
  return resourcesForPolicies(evaluation).map((each, index) => ({ ...each, inputs: inputs[index]?.props }));
}

const asItIs = (): unknown => deploy(readConfig());

/** The same stack with a store in its public subnets, made by a provider without default tags. */
const weakened = (): unknown => {
  const { publicSubnetIds: subnetIds, dataSubnetIds } = deploy(readConfig());
  new aws.rds.SubnetGroup("leaking", { subnetIds });
  const [first] = dataSubnetIds;
  return first === undefined ? {} : new aws.efs.MountTarget("open", { fileSystemId: "fs-0", subnetId: first });
};

describe("our own stacks in the real policy host", () => {
  let host: PolicyHost;
  before(async () => {
    host = await PolicyHost.start();
  });
  after(async () => {
    await host.stop();
  });

  for (const stack of stacks) {
    for (const knowledge of both) {
      it(`get no finding and no doubt (${stack}, ${knowledge})`, async () => {
        const resources = await resourcesOf(stack, knowledge, asItIs);
        deepStrictEqual(await host.analyze(resources), []);
        const verdict = judge(resources);
        deepStrictEqual(asReports(verdict), []);
        strictEqual(verdict.passes > resources.length / 3, true);
      });

      it(`get the verdicts that judge() gives once they are weakened (${stack}, ${knowledge})`, async () => {
        const resources = await resourcesOf(stack, knowledge, weakened);
        const said = asReports(judge(resources));
        deepStrictEqual(sorted(await host.analyze(resources)), said);
        deepStrictEqual(
          [...new Set(said.map(({ policy, level }) => `${policy} ${level}`))],
          [
            "data-subnets-have-no-internet-route mandatory",
            "explicit-security-groups mandatory",
            "resources-are-tagged mandatory",
          ],
        );
      });
    }
  }
});
