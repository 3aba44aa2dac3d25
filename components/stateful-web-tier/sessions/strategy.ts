/** Where a session lives between two requests. */
export const SessionStrategy = {
  /** In a SessionCache, which every instance reaches. */
  Cache: "cache",
  /** In a table, which every instance reaches. */
  Table: "table",
  /** In the shopper's browser, sealed. */
  Cookie: "cookie",
  /** In one instance, to which the load balancer always sends the same shopper. It dies with the instance. */
  Sticky: "sticky",
} as const;
export type SessionStrategy = (typeof SessionStrategy)[keyof typeof SessionStrategy];

/** The load balancer remembers whom it sent where for seven days at most (Elastic Load Balancing, "Sticky sessions"). */
export const longestStickyHours = 168;
/** A year, with any other strategy. */
export const longestHours = 8760;
