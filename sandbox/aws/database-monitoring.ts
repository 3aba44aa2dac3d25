import type { Attempt, Refusal } from "./behaviour";
import { text } from "./model";
import { has } from "./reading";

/** RDS user guide, "Turning Performance Insights on and off": a week, months of 31 days, two years. */
const retentions = [7, ...Array.from({ length: 23 }, (_none, month) => 31 * (month + 1)), 731];
/** RDS user guide, "Considerations for Database Insights for Amazon RDS": fifteen months. */
const leastOfAdvanced = 465;

const numberOf = ({ inputs, now }: Attempt, argument: string) =>
  Number(text(inputs[argument]) || text(now?.properties[argument]) || 0);

/** What RDS refuses of watching an instance, in its words. */
export function badMonitoring(attempt: Attempt): Refusal {
  return badRole(attempt) ?? badRetention(attempt) ?? badInsights(attempt);
}

function badRole(attempt: Attempt): Refusal {
  const { inputs, now } = attempt;
  const isWatched = numberOf(attempt, "monitoringInterval") !== 0;
  const hasRole = has(inputs, "monitoringRoleArn") || (now !== undefined && has(now.properties, "monitoringRoleArn"));
  if (isWatched === hasRole) return undefined;
  const wrong = "InvalidParameterCombination:";
  if (isWatched) {
    return `${wrong} A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.`;
  }
  // RDS API, ModifyDBInstance: who sets the interval of what there is to 0 switches it off, role or none.
  if (now) return undefined;
  return `${wrong} You must specify a MonitoringInterval value other than 0 when you specify a MonitoringRoleARN value.`;
}

function badRetention({ inputs }: Attempt): Refusal {
  const days = Number(text(inputs["performanceInsightsRetentionPeriod"]) || 0);
  if (days === 0 || retentions.includes(days)) return undefined;
  return `InvalidParameterValue: Invalid Performance Insights retention period. Valid values are: [${retentions.join(", ")}]`;
}

/** The provider sends both settings of Performance Insights along with the mode. */
function badInsights(attempt: Attempt): Refusal {
  const { inputs } = attempt;
  if (inputs["databaseInsightsMode"] !== "advanced") return undefined;
  const days = numberOf(attempt, "performanceInsightsRetentionPeriod");
  if (inputs["performanceInsightsEnabled"] === true && days >= leastOfAdvanced) return undefined;
  return (
    "InvalidParameterCombination: To enable the Advanced mode of Database Insights, modify your instance to enable " +
    `Performance Insights and set the retention period for Performance Insights to at least ${leastOfAdvanced} days.`
  );
}
