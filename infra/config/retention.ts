import * as z from "zod/mini";
import { defaultLogRetentionDays, logRetentionDays } from "../../components/network/log-retention";
import { asText, explained, oneOf } from "./words";

const longestRetentionDays = Math.max(...logRetentionDays);

/** How many days CloudWatch Logs keeps a log. */
export const retentionDays = explained(z.number().check(z.refine((days) => logRetentionDays.includes(days))), (got) => {
  // Rather too long than too short: what is gone is gone.
  const wanted = typeof got === "number" ? got : Number.parseInt(asText(got), 10);
  const meant = wanted > 0 ? (logRetentionDays.find((days) => days >= wanted) ?? longestRetentionDays) : undefined;
  return {
    allowed: `a number of days that CloudWatch Logs knows: ${oneOf(logRetentionDays)}`,
    fix: `write ${meant ?? defaultLogRetentionDays}${typeof got === "string" ? ", without quotes" : ""}`,
  };
});
