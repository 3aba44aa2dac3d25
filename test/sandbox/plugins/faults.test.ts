import assert from "node:assert/strict";
import { AccountFile } from "../../../sandbox/plugins/account/account-file";
import { newAccountFile, Provider, refusalOf } from "./provider";

const vpc = ["aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" }] as const;

describe("a fault on demand", () => {
  const running: Provider[] = [];
  async function start(faults: string, accountFile = newAccountFile()): Promise<Provider> {
    const provider = await Provider.start({ faults, accountFile });
    running.push(provider);
    return provider;
  }
  afterEach(() => {
    for (const provider of running.splice(0)) provider.stop();
  });

  it("throttles the create that it names and no other, and changes nothing", async () => {
    const provider = await start("throttle:create:2");
    await provider.make(...vpc);
    assert.equal(await refusalOf(provider.make(...vpc)), "ThrottlingException: Rate exceeded");
    assert.equal(provider.holdings().length, 1);
    await provider.make(...vpc);
  });

  it("refuses an update or a deletion as AWS does who has no permission", async () => {
    const provider = await start("refuse:update:1,refuse:delete:1");
    const made = await provider.make(...vpc);
    const words = /^UnauthorizedOperation: You are not authorized to perform this operation\.$/;
    assert.match(await refusalOf(provider.update(made, { ...vpc[2], enableDnsHostnames: true })), words);
    assert.match(await refusalOf(provider.remove(made)), words);
    assert.deepEqual((await provider.read(made))?.outputs, made.outputs);
  });

  it("counts over all providers that use the account", async () => {
    const accountFile = newAccountFile();
    const [one, other] = [await start("throttle:create:2", accountFile), await start("throttle:create:2", accountFile)];
    await one.make(...vpc);
    await refusalOf(other.make(...vpc));
    await one.make(...vpc);
  });

  for (const [kind, count] of [
    ["crash-before", 0],
    ["crash-after", 1],
  ] as const) {
    it(`kills the provider, and what it was making is there ${count} times: ${kind}`, async () => {
      const provider = await start(`${kind}:create:1`);
      await refusalOf(provider.make(...vpc));
      assert.equal(await provider.ended(), "SIGKILL");
      assert.equal(new AccountFile(provider.accountFile).read().holdings.length, count);
      // The next one is not held up by what the dead one left.
      const next = await start("", provider.accountFile);
      await next.make(...vpc);
      assert.equal(next.holdings().length, count + 1);
    });
  }

  it("that nobody understands is refused, with what may be written", async () => {
    for (const listed of ["flood:create:1", "throttle:read:1", "throttle:create:0", "throttle"]) {
      const refusal = await refusalOf(start(listed));
      assert.match(
        refusal,
        new RegExp(`CLOTHESLINE_FAULTS lists "${listed}"; write KIND:OPERATION:N with one of throttle`),
      );
    }
  });
});

describe("the AWS provider without an account", () => {
  it("does not start, and says who starts it", async () => {
    const refusal = await refusalOf(Provider.start({ accountFile: "" }));
    assert.match(
      refusal,
      /CLOTHESLINE_ACCOUNT is not set; the AWS provider of the sandbox is started by sandbox\/local/,
    );
  });
});
