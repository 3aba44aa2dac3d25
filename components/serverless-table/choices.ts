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
