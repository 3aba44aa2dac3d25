import { text, type ResourceModel } from "./model";
import { isJson } from "./reading";

const metricAlarm: ResourceModel = {
  names: [{ argument: "name", pattern: /^\P{Cc}{1,255}$/u, allowed: "1 to 255 printable characters" }],
  // terraform-provider-aws internal/service/cloudwatch/metric_alarm.go
  replaces: ["name"],
  // CloudWatch API, PutMetricAlarm: an alarm of that name is overwritten.
  overwrites: true,
  numbers: [{ argument: "datapointsToAlarm", allowed: { from: 1, to: 1440 } }],
  refuses: ({ inputs }) => {
    const [needed, looked] = [text(inputs["datapointsToAlarm"]), text(inputs["evaluationPeriods"])];
    if (needed === "" || looked === "" || Number(needed) <= Number(looked)) return undefined;
    return "ValidationError: DatapointsToAlarm must be less than or equal to EvaluationPeriods";
  },
  id: ({ inputs }) => text(inputs["name"]),
  tagged: true,
  generatedName: { argument: "name", maxLength: 255 },
  defaults: { actionsEnabled: true, treatMissingData: "missing" },
  sets: ["alarmActions", "insufficientDataActions", "metricQueries", "okActions"],
  computed: {
    arn: ({ arn, inputs }) => arn("cloudwatch", `alarm:${text(inputs["name"])}`),
    evaluateLowSampleCountPercentiles: () => "",
  },
};

const dashboard: ResourceModel = {
  overwrites: true,
  required: ["dashboardBody", "dashboardName"],
  names: [
    {
      argument: "dashboardName",
      pattern: /^[\w-]{1,255}$/,
      allowed: "1 to 255 letters, digits, hyphens and underscores",
    },
  ],
  // terraform-provider-aws internal/service/cloudwatch/dashboard.go
  replaces: ["dashboardName"],
  refuses: ({ inputs }) =>
    isJson(inputs["dashboardBody"])
      ? undefined
      : "InvalidParameterInput: The field DashboardBody must be a valid JSON object",
  id: ({ inputs }) => text(inputs["dashboardName"]),
  computed: {
    dashboardArn: ({ partition, accountId, inputs }) =>
      `arn:${partition}:cloudwatch::${accountId}:dashboard/${text(inputs["dashboardName"])}`,
  },
};

export const alarms: Record<string, ResourceModel> = {
  "aws:cloudwatch/dashboard:Dashboard": dashboard,
  "aws:cloudwatch/metricAlarm:MetricAlarm": metricAlarm,
};
