/** How much Database Insights shows. */
export const DatabaseInsights = {
  /** Load and top statements of the last week, free of charge. */
  Standard: "standard",
  /** Fifteen months, and each statement's plan and locks; by the hour and vCPU. */
  Advanced: "advanced",
} as const;
export type DatabaseInsights = (typeof DatabaseInsights)[keyof typeof DatabaseInsights];

/** RDS API, ModifyDBInstance: the advanced mode asks for 465 days, no more and no fewer; a week is free. */
const retentionDays = { standard: 7, advanced: 465 } as const;

export function insightsRetentionDays(insights: DatabaseInsights): number {
  return retentionDays[insights];
}
