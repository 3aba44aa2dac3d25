import assert from "node:assert/strict";
import { Secret, unknown, type Properties, type Value } from "../../../sandbox/values";
import { type Kind, types, useAccount } from "./account";

describe("the AWS provider finds wrong before it asks AWS", () => {
  const account = useAccount();

  const reasonsFor = async (type: Kind, argument: string, given: Properties) => {
    const { failures } = await account.provider.check(types[type], "a", given);
    return failures.filter(({ property }) => property === argument).map(({ reason }) => reason);
  };

  const wrong: [what: string, type: Kind, argument: string, given: Properties, reason: string][] = [
    [
      "a route to nowhere",
      "route",
      "destinationCidrBlock",
      {},
      'Invalid combination of arguments. "destination_cidr_block": one of ' +
        "`destination_cidr_block,destination_ipv6_cidr_block,destination_prefix_list_id` must be specified. " +
        "Examine 'a.destinationCidrBlock'.",
    ],
    [
      "an association of two things",
      "association",
      "gatewayId",
      { gatewayId: "igw-1", subnetId: "subnet-1" },
      'Invalid combination of arguments. "gateway_id": only one of `gateway_id,subnet_id` can be specified, but ' +
        "`gateway_id,subnet_id` were specified. Examine 'a.gatewayId'.",
    ],
    [
      "a block that is none",
      ...(["subnet", "cidrBlock"] as const),
      { cidrBlock: "nonsense" },
      `"nonsense" is not a valid IPv4 CIDR block. Examine 'a.cidrBlock'.`,
    ],
    [
      "a block that does not begin where it says",
      ...(["subnet", "cidrBlock"] as const),
      { cidrBlock: "10.0.1.7/20" },
      `"10.0.1.7/20" is not a valid IPv4 CIDR block; did you mean "10.0.0.0/20"?. Examine 'a.cidrBlock'.`,
    ],
    [
      "a block of the other family",
      ...(["ingress", "cidrIpv6"] as const),
      { cidrIpv6: "10.0.0.0/8" },
      `"10.0.0.0/8" is not a valid IPv6 CIDR block. Examine 'a.cidrIpv6'.`,
    ],
    [
      "an IPv6 block that does not begin where it says",
      ...(["subnet", "ipv6CidrBlock"] as const),
      { ipv6CidrBlock: "2600:1f18:0:ab::1/60" },
      `"2600:1f18:0:ab::1/60" is not a valid IPv6 CIDR block; did you mean "2600:1f18:0:a0::/60"?. ` +
        "Examine 'a.ipv6CidrBlock'.",
    ],
    [
      "a time for which logs are not kept",
      ...(["logGroup", "retentionInDays"] as const),
      { retentionInDays: 10 },
      "expected retention_in_days to be one of [0 1 3 5 7 14 30 60 90 120 150 180 365 400 545 731 1096 1827 2192 2557 " +
        "2922 3288 3653], got 10. Examine 'a.retentionInDays'.",
    ],
    [
      "backups for longer than RDS keeps them",
      ...(["database", "backupRetentionPeriod"] as const),
      { backupRetentionPeriod: 36 },
      "expected backup_retention_period to be in the range (0 - 35), got 36. Examine 'a.backupRetentionPeriod'.",
    ],
  ];
  for (const [what, type, argument, given, reason] of wrong) {
    it(what, async () => {
      assert.deepEqual(await reasonsFor(type, argument, given), [reason]);
    });
  }

  it("what is closed, and shows nothing of it", async () => {
    const closed: [type: Kind, argument: string, value: Value, reason: RegExp][] = [
      ["subnet", "cidrBlock", "nonsense", /^"\[secret\]" is not a valid IPv4 CIDR block\. Examine/],
      ["subnet", "cidrBlock", "10.0.1.7/20", /^"\[secret\]" is not a valid .*; did you mean "\[secret\]"\?/],
      ["vpc", "cidrBlock", "10.0.0.0/29", /significant bits, got: \[secret\]\. Examine/],
      ["logGroup", "retentionInDays", 10, /^expected retention_in_days to be one of .*, got \[secret\]\. Examine/],
      ["key", "deletionWindowInDays", 6, /^expected .* to be in the range \(7 - 30\), got \[secret\]\. Examine/],
    ];
    for (const [type, argument, value, reason] of closed) {
      const reasons = await reasonsFor(type, argument, { [argument]: new Secret(value) });
      assert.equal(reasons.length, 1);
      assert.match(reasons[0] ?? "", reason);
    }
  });

  it("and nothing in what is right, or not known yet", async () => {
    const right: [type: Kind, argument: string, given: Properties][] = [
      ["route", "destinationCidrBlock", { destinationIpv6CidrBlock: "::/0" }],
      ["route", "destinationCidrBlock", { destinationIpv6CidrBlock: unknown }],
      ["subnet", "ipv6CidrBlock", { ipv6CidrBlock: "2600:1f18:0:0a0::/60" }],
      ["subnet", "cidrBlock", { cidrBlock: new Secret("10.0.0.0/20") }],
      ["logGroup", "retentionInDays", { retentionInDays: 14 }],
      ["logGroup", "retentionInDays", { retentionInDays: unknown }],
    ];
    for (const [type, argument, given] of right) assert.deepEqual(await reasonsFor(type, argument, given), []);
  });
});
