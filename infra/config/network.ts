import * as z from "zod/mini";
// From the component's own files: all of the components at once would load the AWS SDK, and take longer than all this.
import { defaultCidrBlock, vpcCidrBlockProblem, zoneLetters } from "../../components/network/cidr";
import { defaultLogRetentionDays } from "../../components/network/log-retention";
import { defaultNatGateways, NatGateways } from "../../components/network/nat";
import { mostZones } from "../../components/network/zones";
import { retentionDays } from "./retention";
import { asText, choice, explained, oneOf, rule } from "./words";

const defaultZones = ["a", "b"];

const cidrBlock = explained(
  z.string().check(z.refine((text) => vpcCidrBlockProblem(text) === undefined)),
  (got) => vpcCidrBlockProblem(asText(got)) ?? { allowed: defaultCidrBlock, fix: `write ${defaultCidrBlock}` },
);

const letters = Array.from(zoneLetters);
/** The letter of a zone. */
export const zone = explained(z.enum(letters), (got) => {
  const last = asText(got).trim().slice(-1).toLowerCase();
  const meant = letters.find((letter) => letter === last);
  return {
    allowed: `the letter of a zone: ${oneOf(letters)}`,
    fix: meant === undefined ? "write the letter alone, such as a" : `write ${meant}: the region is in aws:region`,
  };
});

const zonesWords = {
  allowed: `a list of 1 to ${mostZones} different letters of zones`,
  fix: `write a list such as [${defaultZones.join(", ")}]`,
};
const zones = explained(z.array(zone), () => zonesWords).check(
  rule((given: unknown[]) => [
    ...(given.length < 1 || given.length > mostZones ? [zonesWords] : []),
    ...given.flatMap((letter, index) =>
      given.indexOf(letter) < index
        ? [{ at: [index], allowed: zonesWords.allowed, fix: "take it out: the list has it already" }]
        : [],
    ),
  ]),
);

const nat = choice<NatGateways>(
  {
    [NatGateways.None]: "no way out to the internet, over IPv6 neither",
    [NatGateways.Single]: "one gateway for all zones",
    [NatGateways.PerZone]: "one gateway in each zone",
  },
  defaultNatGateways,
);

/** The block `clothesline:network`. */
export const network = z.prefault(
  z.strictObject({
    /** The VPC's IPv4 addresses. Changing it replaces the network. Default: 10.0.0.0/16. */
    cidrBlock: z._default(cidrBlock, defaultCidrBlock),
    /** The letters of the region's zones that the network spans, one to four. Default: [a, b]. */
    zones: z._default(zones, defaultZones),
    /** The app tier's way out: `none`, `single` (one gateway for all zones) or `perZone`. Default: single. */
    nat: z._default(nat, defaultNatGateways),
    /** How long the record of the network's connections is kept. Default: 30. */
    flowLogRetentionDays: z._default(retentionDays, defaultLogRetentionDays),
  }),
  {},
);
