import { isObject } from "../values";
import type { Attempt, Refusal } from "./behaviour";
import { text, uuid, type ResourceModel } from "./model";
import { blockOf, blocksOf } from "./reading";

/** Application Auto Scaling API, RegisterScalableTarget: a table as table/NAME, its index as table/NAME/index/NAME. */
function badTable({ inputs, others }: Attempt): Refusal {
  if (inputs["serviceNamespace"] !== "dynamodb") return undefined;
  const [, table = "", index] = /^table\/([^/]+)(?:\/index\/([^/]+))?$/.exec(text(inputs["resourceId"])) ?? [];
  const dimension = index === undefined ? "dynamodb:table:" : "dynamodb:index:";
  if (!text(inputs["scalableDimension"]).startsWith(dimension)) {
    return `ValidationException: Unsupported service namespace, resource type or scalable dimension`;
  }
  const there = others("aws:dynamodb/table:Table").find(({ id }) => id === table);
  if (!there) return `ValidationException: DynamoDB table does not exist: ${text(inputs["resourceId"])}`;
  const indexes = blocksOf(there.properties["globalSecondaryIndexes"]).map(({ name }) => text(name));
  if (index === undefined || indexes.includes(index)) return undefined;
  return `ValidationException: DynamoDB index does not exist: ${text(inputs["resourceId"])}`;
}

/** DynamoDB developer guide, "Managing throughput capacity automatically": a share from 20 to 90 percent. */
function badTracking({ inputs }: Attempt): Refusal {
  if (inputs["serviceNamespace"] !== "dynamodb") return undefined;
  const tracking = blockOf(inputs["targetTrackingScalingPolicyConfiguration"]);
  const metric = text(blockOf(tracking["predefinedMetricSpecification"])["predefinedMetricType"]);
  if (metric === "") return undefined;
  const capacity = text(inputs["scalableDimension"]).split(":")[2]?.replace("Units", "Utilization") ?? "";
  if (metric !== `DynamoDB${capacity}`) {
    return `ValidationException: The metric ${metric} is not valid for ${text(inputs["scalableDimension"])}`;
  }
  const value = Number(text(tracking["targetValue"]));
  return value >= 20 && value <= 90 ? undefined : "ValidationException: Target value must be between 20.0 and 90.0";
}

/** What scales the capacity of tables and of other things that are not instances. */
const target: ResourceModel = {
  overwrites: true,
  required: ["maxCapacity", "minCapacity", "resourceId", "scalableDimension", "serviceNamespace"],
  // terraform-provider-aws internal/service/appautoscaling/target.go
  replaces: ["resourceId", "roleArn", "scalableDimension", "serviceNamespace"],
  // Reads and writes of a table are two targets of one id.
  idWithin: "scalableDimension",
  refuses: (attempt) => {
    const [least, most] = ["minCapacity", "maxCapacity"].map((name) => Number(text(attempt.inputs[name])));
    if ((least ?? 0) > (most ?? 0)) return "ValidationException: Maximum capacity cannot be less than minimum capacity";
    return badTable(attempt);
  },
  id: ({ inputs }) => text(inputs["resourceId"]),
  tagged: true,
  computed: {
    arn: ({ arn, digits }) => arn("application-autoscaling", `scalable-target/${digits(34)}`),
    roleArn: ({ partition, accountId, inputs }) => {
      const service = text(inputs["serviceNamespace"]);
      const word = service === "dynamodb" ? "DynamoDBTable" : "Service";
      return (
        `arn:${partition}:iam::${accountId}:role/aws-service-role/${service}.application-autoscaling.amazonaws.com/` +
        `AWSServiceRoleForApplicationAutoScaling_${word}`
      );
    },
    suspendedState: () => ({
      dynamicScalingInSuspended: false,
      dynamicScalingOutSuspended: false,
      scheduledScalingSuspended: false,
    }),
  },
};

const policy: ResourceModel = {
  overwrites: true,
  required: ["resourceId", "scalableDimension", "serviceNamespace"],
  names: [{ argument: "name", pattern: /^\P{Cc}{1,255}$/u, allowed: "1 to 255 printable characters" }],
  // terraform-provider-aws internal/service/appautoscaling/policy.go
  replaces: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
  refuses: (attempt) => {
    const { inputs, others } = attempt;
    const targets = others("aws:appautoscaling/target:Target").map(({ properties }) => properties);
    const isRegistered = targets.some((one) =>
      ["resourceId", "scalableDimension", "serviceNamespace"].every((argument) => one[argument] === inputs[argument]),
    );
    if (isRegistered) return badTracking(attempt);
    return (
      `ObjectNotFoundException: No scalable target registered for service namespace: ` +
      `${text(inputs["serviceNamespace"])}, resource ID: ${text(inputs["resourceId"])}, scalable dimension: ` +
      text(inputs["scalableDimension"])
    );
  },
  id: ({ inputs }) => text(inputs["name"]),
  generatedName: { argument: "name", maxLength: 255 },
  defaults: { policyType: "StepScaling" },
  computed: {
    // A target that is tracked is watched by alarms that Auto Scaling makes itself.
    alarmArns: ({ arn, inputs, digits }) => {
      const tracked = inputs["targetTrackingScalingPolicyConfiguration"];
      if (tracked === undefined || !isObject(tracked)) return [];
      const alarm = (word: string) =>
        `alarm:TargetTracking-${text(inputs["resourceId"])}-${word}-${uuid(digits(32, word))}`;
      return ["AlarmHigh", "AlarmLow"].map((word) => arn("cloudwatch", alarm(word)));
    },
    arn: ({ arn, inputs, digits }) => {
      const of = `resource/${text(inputs["serviceNamespace"])}/${text(inputs["resourceId"])}`;
      return arn("autoscaling", `scalingPolicy:${uuid(digits(32))}:${of}:policyName/${text(inputs["name"])}`);
    },
  },
};

export const capacityScaling: Record<string, ResourceModel> = {
  "aws:appautoscaling/policy:Policy": policy,
  "aws:appautoscaling/target:Target": target,
};
