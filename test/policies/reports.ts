import type { Verdict } from "../../policies/judge";
import type { Report } from "./host";

/** A verdict as the policy host should report it: doubts as advisories, in a fixed order. */
export function asReports({ violations, cannotTell }: Verdict): Report[] {
  const doubts = cannotTell.map((doubt) => ({ ...doubt, level: "advisory" as const }));
  return sorted([...violations, ...doubts]);
}

/** The host reports rule by rule, a verdict kind by kind. */
export const sorted = (reports: readonly Report[]): Report[] =>
  reports
    .map(({ policy, level, urn, message }) => ({ policy, level, urn, message }))
    .toSorted((a, b) => `${a.policy} ${a.message}`.localeCompare(`${b.policy} ${b.message}`));
