/** What a key is made of. */
export const TableKeyType = { String: "S", Number: "N", Binary: "B" } as const;
export type TableKeyType = (typeof TableKeyType)[keyof typeof TableKeyType];

/** The key type where nobody says. */
export const defaultKeyType: TableKeyType = TableKeyType.String;

/** What a table's stream tells of each change. */
export const TableStream = {
  /** No stream. */
  None: "none",
  /** The keys of what changed. */
  Keys: "KEYS_ONLY",
  /** The item as it is after the change. */
  NewItem: "NEW_IMAGE",
  /** The item as it was before the change. */
  OldItem: "OLD_IMAGE",
  /** Both. */
  NewAndOldItem: "NEW_AND_OLD_IMAGES",
} as const;
export type TableStream = (typeof TableStream)[keyof typeof TableStream];

/** The longest recovery period that DynamoDB has, in days. */
export const longestRecoveryDays = 35;

/** The least units of capacity where nobody says: what DynamoDB's console begins with. */
export const defaultMinUnits = 5;

/** More than any quota for a table: beyond it is a slip of the keyboard. */
export const mostUnits = 1_000_000;

/** Which share of a capacity is meant to be used, by DynamoDB's own limits and the default of its console. */
export const utilizationPercent = { from: 20, to: 90, fallback: 70 } as const;

/** The numbers of an accelerator, and what they are where nobody says. */
export const acceleratorLimits = {
  // DynamoDB developer guide, "DAX cluster components": a primary and up to ten replicas; three for production.
  nodes: { from: 1, to: 11, fallback: 3 },
  // Nought would keep an answer until something else needs its room.
  stalenessSeconds: { from: 1, to: 86_400, fallback: 60 },
} as const;

/** The node where nobody says: the smallest that there is. */
export const defaultAcceleratorNodeType = "dax.t3.small";

/** The port of every accelerator here, which encrypts (DynamoDB developer guide, "DAX encryption in transit"). */
export const acceleratorPort = 9111;
