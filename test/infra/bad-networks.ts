import type { BadConfiguration } from "./bad-configurations";

const network = (block: unknown) => ({ "clothesline:network": block });

/** Slips in the block clothesline:network. */
export const badNetworks: BadConfiguration[] = [
  {
    slip: "a network that is text",
    values: network("big"),
    told: { "clothesline:network": ["cidrBlock, zones, nat", "below it"] },
  },
  {
    slip: "a network that is a list",
    values: network([]),
    told: { "clothesline:network": ["a block", "leave it out"] },
  },
  {
    slip: "a VPC above /16",
    values: network({ cidrBlock: "10.0.0.0/8" }),
    told: { "clothesline:network.cidrBlock": ["/16", "10.0.0.0/16"] },
  },
  {
    slip: "a VPC below /22",
    values: network({ cidrBlock: "10.0.0.0/24" }),
    told: { "clothesline:network.cidrBlock": ["/22", "10.0.0.0/22"] },
  },
  {
    slip: "host bits",
    values: network({ cidrBlock: "10.0.7.1/16" }),
    told: { "clothesline:network.cidrBlock": ["/16", "10.0.0.0/16"] },
  },
  {
    slip: "somebody's addresses",
    values: network({ cidrBlock: "8.8.0.0/16" }),
    told: { "clothesline:network.cidrBlock": ["100.64.0.0/10", "10.0."] },
  },
  {
    slip: "no mask",
    values: network({ cidrBlock: 10 }),
    told: { "clothesline:network.cidrBlock": ["192.168.0.0/16", "address/mask"] },
  },
  { slip: "no zones", values: network({ zones: [] }), told: { "clothesline:network.zones": ["1 to 4", "[a, b]"] } },
  {
    slip: "five zones",
    values: network({ zones: ["a", "b", "c", "d", "e"] }),
    told: { "clothesline:network.zones": ["1 to 4", "[a, b]"] },
  },
  {
    slip: "zones as text",
    values: network({ zones: "a, b" }),
    told: { "clothesline:network.zones": ["a list", "[a, b]"] },
  },
  {
    slip: "zones by name",
    values: network({ zones: ["eu-west-1c"] }),
    told: { "clothesline:network.zones[0]": ["letter", "write c"] },
  },
  {
    slip: "a zone in capitals",
    values: network({ zones: ["a", "B"] }),
    told: { "clothesline:network.zones[1]": ["letter", "write b"] },
  },
  {
    slip: "values that have no text",
    values: network({ cidrBlock: { toString: 1 }, nat: { toString: 1 } }),
    told: {
      "clothesline:network.cidrBlock": ["/16", "address/mask"],
      "clothesline:network.nat": ["none, single or perZone", "write single"],
    },
  },
  {
    slip: "a zone of nowhere",
    values: network({ zones: ["a", "z"] }),
    told: { "clothesline:network.zones[1]": ["g or h", "such as a"] },
  },
  {
    slip: "a zone twice",
    values: network({ zones: ["a", "b", "a"] }),
    told: { "clothesline:network.zones[2]": ["different", "take it out"] },
  },
  {
    slip: "a NAT with a dash",
    values: network({ nat: "per-zone" }),
    told: { "clothesline:network.nat": ["none, single or perZone", "write perZone"] },
  },
  {
    slip: "a NAT of no kind",
    values: network({ nat: true }),
    told: { "clothesline:network.nat": ["none, single or perZone", "write single"] },
  },
  {
    slip: "45 days",
    values: network({ flowLogRetentionDays: 45 }),
    told: { "clothesline:network.flowLogRetentionDays": ["30, 60", "write 60"] },
  },
  {
    slip: "days in quotes",
    values: network({ flowLogRetentionDays: "90" }),
    told: { "clothesline:network.flowLogRetentionDays": ["90", "write 90, without quotes"] },
  },
  {
    slip: "eleven years",
    values: network({ flowLogRetentionDays: 4000 }),
    told: { "clothesline:network.flowLogRetentionDays": ["3653", "write 3653"] },
  },
  {
    slip: "no days",
    values: network({ flowLogRetentionDays: 0 }),
    told: { "clothesline:network.flowLogRetentionDays": ["1, 3", "write 30"] },
  },
];
