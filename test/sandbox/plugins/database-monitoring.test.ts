import type { Properties } from "../../../sandbox/values";
import { database, useAccount } from "./account";
import type { State } from "./provider";

const insights: Properties = {
  ...database,
  databaseInsightsMode: "advanced",
  performanceInsightsEnabled: true,
  performanceInsightsRetentionPeriod: 465,
};

describe("the sandbox's RDS and how a database is watched", () => {
  const account = useAccount();
  const make = (given: Properties, name = "database") => account.make("database", given, name);
  const change = (made: State, given: Properties) => account.provider.update(made, given);
  const role = async () => {
    const assumeRolePolicy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "monitoring.rds.amazonaws.com" } },
      ],
    });
    const { outputs } = await account.make("role", { assumeRolePolicy });
    return { monitoringRoleArn: outputs["arn"] ?? null };
  };

  it("by the second only as a role", async () => {
    const watched = { ...database, monitoringInterval: 60 };
    const words =
      "InvalidParameterCombination: A MonitoringRoleARN value is required if you specify a MonitoringInterval value " +
      "other than 0.";
    await account.refuses(() => make(watched), words);
    const made = await make(database);
    await account.refuses(() => change(made, watched), words);
    await change(made, { ...watched, ...(await role()) });
  });

  it("as a role only by the second, and no longer once that is off", async () => {
    const idle = { ...database, ...(await role()) };
    await account.refuses(
      () => make(idle),
      "InvalidParameterCombination: You must specify a MonitoringInterval value other than 0 when you specify a " +
        "MonitoringRoleARN value.",
    );
    const made = await make({ ...idle, monitoringInterval: 1 });
    await change(made, idle);
  });

  it("for a week, months of 31 days, or two years", async () => {
    const kept = (performanceInsightsRetentionPeriod: number) => ({
      ...database,
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod,
    });
    const words =
      /^InvalidParameterValue: Invalid Performance Insights retention period\. Valid values are: \[7, 31, 62, .*, 713, 731\]$/;
    for (const days of [1, 8, 30, 94, 744]) await account.refuses(() => make(kept(days)), words);
    for (const days of [7, 31, 93, 713, 731]) await make(kept(days), `kept-${String(days)}`);
  });

  it("in the advanced mode only with fifteen months of Performance Insights", async () => {
    const words =
      "InvalidParameterCombination: To enable the Advanced mode of Database Insights, modify your instance to enable " +
      "Performance Insights and set the retention period for Performance Insights to at least 465 days.";
    await account.refuses(() => make({ ...insights, performanceInsightsEnabled: null }), words);
    await account.refuses(() => make({ ...insights, performanceInsightsRetentionPeriod: null }), words);
    await account.refuses(() => make({ ...insights, performanceInsightsRetentionPeriod: 434 }), words);
    const made = await make(insights);
    await account.refuses(() => change(made, { ...insights, performanceInsightsRetentionPeriod: 7 }), words);
    await change(made, { ...insights, databaseInsightsMode: "standard", performanceInsightsRetentionPeriod: 7 });
    await make({ ...insights, performanceInsightsRetentionPeriod: 731 }, "longer");
  });
});
