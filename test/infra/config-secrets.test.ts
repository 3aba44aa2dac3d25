import * as assert from "node:assert/strict";
import { errorOf, good, problemsOf } from "./stack-values";

const secret = "hunter2&co";
const network = (block: unknown) => ({ "clothesline:network": block });

/** Every place where a secret could show: as a value, in a list, as a key, in a key that nobody knows. */
const places: Record<string, unknown>[] = [
  { "aws:region": secret },
  { "aws:profile": `${secret} [x]` },
  { "aws:allowedAccountIds": secret },
  { "aws:allowedAccountIds": [secret] },
  { "aws:allowedAccountIds": { [secret]: secret } },
  { "clothesline:owner": secret },
  { "clothesline:tags": secret },
  { "clothesline:tags": { [secret]: "fine" } },
  { "clothesline:tags": { fine: secret } },
  { "clothesline:tags": { [secret]: 1, [secret.toUpperCase()]: 2 } },
  { "clothesline:tags": { [`aws:${secret}`]: secret } },
  network(secret),
  network([secret]),
  network({ [secret]: secret }),
  network({ cidrBlock: secret, zones: secret, nat: secret, flowLogRetentionDays: secret }),
  network({ zones: [secret, secret], nat: { [secret]: secret } }),
  { "clothesline:password": secret },
  { "clothesline:password": { [secret]: [secret] } },
];

describe("a secret in a bad configuration", () => {
  for (const values of places)
    it(`is not shown when it is ${JSON.stringify(values)}`, () => {
      const error = errorOf({ ...good, ...values }, Object.keys(values));
      const everything = error.message + JSON.stringify(error.problems);
      assert.ok(!everything.toLowerCase().includes("hunter2"), everything);
      assert.ok(error.problems.every(({ got }) => got === "[secret]"));
    });

  it("cannot be guessed from the remedy", () => {
    const one = network({
      cidrBlock: "10.77.7.1/16",
      zones: ["Eu-west-1c"],
      nat: "per-zone",
      flowLogRetentionDays: 399,
    });
    const other = network({ cidrBlock: 1, zones: [7], nat: null, flowLogRetentionDays: "x" });
    assert.deepEqual(
      problemsOf({ ...good, ...one }, ["clothesline:network"]),
      problemsOf({ ...good, ...other }, ["clothesline:network"]),
    );
  });

  it("still has the place named where it stands", () => {
    const values = { ...good, ...network({ nat: secret, [secret]: 1 }), "clothesline:tags": { [secret]: "x" } };
    assert.deepEqual(
      problemsOf(values, ["clothesline:network", "clothesline:tags"]).map(({ key }) => key),
      ["clothesline:tags", "clothesline:network.nat", "clothesline:network"],
    );
  });

  it("hides nothing of its neighbours", () => {
    const values = { ...good, "clothesline:tags": { [secret]: "x" }, ...network({ nat: "shown" }) };
    assert.ok(errorOf(values, ["clothesline:tags"]).message.includes('"shown"'));
  });
});
