import assert from "node:assert/strict";
import { AccountFile } from "../../sandbox/plugins/account/account-file";
import type { Holding } from "../../sandbox/plugins/account/holding";
import { byHand } from "./by-hand";
import { complaintsOf, countsOf, operationsOf } from "./events";
import { refreshed } from "./needs";
import { deployed, patience, type Run, type TestStack } from "./workspace";

const key = "myclothes-web-session-key-4";
const secretAndValue = [`Secret ${key}`, `SecretVersion ${key}`];

/** What a secret is for as long as it waits for its deletion, which the provider takes for gone, too. */
const waiting = "aws:secretsmanager/deletedSecret:DeletedSecret";

describe("a key of prod's sealed carts, the secret of which somebody has deleted,", function () {
  this.timeout(patience);
  const sealed = (file: string) =>
    file.replace("sessionStrategy: cache", "sessionStrategy: cookie\n    sessionCookieKeyGeneration: 4");
  let stack: TestStack;
  let sealing: unknown;
  beforeEach(async () => {
    stack = (await deployed("prod", undefined, sealed)).copy().stack("prod", sealed);
    sealing = sealingKeyIn(stack);
  });

  for (const { what, leaves } of [
    { what: "for 30 days at first", leaves: [waiting] },
    { what: "at once", leaves: [] },
  ]) {
    describe(what, () => {
      beforeEach(() => {
        byHand(stack, (contents) => {
          const [secret] = contents.holdings.filter(isOfKey("secret:Secret"));
          assert.ok(secret);
          contents.holdings = contents.holdings.filter((holding) => !isOfKey("")(holding));
          contents.holdings.push(...leaves.map((type) => ({ ...secret, type, id: `${secret.id}#deleted` })));
        });
      });

      it("is not missed by an up, which looks at nothing that it does not change", async () => {
        assert.deepEqual(countsOf((await done(stack.upUnjudged())).events), {});
      });

      it("stands in another secret after a refresh and an up, the same key, so that no cart is lost", async () => {
        const before = stack.exported().resources ?? [];
        const refresh = await done(stack.refresh());
        assert.deepEqual(operationsOf(refresh.events)["delete"], secretAndValue);
        const up = await done(stack.upUnjudged());
        assert.deepEqual(operationsOf(up.events), {
          create: secretAndValue,
          update: ["Group myclothes-web", "LaunchTemplate myclothes-web", "RolePolicy myclothes-web-sessions"],
        });
        assert.equal(sealingKeyIn(stack), sealing);
        // Instances read a key when they boot.
        assert.deepEqual(refreshed(before, stack.exported().resources ?? []), ["Group myclothes-web"]);
      });
    });
  }
});

const isOfKey =
  (type: string) =>
  ({ type: of, madeAs }: Holding): boolean =>
    of.startsWith("aws:secretsmanager/") && of.endsWith(type) && madeAs.replace(/ #\d+$/, "").endsWith(`::${key}`);

/** What is in the secret. */
function sealingKeyIn(stack: TestStack): unknown {
  const [value, ...others] = new AccountFile(stack.accountFile)
    .read()
    .holdings.filter(isOfKey("secretVersion:SecretVersion"));
  assert.ok(value && others.length === 0);
  return value.inputs["secretString"];
}

async function done(running: Promise<Run>): Promise<Run> {
  const run = await running;
  assert.equal(run.code, 0, run.stdout + run.stderr);
  assert.deepEqual(complaintsOf(run.events), []);
  return run;
}
