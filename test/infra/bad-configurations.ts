import { badTodoLists } from "./bad-mytodolist";
import { badNetworks } from "./bad-networks";
import { badRules } from "./bad-rules";
import { badSystems } from "./bad-systems";

/** One or more slips in a stack file, and what the person who made them must be told. */
export interface BadConfiguration {
  slip: string;
  /** What differs from a good configuration; undefined takes the key out. Anything but text stands for its JSON. */
  values: Record<string, unknown>;
  /** By bad key: a part of what is allowed there, and a part of the remedy. */
  told: Record<string, [allowed: string, fix: string]>;
}

const network = (block: unknown) => ({ "clothesline:network": block });
const tags = (block: unknown) => ({ "clothesline:tags": block });
const manyTags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, ""]));

const badRegions: BadConfiguration[] = [
  { slip: "no region", values: { "aws:region": undefined }, told: { "aws:region": ["eu-west-1", "write the region"] } },
  {
    slip: "a zone as region",
    values: { "aws:region": "eu-west-1a" },
    told: { "aws:region": ["code", "write eu-west-1"] },
  },
  { slip: "a loud region", values: { "aws:region": "EU_WEST_1" }, told: { "aws:region": ["code", "write eu-west-1"] } },
  {
    slip: "a region with a space behind",
    values: { "aws:region": "eu-west-1 " },
    told: { "aws:region": ["code", "write eu-west-1"] },
  },
  { slip: "a misspelt region", values: { "aws:region": "eu-wset-1" }, told: { "aws:region": ["code", "the region"] } },
  { slip: "an empty region", values: { "aws:region": "" }, told: { "aws:region": ["code", "the region"] } },
];

const badAccounts: BadConfiguration[] = [
  {
    slip: "an empty profile",
    values: { "aws:profile": "" },
    told: { "aws:profile": ["~/.aws/config", "leave the key out"] },
  },
  {
    slip: "a profile's heading",
    values: { "aws:profile": "[profile x]" },
    told: { "aws:profile": ["brackets", "after"] },
  },
  {
    slip: "an account without quotes",
    values: { "aws:allowedAccountIds": [123456789012] },
    told: { "aws:allowedAccountIds[0]": ["12 digits", 'in quotes, digits alone: "123456789012"'] },
  },
  {
    slip: "an account as AWS's console shows it",
    values: { "aws:allowedAccountIds": ["1234-5678-9012"] },
    told: { "aws:allowedAccountIds[0]": ["12 digits", '"123456789012"'] },
  },
  {
    // What Pulumi makes of 012345678901 without quotes: a number, since an octal one has no 8.
    slip: "an account that lost its zero",
    values: { "aws:allowedAccountIds": [12345678901] },
    told: {
      "aws:allowedAccountIds[0]": ["12 digits", 'all 12 digits in quotes; if the first is a 0, that is "012345678901"'],
    },
  },
  {
    slip: "an account that lost its zero before it was quoted",
    values: { "aws:allowedAccountIds": ["12345678901"] },
    told: { "aws:allowedAccountIds[0]": ["12 digits", 'if the first is a 0, that is "012345678901"'] },
  },
  {
    // What Pulumi makes of 012345670123 without quotes: an octal number. Its digits must not be offered as an account's.
    slip: "an account that was read as an octal number",
    values: { "aws:allowedAccountIds": [1402433619] },
    told: {
      "aws:allowedAccountIds[0]": [
        "12 digits",
        "look the account up and write its 12 digits in quotes, zeros in front included",
      ],
    },
  },
  {
    slip: "one short account of two",
    values: { "aws:allowedAccountIds": ["123456789012", "12345"] },
    told: { "aws:allowedAccountIds[1]": ["12 digits", '"123456789012"'] },
  },
  {
    slip: "one account without a list",
    values: { "aws:allowedAccountIds": "123456789012" },
    told: { "aws:allowedAccountIds": ["a list", '["123456789012"]'] },
  },
  {
    slip: "a guard that guards nothing",
    values: { "aws:allowedAccountIds": [] },
    told: { "aws:allowedAccountIds": ["a list", "any account"] },
  },
];

const badTags: BadConfiguration[] = [
  {
    slip: "no owner",
    values: { "clothesline:owner": undefined },
    told: { "clothesline:owner": ["256", "answers for"] },
  },
  {
    slip: "a blank owner",
    values: { "clothesline:owner": "  " },
    told: { "clothesline:owner": ["256", "answers for"] },
  },
  {
    slip: "two owners",
    values: { "clothesline:owner": ["a", "b"] },
    told: { "clothesline:owner": ["letters", "team"] },
  },
  {
    slip: "a long owner",
    values: { "clothesline:owner": "o".repeat(257) },
    told: { "clothesline:owner": ["256", "team"] },
  },
  { slip: "tags as a list", values: tags(["shop"]), told: { "clothesline:tags": ["a map", "CostCentre: shop"] } },
  { slip: "tags as text", values: tags("shop"), told: { "clothesline:tags": ["a map", "a line of its own"] } },
  { slip: "a tag that is a number", values: tags({ Cost: 7 }), told: { "clothesline:tags.Cost": ["letters", '"7"'] } },
  {
    slip: "a tag that is a block",
    values: tags({ Cost: {} }),
    told: { "clothesline:tags.Cost": ["letters", "shorten"] },
  },
  {
    slip: "a tag with a bad letter",
    values: tags({ Team: "a&b" }),
    told: { "clothesline:tags.Team": ["digits", "leave"] },
  },
  {
    slip: "a long tag",
    values: tags({ T: "x".repeat(257) }),
    told: { "clothesline:tags.T": ["up to 256", "shorten"] },
  },
  {
    slip: "a long key",
    values: tags({ ["x".repeat(129)]: "" }),
    told: { [`clothesline:tags.${"x".repeat(129)}`]: ["1 to 128", "another"] },
  },
  { slip: "an empty key", values: tags({ "": "x" }), told: { 'clothesline:tags[""]': ["1 to 128", "another key"] } },
  {
    slip: "AWS's own prefix",
    values: tags({ "AWS:x": "" }),
    told: { 'clothesline:tags["AWS:x"]': ["aws:", "another"] },
  },
  {
    slip: "the program's tag",
    values: tags({ Project: "x" }),
    told: { "clothesline:tags.Project": ["ManagedBy", "sets Project"] },
  },
  {
    slip: "the name that each resource has",
    values: tags({ Name: "x" }),
    told: { "clothesline:tags.Name": ["Project", "sets Name"] },
  },
  {
    slip: "the tag of a web tier's instances",
    values: tags({ "clothesline:fleet": "x" }),
    told: { 'clothesline:tags["clothesline:fleet"]': ["Project", "sets clothesline:fleet"] },
  },
  {
    slip: "the program's tag in small",
    values: tags({ owner: "x" }),
    told: { "clothesline:tags.owner": ["Owner", "sets Owner"] },
  },
  {
    slip: "two keys that IAM takes for one",
    values: tags({ Team: "x", team: "x" }),
    told: { "clothesline:tags.team": ["once", "or Team"] },
  },
  {
    slip: "the program's tag in small and in capitals",
    values: tags({ owner: "x", OWNER: "x" }),
    told: { "clothesline:tags.owner": ["Owner", "sets Owner"], "clothesline:tags.OWNER": ["Owner", "sets Owner"] },
  },
  { slip: "too many tags", values: tags(manyTags(8)), told: { "clothesline:tags": ["at most 5", "take out 3"] } },
];

const unknownKeys: BadConfiguration[] = [
  {
    slip: "a swapped letter in a required key",
    values: { "aws:region": undefined, "aws:regoin": "eu-west-1" },
    told: { "aws:regoin": ["aws:region", "rename it to aws:region"] },
  },
  {
    slip: "a swapped letter in a block",
    values: { "clothesline:netwrok": {} },
    told: { "clothesline:netwrok": ["clothesline:network", "rename it to clothesline:network"] },
  },
  {
    slip: "another namespace's key",
    values: { "clothesline:profile": "me" },
    told: { "clothesline:profile": ["aws:profile", "rename it to aws:profile"] },
  },
  {
    slip: "a misspelt namespace",
    values: { "awss:profile": "me" },
    told: { "awss:profile": ["aws:profile", "rename it to aws:profile"] },
  },
  {
    slip: "an unknown namespace",
    values: { "kubernetes:context": "x" },
    told: {
      "kubernetes:context": [
        "aws:region, aws:profile, aws:allowedAccountIds, clothesline:owner, clothesline:tags, clothesline:network",
        "take it out",
      ],
    },
  },
  {
    slip: "a key of the provider's that is not ours",
    values: { "aws:skipMetadataApiCheck": true },
    told: { "aws:skipMetadataApiCheck": ["aws:region", "take it out"] },
  },
  { slip: "no namespace", values: { whatever: "x" }, told: { whatever: ["aws:region", "take it out"] } },
  {
    slip: "a letter too many inside a block",
    values: network({ natt: "none" }),
    told: { "clothesline:network.natt": ["cidrBlock, zones, nat, flowLogRetentionDays", "rename it to nat"] },
  },
  {
    slip: "snake case inside a block",
    values: network({ flow_log_retention_days: 7 }),
    told: { "clothesline:network.flow_log_retention_days": ["nat", "rename it to flowLogRetentionDays"] },
  },
  {
    slip: "an unknown key inside a block",
    values: network({ "peer to": "x" }),
    told: { 'clothesline:network["peer to"]': ["cidrBlock, zones, nat, flowLogRetentionDays", "take it out"] },
  },
  {
    slip: "a key that every object has",
    values: network({ toString: "x" }),
    told: { "clothesline:network.toString": ["cidrBlock", "take it out"] },
  },
];

export const badConfigurations = [
  ...badRegions,
  ...badAccounts,
  ...badTags,
  ...badNetworks,
  ...badRules,
  ...badSystems,
  ...badTodoLists,
  ...unknownKeys,
];
