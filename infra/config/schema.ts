import * as z from "zod/mini";
import { NatGateways } from "../../components/network/nat";
import { defaultMinInstances } from "../../components/stateful-web-tier/defaults";
import { accountIds, profile, region } from "./account";
import { myclothes } from "./myclothes";
import { mytodolist } from "./mytodolist";
import { network } from "./network";
import { accessLogs, accountSettings, alarms } from "./operations";
import { tags, tagValue } from "./tags";
import { whatisthetime } from "./whatisthetime";
import { type Complaint, explained, oneOf, rule } from "./words";

const owner = explained(tagValue.check(z.regex(/\S/)), () => ({
  allowed: "1 to 256 letters, digits, spaces and _ . : / = + - @",
  fix: "write the team or the address that answers for this stack",
}));

/** The systems that are instances behind a load balancer, each by its block. */
const webTiers = {
  /** The stateless web tier. Default: this stack has none. */
  whatisthetime: z.exactOptional(whatisthetime),
  /** The shop with its carts, its database and its caches. Default: this stack has none. */
  myclothes: z.exactOptional(myclothes),
};

/** The others. */
const serverless = {
  /** Todo lists on telephones: users, a table and an API of functions. Default: this stack has none. */
  mytodolist: z.exactOptional(mytodolist),
};

const clothesline = z.strictObject({
  /** Who answers for the stack; the tag Owner of every resource. Required: no default. */
  owner,
  /** Further tags for every resource, beside Project, Environment, Owner and ManagedBy. Default: none. */
  tags: z._default(tags, {}),
  /** The network that all systems of the stack share. Default: two zones and one NAT gateway. */
  network,
  /** The topic that every alarm of the stack is told to. Default: none, alarms are only seen in CloudWatch. */
  alarms: z.exactOptional(alarms),
  /** The bucket that keeps who called the load balancers and buckets of the stack. Default: none, nothing is kept. */
  accessLogs: z.exactOptional(accessLogs),
  /** Settings of the whole account in the region, for one stack of them. Default: none, another stack has them. */
  accountSettings: z.exactOptional(accountSettings),
  ...webTiers,
  ...serverless,
});

/** For whom something is asked of the network: "for whatisthetime, myclothes"; undefined where there is no system. */
function because(blocks: object): string | undefined {
  const present = Object.keys(webTiers).filter((system) => Object.hasOwn(blocks, system));
  return present.length === 0 ? undefined : `for ${present.join(", ")}`;
}

/** Instances call AWS's APIs, which takes a way out. */
function natComplaints({ network: { nat }, ...blocks }: z.output<typeof clothesline>): Complaint[] {
  const reason = because(blocks);
  if (reason === undefined || nat !== NatGateways.None) return [];
  return [
    {
      at: ["network", "nat"],
      allowed: `${oneOf([NatGateways.Single, NatGateways.PerZone])} ${reason}, whose instances call AWS's APIs`,
      fix: `write ${NatGateways.Single}: one gateway for all zones`,
    },
  ];
}

/** A load balancer stands in two zones at least. */
function zonesComplaints({ network: { zones }, ...blocks }: z.output<typeof clothesline>): Complaint[] {
  const reason = because(blocks);
  if (reason === undefined || zones.length > 1) return [];
  const allowed = `two zones or more ${reason}, which AWS asks of a load balancer`;
  return [{ at: ["network", "zones"], allowed, fix: "add the letter of another zone" }];
}

/** A replica lies in a zone that the network has, and in one of its own while there are enough: else one zone takes two. */
function replicaComplaints({ network: { zones }, myclothes }: z.output<typeof clothesline>): Complaint[] {
  const replicas = Object.entries(myclothes?.database.replicas ?? {});
  const letters = replicas.map(([, letter]) => letter);
  const free = zones.filter((zone) => !letters.includes(zone));
  return replicas.flatMap(([name, letter], place) => {
    const at = ["myclothes", "database", "replicas", name];
    if (!zones.includes(letter)) {
      const fix = "write one of these, or add the zone to the network";
      return [{ at, allowed: `a zone of the network: ${oneOf(zones)}`, fix }];
    }
    const [first = name] = replicas[letters.indexOf(letter)] ?? [];
    if (letters.indexOf(letter) === place || replicas.length > zones.length) return [];
    const allowed = `a zone of its own, while there are no more replicas than zones: ${first} is in ${letter} already`;
    return [{ at, allowed, fix: `write ${oneOf(free)}` }];
  });
}

/** The most instances are no fewer than the fewest, of which there is one for each zone where nobody says. */
function sizeComplaints(system: keyof typeof webTiers) {
  return ({ network: { zones }, [system]: block }: z.output<typeof clothesline>): Complaint[] => {
    const fewest = defaultMinInstances(zones.length);
    if (block?.maxInstances === undefined || block.minInstances !== undefined) return [];
    if (block.maxInstances >= fewest) return [];
    const allowed = `${fewest} or more, since there are as many instances at least without minInstances`;
    return [{ at: [system, "maxInstances"], allowed, fix: `write ${fewest}, or a minInstances beside it` }];
  };
}

const sizeRules = (["whatisthetime", "myclothes"] as const).map((system) =>
  rule(sizeComplaints(system), ["network.zones", `${system}.minInstances`, `${system}.maxInstances`]),
);

/**
 * Every key that a stack's configuration may hold, by namespace.
 *
 * A system gets its block with one entry among those: a stack without the block has no such system. A rule over
 * several keys is a check of the object that holds them all: `.check(rule(judge, whatItReads))`.
 */
export const stackConfiguration = z.strictObject({
  aws: z.strictObject({
    /** The region of the stack. Required: no default. */
    region,
    /** The profile of a person's own AWS settings to sign in with. Default: what AWS's tools use by themselves. */
    profile: z.exactOptional(profile),
    /** The accounts that the stack may be deployed to: the guard against the wrong one. Default: any account. */
    allowedAccountIds: z.exactOptional(accountIds),
  }),
  clothesline: clothesline.check(
    rule(natComplaints, ["network.nat"]),
    rule(zonesComplaints, ["network.zones"]),
    rule(replicaComplaints, ["network.zones", "myclothes.database.replicas"]),
    ...sizeRules,
  ),
});
