import * as z from "zod/mini";
import { instanceClassProblems } from "../../components/replicated-database/instance-class";
import { isReplicaName } from "../../components/replicated-database/names";
import { cacheLimits, defaultNodeType } from "../../components/session-cache/choices";
import { nodeTypeProblems } from "../../components/session-cache/node-type";
import { defaults } from "../../components/stateful-web-tier/defaults";
import { longestStickyHours, SessionStrategy } from "../../components/stateful-web-tier/sessions/strategy";
import { zone } from "./network";
import { encryptionIsSaid, sizesFit, webTierFields } from "./web-tier";
import { choice, explained, flag, rule, wholeNumber } from "./words";

const smallestClass = "db.t4g.micro";
const instanceClass = explained(
  z.string().check(z.refine((name) => instanceClassProblems("", name).length === 0)),
  () => ({
    allowed: `an instance class of RDS, such as ${smallestClass}`,
    fix: `write ${smallestClass} or a larger one`,
  }),
);

const mostReplicas = 15;
const replicasWords = {
  allowed: `a map of up to ${mostReplicas} replicas: the zone's letter by the name of each`,
  fix: "write each on a line of its own, as catalogue: b",
};
const replicas = explained(z.record(z.string(), zone), () => replicasWords).check(
  rule((given: Record<string, unknown>) => [
    ...(Object.keys(given).length > mostReplicas ? [replicasWords] : []),
    ...Object.keys(given)
      .filter((name) => !isReplicaName(name))
      .map((name) => ({
        at: [name],
        got: `the name ${JSON.stringify(name)}`,
        allowed: "a short name of small letters, digits and single dashes, beginning with a letter",
        fix: "write what reads from it, such as catalogue",
      })),
  ]),
);

const database = z.prefault(
  z.strictObject({
    /** The class of the primary and its replicas. Default: db.t4g.micro. */
    instanceClass: z._default(instanceClass, smallestClass),
    /** Whether a standby in another zone takes over when the primary fails. Default: true. */
    multiAz: z._default(flag({ true: "a standby takes over", false: "who waits until it is repaired" }), true),
    /** The read replicas: the letter of each one's zone by its name. Default: none. */
    replicas: z._default(replicas, {}),
    /** How many days one can go back to any moment. Default: 14. */
    backupRetentionDays: z._default(wholeNumber({ from: 1, to: 35 }, 14), 14),
  }),
  {},
);

const nodeType = explained(z.string().check(z.refine((type) => nodeTypeProblems("", type).length === 0)), () => ({
  allowed: "a type of node as ElastiCache names it, such as cache.t4g.small",
  fix: `write ${defaultNodeType} or a larger one`,
}));
const cache = z.prefault(
  z.strictObject({
    /** The type of the nodes. Default: cache.t4g.micro. */
    nodeType: z._default(nodeType, defaultNodeType),
    /** How many nodes there are, the primary included. Default: 2. */
    nodes: z._default(wholeNumber(cacheLimits.nodes, cacheLimits.nodes.fallback), cacheLimits.nodes.fallback),
  }),
  {},
);

const fields = z.strictObject({
  ...webTierFields,
  /** Where carts live: `cache`, `table`, `cookie` or `sticky`. See docs/sessions.md. Default: cache. */
  sessionStrategy: z._default(
    choice<SessionStrategy>(
      {
        [SessionStrategy.Cache]: "in a cache that every instance reaches",
        [SessionStrategy.Table]: "in a table that every instance reaches",
        [SessionStrategy.Cookie]: "in the shopper's browser, sealed",
        [SessionStrategy.Sticky]: "in one instance, and lost with it",
      },
      SessionStrategy.Cache,
    ),
    SessionStrategy.Cache,
  ),
  /** How long a session lasts after its last use. Default: 168. */
  sessionLifetimeHours: z._default(
    wholeNumber({ from: 1, to: 8760 }, defaults.sessionLifetimeHours),
    defaults.sessionLifetimeHours,
  ),
  /** With `cookie`: which keys seal the cookies. One more rotates them. Default: 1. */
  sessionCookieKeyGeneration: z._default(wholeNumber({ from: 1, to: 1_000_000 }, 1), 1),
  /** With `sticky`: that carts are lost with their instance is understood and wanted. Default: false. */
  sessionLossAccepted: z._default(
    flag({ true: "a cart is lost when its instance goes", false: "no cart may be lost" }),
    false,
  ),
  /** The cache of the strategy `cache`. */
  sessionCache: cache,
  /** The cache in front of reads, in every stack and with every strategy. */
  lookasideCache: cache,
  /** The database with its standby and replicas. */
  database,
});

/** Sessions that die with their instance are for comparison: whoever wants them says so. */
const lossIsAccepted = rule<z.output<typeof fields>>(
  ({ sessionStrategy, sessionLossAccepted }) =>
    sessionStrategy === SessionStrategy.Sticky && !sessionLossAccepted
      ? [
          {
            at: ["sessionLossAccepted"],
            allowed: "true beside sessionStrategy: sticky, with which a cart is lost when its instance goes",
            fix: `write true if that is what you want, or sessionStrategy: ${SessionStrategy.Cache}`,
          },
        ]
      : [],
  ["sessionStrategy", "sessionLossAccepted"],
);

/** The load balancer's cookie ends sooner than others may. */
const stickinessLasts = rule<z.output<typeof fields>>(
  ({ sessionStrategy, sessionLifetimeHours }) =>
    sessionStrategy === SessionStrategy.Sticky && sessionLifetimeHours > longestStickyHours
      ? [
          {
            at: ["sessionLifetimeHours"],
            allowed: `a whole number from 1 to ${longestStickyHours} beside sessionStrategy: sticky, as long as the load balancer remembers`,
            fix: `write ${longestStickyHours}, or another sessionStrategy`,
          },
        ]
      : [],
  ["sessionStrategy", "sessionLifetimeHours"],
);

/** The block `clothesline:myclothes`. */
export const myclothes = fields.check(encryptionIsSaid, sizesFit, lossIsAccepted, stickinessLasts);
