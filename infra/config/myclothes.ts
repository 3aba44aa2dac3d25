import * as z from "zod/mini";
import { cacheLimits, defaultNodeType } from "../../components/session-cache/choices";
import { nodeTypeProblems } from "../../components/session-cache/node-type";
import { defaults } from "../../components/stateful-web-tier/defaults";
import { longestStickyHours, SessionStrategy } from "../../components/stateful-web-tier/sessions/strategy";
import { database } from "./database";
import { takenBy } from "./taken-by";
import { encryptionIsSaid, sizesFit, webTierFields } from "./web-tier";
import { choice, flag, rule, wholeNumber } from "./words";

const nodeType = takenBy(nodeTypeProblems, {
  allowed: "a type of node as ElastiCache names it, such as cache.t4g.small",
  fix: `write ${defaultNodeType} or a larger one`,
});
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
