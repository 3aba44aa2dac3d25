import assert from "node:assert/strict";
import { output } from "@pulumi/pulumi";
import * as components from "../../../components/index";
import { refusal } from "../refusal";

const zoneNames = ["eu-west-1a"];
const subnets = (tier: number) => [`subnet-0a00000000000000${tier}`];

/** Everything that takes arguments, as JavaScript or another language calls it, with arguments that are right. */
const makers: Record<string, { make: (args: unknown) => unknown; good: Record<string, unknown>; known: string[] }> = {
  Network: {
    make: (args) => new components.Network("one", args as components.NetworkArgs),
    good: { zoneNames },
    known: ["cidrBlock", "zoneNames", "nat", "flowLogRetentionDays"],
  },
  AwsxNetwork: {
    make: (args) => new components.AwsxNetwork("one", args as components.AwsxNetworkArgs),
    // Made with an awsx VPC it would be right; what is refused here beside the unknown argument is the lack of one.
    good: { vpc: null, zoneNames },
    known: ["vpc", "zoneNames"],
  },
  existingNetwork: {
    make: (args) => components.existingNetwork(args as components.ExistingNetworkArgs),
    good: {
      vpcId: "vpc-1a2b3c4d",
      zoneNames,
      publicSubnetIds: subnets(1),
      appSubnetIds: subnets(2),
      dataSubnetIds: subnets(3),
    },
    known: [
      "vpcId",
      "zoneNames",
      "publicSubnetIds",
      "appSubnetIds",
      "dataSubnetIds",
      "s3PrefixListId",
      "dynamodbPrefixListId",
    ],
  },
  Traffic: {
    make: (args) => new components.Traffic("one", args as components.TrafficArgs),
    good: { fromSecurityGroupId: "sg-1a2b3c4d", toSecurityGroupId: "sg-4d3c2b1a", port: 443 },
    known: ["fromSecurityGroupId", "toSecurityGroupId", "port", "protocol", "description"],
  },
};

describe("an argument that does not exist", () => {
  for (const [component, { make, good, known }] of Object.entries(makers)) {
    const problems = (args: unknown) => new Map(problemsOf(() => make(args)));

    for (const argument of known) {
      it(`is refused by ${component} and told apart from ${argument}, which was meant`, () => {
        const { [argument]: meant, ...others } = good;
        const misspelt = `${argument.slice(0, -1)}-${argument.slice(-1).toUpperCase()}`;
        const told = problems({ ...others, [misspelt]: meant });
        assert.equal(
          told.get(misspelt),
          `got an argument that does not exist. Allowed: the arguments ${known.join(", ")}. Fix: rename it to ${argument}.`,
        );
        // The argument that was meant is missing because of the slip, and is no second mistake.
        assert.ok(!told.has(argument), told.get(argument));
      });
    }

    it(`is refused by ${component} when it resembles none`, () => {
      assert.match(problems({ ...good, banana: 1 }).get("banana") ?? "", / Fix: leave it out\.$/);
    });

    it(`is refused by ${component} when its value is nothing, since the name is what is wrong`, () => {
      assert.ok(problems({ ...good, banana: undefined }).has("banana"));
    });
  }

  it("is told beside everything else that is wrong, in one error", () => {
    const told = problemsOf(() =>
      makers["Network"]?.make({ zoneName: zoneNames, cidrBlock: 7, flowLogRetentionDay: 1, toString: 1 }),
    );
    assert.deepEqual(
      told.map(([argument]) => argument),
      ["cidrBlock", "zoneName", "flowLogRetentionDay", "toString"],
    );
  });

  it("is to be left out where the one that was meant is given too", () => {
    const told = problemsOf(() => makers["Network"]?.make({ zoneNames, nat: "none", natt: "single" }));
    assert.match(String(told), /natt,.* Fix: leave it out, nat is given\.$/);
  });

  it("has its path written as Pulumi writes paths", () => {
    const told = problemsOf(() => makers["Network"]?.make({ zoneNames, "peer to": "x" }));
    assert.equal(told[0]?.[0], '["peer to"]');
  });

  it("does not have its value shown, which may be a password that belongs elsewhere", () => {
    const { message } = refusal(() => makers["Network"]?.make({ zoneNames, password: "hunter2" }));
    assert.ok(!message.includes("hunter2"), message);
  });
});

describe("arguments that are no object", () => {
  it("are told as what they are", () => {
    assert.match(String(problemsOf(() => makers["Network"]?.make(7))), /^args,got 7\. /);
  });

  for (const [component, { make, good, known }] of Object.entries(makers)) {
    const others = {
      text: "x",
      "a number": 7,
      "a list": [good],
      "an output": output(good),
      "a promise": Promise.resolve(good),
    };
    for (const [what, args] of Object.entries(others)) {
      it(`are refused by ${component}, such as ${what}`, () => {
        const told = new Map(problemsOf(() => make(args))).get("args") ?? "";
        assert.ok(told.includes(`Allowed: a plain object with the arguments ${known.join(", ")}. Fix: `), told);
      });
    }
  }
});

function problemsOf(make: () => unknown): [string, string][] {
  return refusal(make).errors.map(({ propertyPath, reason }) => [propertyPath, reason]);
}
