import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { ConfigurationError, parseConfig } from "../../infra/config";
import { asPulumiDoes, good } from "./stack-values";

const keys = [
  "aws:region",
  "aws:profile",
  "aws:allowedAccountIds",
  "clothesline:owner",
  "clothesline:tags",
  "clothesline:network",
  "clothesline:alarms",
  "clothesline:accessLogs",
  "clothesline:accountSettings",
  "clothesline:whatisthetime",
  "clothesline:myclothes",
  "clothesline:mytodolist",
];
const blockKeys = [
  ...["cidrBlock", "zones", "nat", "flowLogRetentionDays", "toString", "__proto__"],
  ...["domain", "plainHttp", "minInstances", "maxInstances", "instanceType", "emailAddresses", "retentionDays"],
  ...["sessionStrategy", "sessionCache", "database", "replicas", "nodes", "nodeType", "multiAz"],
  ...["callbackUrls", "webOrigins", "mail", "accelerator", "capacity", "maxReadUnits", "responseCacheGigabytes"],
];

const text = fc.string({ unit: "binary", maxLength: 20 });
const json = fc.jsonValue({ maxDepth: 3, stringUnit: "binary" });
// Right in shape and wrong inside, which random JSON seldom is.
const nearlyBlock = fc.dictionary(fc.oneof(fc.constantFrom(...blockKeys), text), fc.oneof(json, fc.array(json)));
const garbage = fc.oneof(text, json, nearlyBlock, fc.array(json), fc.dictionary(text, json));
const stackFile = fc.dictionary(
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...keys) }, { weight: 1, arbitrary: text }),
  garbage,
);

describe("whatever stands in a stack file", () => {
  it("gives a configuration or an error that names keys, and never another failure", () => {
    fc.assert(
      fc.property(stackFile, fc.subarray(keys), (values, secretKeys) => {
        try {
          parseConfig(asPulumiDoes({ ...good, ...values }), "dev", secretKeys);
        } catch (error) {
          assert.ok(error instanceof ConfigurationError, String(error));
          assert.ok(error.problems.length > 0);
          for (const { key, got, allowed, fix } of error.problems)
            for (const told of [key, got, allowed, fix]) assert.ok(told.length > 0);
        }
      }),
      { numRuns: 500 },
    );
  });
});
