import * as z from "zod/mini";
import { shareLimits } from "../../components/release-share/defaults";
import { defaultMaxInstances, defaults } from "../../components/stateful-web-tier/defaults";
import { instanceTypeProblems } from "../../components/stateful-web-tier/problems/instances";
import { domain } from "./domain";
import { publicWords } from "./plain-http";
import { type Complaint, explained, flag, rule, wholeNumber } from "./words";

const instanceType = explained(
  z.string().check(z.refine((type) => instanceTypeProblems(type, "").length === 0)),
  () => ({
    allowed: "an instance type with a Graviton processor: one with a g behind the generation's number",
    fix: `write one such as ${defaults.instanceType} or m8g.large`,
  }),
);

const mostInstances = 1000;
const instances = wholeNumber({ from: 1, to: mostInstances }, 2);

/** What the configuration says of every system that is a web tier with its releases. */
export const webTierFields = {
  /** The name in DNS, over HTTPS, and the hosted zone that it is in. Default: none, and plainHttp must be said. */
  domain: z.exactOptional(domain),
  /** Whether it is served unencrypted under the load balancer's own name; never in a stack for the public. Default: false. */
  plainHttp: z._default(
    flag({ true: "everybody on the way can read it", false: "HTTPS alone, which takes a domain" }),
    defaults.plainHttp,
  ),
  /** The type of the instances, with a Graviton processor. Default: t4g.small. */
  instanceType: z._default(instanceType, defaults.instanceType),
  /** The fewest instances. Default: as many as there are zones. */
  minInstances: z.exactOptional(instances),
  /** The most instances. Default: three times the fewest. */
  maxInstances: z.exactOptional(instances),
  /** How many releases stay on the share to roll back to, the current one included. Default: 5. */
  releasesKept: z._default(
    wholeNumber(shareLimits.releasesKept, shareLimits.releasesKept.fallback),
    shareLimits.releasesKept.fallback,
  ),
  /** Whether a firewall refuses known attacks and floods. Default: false. */
  firewall: z._default(
    flag({ true: "AWS WAF stands in front", false: "the load balancer takes whatever comes" }),
    defaults.firewall,
  ),
  /** Whether AWS and Pulumi refuse to delete what holds data, and the load balancer. Default: true. */
  deletionProtection: z._default(
    flag({ true: "it must be switched off before anything can be deleted", false: "one `pulumi destroy` ends it all" }),
    defaults.deletionProtection,
  ),
};

/** The same once it is checked. */
export type WebTierSettings = z.output<z.ZodMiniObject<typeof webTierFields>>;

/** Whether people reach it encrypted is said, one way or the other. */
export const encryptionIsSaid = rule<WebTierSettings>(
  ({ domain, plainHttp }) => {
    if ((domain === undefined) === plainHttp) return [];
    const said: Complaint[] = plainHttp
      ? [
          {
            at: ["plainHttp"],
            allowed: "false beside a domain, which is served over HTTPS",
            fix: "leave one of the two out",
          },
        ]
      : [
          {
            at: ["domain"],
            allowed: "a block with the keys name, hostedZoneId",
            fix: `write both, or plainHttp: true to go unencrypted, but in no stack for the public (${publicWords.join(", ")})`,
          },
        ];
    return said;
  },
  ["domain", "plainHttp"],
);

/** The most are no fewer than the fewest. */
export const sizesFit = rule<WebTierSettings>(
  ({ minInstances = 1, maxInstances = mostInstances }) =>
    maxInstances >= minInstances
      ? []
      : [
          {
            at: ["maxInstances"],
            allowed: `a whole number from ${minInstances} (minInstances) to ${mostInstances}`,
            fix: `write ${Math.min(defaultMaxInstances(minInstances), mostInstances)}, or lower minInstances`,
          },
        ],
  ["minInstances", "maxInstances"],
);
