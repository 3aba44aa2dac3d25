/** The retentions CloudWatch Logs knows, in days. Keeping logs for ever is not among them on purpose. */
export const logRetentionDays: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** How long logs are kept where nobody says. */
export const defaultLogRetentionDays = 30;
