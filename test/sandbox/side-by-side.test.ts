import assert from "node:assert/strict";
import { ec2, getRegionOutput, Provider } from "@pulumi/aws";
import { ec2 as awsx } from "@pulumi/awsx";
import { Config, getStack, log, output, runtime } from "@pulumi/pulumi";
import { ProgramError } from "../../sandbox";
import { failureOf, named, run } from "./run";

const count = 12;
const many = Array.from({ length: count }, (_, index) => index);

/** Gives the others their turn. */
const pause = () => new Promise((resolve) => setImmediate(resolve));

describe("evaluations side by side", () => {
  it("have each their own stack, configuration, knowledge, messages and resources", async () => {
    const evaluations = await Promise.all(
      many.map((index) =>
        run(
          async () => {
            await pause();
            const size = new Config().require("size");
            const vpc = new ec2.Vpc(`vpc-${index}`, {});
            await pause();
            void log.info(`from ${getStack()}`);
            return {
              size,
              stack: getStack(),
              preview: runtime.isDryRun(),
              region: getRegionOutput().region,
              id: vpc.id,
            };
          },
          {
            stack: `stack-${index}`,
            config: { "aws:region": index % 2 === 0 ? "eu-west-1" : "us-east-1", "clothesline:size": `${index}` },
            knowledge: index % 3 === 0 ? "preview" : "deployed",
          },
        ),
      ),
    );
    for (const [index, { stackOutputs, messages, resources }] of evaluations.entries()) {
      const { id, ...rest } = stackOutputs;
      assert.deepEqual(rest, {
        size: `${index}`,
        stack: `stack-${index}`,
        preview: index % 3 === 0,
        region: index % 2 === 0 ? "eu-west-1" : "us-east-1",
      });
      assert.equal(typeof id === "string", index % 3 !== 0);
      assert.deepEqual(messages, [{ severity: "info", message: `from stack-${index}` }]);
      assert.equal(resources.length, 3);
    }
  });

  it("have each their own errors", async () => {
    const results = await Promise.allSettled(
      many.map((index) =>
        run(async () => {
          await pause();
          new ec2.Vpc("a", {});
          if (index % 2 === 0) return;
          output(index).apply((one) => {
            throw new Error(`number ${one}`);
          });
        }),
      ),
    );
    const told = results.map((result) =>
      result.status === "fulfilled" ? "" : (result.reason as ProgramError).message,
    );
    assert.deepEqual(
      told,
      many.map((index) => (index % 2 === 0 ? "" : `number ${index}`)),
    );
  });

  it("have each their own transforms", async () => {
    const tagsOf = async (word: string | undefined) => {
      const evaluation = await run(async () => {
        if (word !== undefined) {
          runtime.registerResourceTransform(({ props, opts }) => ({ props: { ...props, tags: { word } }, opts }));
        }
        await pause();
        new ec2.Vpc("a", {});
      });
      return named(evaluation, "a").inputs["tags"];
    };
    assert.deepEqual(await Promise.all([tagsOf("one"), tagsOf(undefined), tagsOf("two")]), [
      { word: "one" },
      undefined,
      { word: "two" },
    ]);
  });

  it("of one program give the same answer, every time", async () => {
    const program = () => {
      const provider = new Provider("main", { region: "eu-west-1" });
      const { vpcId } = new awsx.Vpc("net", { natGateways: { strategy: "Single" } }, { provider });
      return { vpcId };
    };
    const [first, ...others] = await Promise.all(many.slice(0, 3).map(() => run(program, { knowledge: "deployed" })));
    const byUrn = (evaluation: typeof first) =>
      [...(evaluation?.resources ?? [])].sort((one, other) => (one.urn < other.urn ? -1 : 1));
    for (const other of others) {
      assert.deepEqual(other.stackOutputs, first?.stackOutputs);
      assert.deepEqual(byUrn(other), byUrn(first));
    }
  });
});

describe("the process around an evaluation", () => {
  /** Puts a listener of our own where mocha's is, for as long as `during` takes. */
  async function heard(during: () => Promise<unknown>): Promise<unknown[]> {
    const reasons: unknown[] = [];
    const others = process.listeners("unhandledRejection");
    const listen = (reason: unknown) => void reasons.push(reason);
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", listen);
    try {
      await during();
      await pause();
      assert.deepEqual(process.listeners("unhandledRejection"), [listen]);
    } finally {
      process.removeAllListeners("unhandledRejection");
      for (const other of others) process.on("unhandledRejection", other);
    }
    return reasons;
  }

  it("still hears of rejections that are not the program's", async () => {
    const error = new Error("somebody else's");
    const reasons = await heard(async () => {
      const evaluation = run(async () => {
        await pause();
        await pause();
      });
      void Promise.reject(error);
      await evaluation;
    });
    assert.deepEqual(reasons, [error]);
  });

  it("hears nothing of the program's own", async () => {
    const reasons = await heard(() =>
      failureOf(() => {
        output(1).apply(() => {
          throw new Error("the program's");
        });
      }),
    );
    assert.deepEqual(reasons, []);
  });

  for (const [how, program] of [
    ["well", () => new awsx.Vpc("net", { natGateways: { strategy: "None" } })],
    ["badly", () => new ec2.Vpc("a", { cidrBlock: output(1).apply(() => Promise.reject(new Error("no"))) })],
    ["badly inside a remote component", () => new awsx.Vpc("net", { cidrBlock: "nonsense" })],
    [
      "with transforms and hooks",
      () => {
        runtime.registerResourceTransform(() => undefined);
        new ec2.Vpc("a", {}, { transforms: [() => undefined], hooks: { afterCreate: [() => undefined] } });
      },
    ],
  ] as const) {
    it(`is as it was after one that ended ${how}`, async () => {
      const state = () => ({
        listeners: process.eventNames().map((name) => [name, process.listeners(name as "exit")]),
        // Sockets, servers and timers that keep a process alive.
        resources: process
          .getActiveResourcesInfo()
          .filter((kind) => /Timeout|TCP|Pipe|Server/.test(kind))
          .sort(),
      });
      // mocha starts the timer of a test once the test waits.
      await pause();
      const before = state();
      await run(program).catch((error: unknown) => {
        assert.ok(error instanceof ProgramError);
      });
      assert.deepEqual(state(), before);
    });
  }
});
