import { Logger } from "@aws-lambda-powertools/logger";
import { MetricUnit, Metrics } from "@aws-lambda-powertools/metrics";

export const logger = new Logger({ serviceName: "mytodolist" });
export const metrics = new Metrics({ namespace: "MyTodoList", serviceName: "mytodolist" });

/** Counts something that happened. */
export function count(what: string): void {
  metrics.addMetric(what, MetricUnit.Count, 1);
}
