import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ec2, getRegion, getRegionOutput } from "@pulumi/aws";
import { Vpc } from "@pulumi/awsx/ec2";
import {
  ComponentResource,
  CustomResource,
  InputPropertiesError,
  log,
  output,
  RunError,
  runtime,
  type Output,
} from "@pulumi/pulumi";
import { failureOf, knowledges, named, run, text } from "./run";

const load = createRequire(__filename);
const root = join(__dirname, "..", "..");
const never = new Promise<never>(() => undefined);

class Unheard extends CustomResource {
  constructor(name: string, props: Record<string, unknown> = {}) {
    super("aws:made/up:Thing", name, props);
  }
}

for (const knowledge of knowledges) {
  describe(`a program that fails (${knowledge})`, () => {
    const messageOf = async (program: () => unknown) => (await failureOf(program, { knowledge })).message;

    it("by throwing ends with its own error", async () => {
      const error = new TypeError("no such thing");
      const { errors } = await failureOf(
        () => {
          throw error;
        },
        { knowledge },
      );
      assert.deepEqual(errors, [error]);
    });

    it("while it loads ends with that error", async () => {
      assert.match(await messageOf(() => load("./no-such-program")), /Cannot find module '.*no-such-program'/);
    });

    it("after a pause ends with that error", async () => {
      assert.equal(
        await messageOf(async () => {
          await Promise.resolve();
          throw new Error("later");
        }),
        "later",
      );
    });

    it("inside apply ends with that error", async () => {
      assert.equal(
        await messageOf(() => {
          output(1).apply(() => {
            throw new Error("in apply");
          });
        }),
        "in apply",
      );
    });

    it("inside apply, in an output of the stack, tells it once", async () => {
      assert.equal(
        await messageOf(() => ({
          one: output(1).apply((): number => {
            throw new Error("in apply");
          }),
        })),
        "in apply",
      );
    });

    it("with a promise that nobody handles ends with that error", async () => {
      assert.equal(await messageOf(() => void Promise.reject(new Error("left alone"))), "left alone");
    });

    it("in several places tells every one of them", async () => {
      const { message } = await failureOf(
        () => {
          for (const word of ["one", "two"]) {
            output(word).apply(() => {
              throw new Error(word);
            });
          }
        },
        { knowledge },
      );
      assert.equal(message, "one\ntwo");
    });

    it("in places that hang on what AWS answers tells every one of them", async () => {
      const fault = (word: string) => () => {
        throw new Error(word);
      };
      const message = await messageOf(async () => {
        output(1).apply(fault("at once"));
        const net = new Vpc("net", { natGateways: { strategy: "Single" } });
        net.urn.apply(fault("after a component"));
        void getRegion().then(getRegion).then(getRegion).then(fault("after three functions"));
        for (let made = new ec2.Vpc("a", {}), left = 3; left > 0; left -= 1) {
          made = new ec2.Vpc(`a-${String(left)}`, { tags: { before: made.urn } });
          if (left === 1) made.urn.apply(fault("after four resources"));
        }
        await never;
      });
      const told = ["after a component", "after four resources", "after three functions", "at once"];
      assert.deepEqual(message.split("\n").sort(), told);
    });

    it("with a type that the sandbox does not know is told the type and the file to add it to", async () => {
      const message = await messageOf(() => new Unheard("a"));
      assert.match(message, /failed to register new resource a \[aws:made\/up:Thing\]/);
      assert.match(message, /does not know the type aws:made\/up:Thing yet: add its model to a file of sandbox\/aws\//);
    });

    it("with a function that the sandbox does not know is told the function and the file", async () => {
      const message = await messageOf(() => runtime.invoke("aws:made/up:getThing", {}));
      assert.match(message, /does not know the function aws:made\/up:getThing yet: .*sandbox\/aws\/functions\.ts/);
    });

    it("with a remote component that the sandbox does not know is told the component and the file", async () => {
      const message = await messageOf(() => new ComponentResource("awsx:made:Up", "a", {}, {}, true));
      assert.match(message, /does not know the component awsx:made:Up yet: .*sandbox\/awsx\/index\.ts/);
    });

    it("with a method of a resource is told that there are none", async () => {
      const vpc = () => new ec2.Vpc("a", {});
      const message = await messageOf(() => runtime.call("aws:ec2/vpc:Vpc/terraformConfig", {}, vpc()));
      assert.match(message, /does not know the method aws:ec2\/vpc:Vpc\/terraformConfig/);
    });

    it("ends, though it waits for ever on what failed", async () => {
      const message = await messageOf(async () => {
        const { id } = new Unheard("a");
        await new Promise((resolve) => id.apply(resolve));
      });
      assert.match(message, /aws:made\/up:Thing/);
    });

    it("ends, though it waits for ever on something else", async () => {
      const message = await messageOf(async () => {
        new Unheard("a");
        await never;
      });
      assert.match(message, /aws:made\/up:Thing/);
    });

    it("names the resource that was refused, not those that hang on it", async () => {
      const message = await messageOf(() => {
        const thing = new Unheard("cause");
        new ec2.Vpc("effect", { cidrBlock: thing.id });
      });
      assert.match(message, /cause/);
      assert.doesNotMatch(message, /resource effect/);
    });
  });
}

describe("a logged error", () => {
  it("lets the program go on and fails the run at its end, as the engine does", async () => {
    let wentOn = false;
    const { message } = await failureOf(async () => {
      await log.error("not allowed");
      wentOn = log.hasErrors();
    });
    assert.equal(message, "not allowed");
    assert.equal(wentOn, true);
  });

  it("shows no stack, even if the SDK logs one", async () => {
    const { message } = await failureOf(() => {
      const broken: Output<string> = output("x").apply(() => {
        throw new Error("no region today");
      });
      return getRegionOutput({ region: broken });
    });
    assert.match(message, /no region today/);
    assert.doesNotMatch(message, /\n\s+at /);
  });
});

describe("what is logged", () => {
  it("is kept in the order of the program, with its severity; what is for debugging is not", async () => {
    const { messages } = await run(async () => {
      const vpc = new ec2.Vpc("a", {});
      void log.debug("d");
      void log.info("i", vpc);
      await log.warn("w");
    });
    assert.deepEqual(messages, [
      { severity: "info", message: "i" },
      { severity: "warning", message: "w" },
    ]);
  });

  it("about a resource that never comes does not stop the next program", async () => {
    await failureOf(() => {
      const refused = new Unheard("a");
      void log.warn("about it", refused);
      void log.warn("about what hangs on it", new Unheard("b", { of: refused.id }));
    });
    const { messages, resources } = await run(() => {
      void log.info("hello");
      return new ec2.Vpc("a", {});
    });
    assert.deepEqual(messages, [{ severity: "info", message: "hello" }]);
    assert.equal(resources.length, 3);
  });

  it("outside a run goes where it went before", async () => {
    const written: unknown[] = [];
    const { info } = console;
    const before = console.log;
    console.log = (...words: unknown[]) => void written.push(words.join(" "));
    try {
      await log.info("to the console");
    } finally {
      console.log = before;
    }
    assert.deepEqual(written, ["info: [runtime] to the console"]);
    assert.equal(console.info, info);
  });
});

describe("an explanation for a person", () => {
  it("has the line of the program's own code that a fault is at", async () => {
    const error = await failureOf(() => {
      throw new Error("a fault");
    });
    assert.match(error.explain(root), /^a fault\n {2}at test\/sandbox\/failures\.test\.ts:\d+:\d+$/);
  });

  it("has neither stack nor line for a mistake that a RunError tells", async () => {
    const error = await failureOf(() => {
      throw new RunError("a mistake");
    });
    assert.equal(error.explain(root), "a mistake");
  });

  it("has each wrong argument of an InputPropertiesError, once, and no stack", async () => {
    const error = await failureOf(() => {
      const errors = [
        { propertyPath: "port", reason: "0 is no port" },
        { propertyPath: "name", reason: "is empty" },
      ];
      throw new InputPropertiesError({ message: "the thing cannot be made, name: is empty", errors });
    });
    assert.equal(error.explain(root), "the thing cannot be made, name: is empty\n  port: 0 is no port");
  });

  it("has what was thrown, even if it is no error", async () => {
    const thrown = JSON.parse('"a word"') as Error;
    const error = await failureOf(() => Promise.reject(thrown));
    assert.equal(error.explain(root), "a word");
  });

  it("has no line if the fault is in nobody's own code", async () => {
    const error = await failureOf(() => JSON.parse("{"));
    assert.doesNotMatch(error.explain(join(root, "infra")), /\n {2}at /);
  });
});

describe("a function's failure", () => {
  it("can be caught by the program", async () => {
    const evaluation = await run(async () => {
      const invoked = runtime.invoke("aws:made/up:getThing", {}) as Promise<unknown>;
      const caught = await invoked.catch((error: unknown) => String(error));
      return { caught, region: (await getRegion()).region };
    });
    assert.match(text(evaluation.stackOutputs["caught"]), /does not know the function/);
    assert.equal(evaluation.stackOutputs["region"], "eu-west-1");
    assert.throws(() => named(evaluation, "a"), /0 resources/);
  });
});
