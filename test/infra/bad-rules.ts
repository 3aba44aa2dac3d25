import type { BadConfiguration } from "./bad-configurations";

const least = { plainHttp: true };
const time = (block: object) => ({ "clothesline:whatisthetime": block });
const shop = (block: object) => ({ "clothesline:myclothes": { ...least, ...block } });
const timeKey = (name: string) => `clothesline:whatisthetime.${name}`;
const shopKey = (name: string) => `clothesline:myclothes.${name}`;
const domain = { name: "time.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" };

/** Slips that a rule over several keys meets, or must leave to those who speak for the one key that is wrong. */
export const badRules: BadConfiguration[] = [
  {
    slip: "neither a domain nor a word of it, for a shop",
    values: { "clothesline:myclothes": {} },
    told: {
      [shopKey("domain")]: [
        "name, hostedZoneId",
        "plainHttp: true to go unencrypted, but in no stack for the public (prod, production, live)",
      ],
    },
  },
  {
    slip: "a word in place of a flag, and no domain",
    values: time({ plainHttp: "yes" }),
    told: { [timeKey("plainHttp")]: ["true (everybody", "write true, without quotes"] },
  },
  {
    slip: "a key too many in a domain",
    values: time({ domain: { ...domain, zone: "example.com" } }),
    told: { [timeKey("domain.zone")]: ["name, hostedZoneId", "take it out"] },
  },
  {
    slip: "a number of instances in words",
    values: time({ ...least, minInstances: "many" }),
    told: { [timeKey("minInstances")]: ["1 to 1000", "write 2, without quotes"] },
  },
  {
    slip: "fewer at most than at least, of which there are too many for three times as many",
    values: time({ ...least, minInstances: 500, maxInstances: 400 }),
    told: { [timeKey("maxInstances")]: ["from 500 (minInstances) to 1000", "write 1000"] },
  },
  {
    slip: "an accepted loss by number",
    values: shop({ sessionStrategy: "sticky", sessionLossAccepted: 0 }),
    told: { [shopKey("sessionLossAccepted")]: ["true (a cart", "write false"] },
  },
  {
    slip: "a sticky session's time in quotes",
    values: shop({ sessionStrategy: "sticky", sessionLossAccepted: true, sessionLifetimeHours: "200" }),
    told: { [shopKey("sessionLifetimeHours")]: ["from 1 to 8760", "write 200, without quotes"] },
  },
  {
    slip: "two replicas in one zone, where there are as many zones as replicas",
    values: shop({ database: { replicas: { catalogue: "b", orders: "b" } } }),
    told: { [shopKey("database.replicas.orders")]: ["catalogue is in b already", "write a"] },
  },
  {
    slip: "replicas by number, beside a version for them",
    values: shop({ database: { replicas: 2, engineVersion: "17.6", replicaEngineVersion: "17.6" } }),
    told: { [shopKey("database.replicas")]: ["up to 15", "catalogue: b"] },
  },
  {
    slip: "a network that is nothing, under a system",
    values: { ...time(least), "clothesline:network": null },
    told: { "clothesline:network": ["cidrBlock, zones", "its keys below it"] },
  },
  {
    slip: "one zone without a list, under a system",
    values: { ...time(least), "clothesline:network": { zones: "a" } },
    told: { "clothesline:network.zones": ["a list of 1 to 4", "[a, b]"] },
  },
  {
    slip: "an address at no full name, and one whose first part is too long",
    values: { "clothesline:alarms": { emailAddresses: ["on-call@localhost", `${"a".repeat(65)}@example.com`] } },
    told: {
      "clothesline:alarms.emailAddresses[0]": ["on-call@example.com", "address alone"],
      "clothesline:alarms.emailAddresses[1]": ["on-call@example.com", "address alone"],
    },
  },
];
