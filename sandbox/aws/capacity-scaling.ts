import { isObject } from "../values";
import { text, uuid, type ResourceModel } from "./model";

/** What scales the capacity of tables and of other things that are not instances. */
const target: ResourceModel = {
  overwrites: true,
  required: ["maxCapacity", "minCapacity", "resourceId", "scalableDimension", "serviceNamespace"],
  // terraform-provider-aws internal/service/appautoscaling/target.go
  replaces: ["resourceId", "roleArn", "scalableDimension", "serviceNamespace"],
  refuses: ({ inputs, others }) => {
    const [least, most] = [Number(text(inputs["minCapacity"])), Number(text(inputs["maxCapacity"]))];
    if (least > most) return "ValidationException: Maximum capacity cannot be less than minimum capacity";
    const table = /^table\/([^/]+)$/.exec(text(inputs["resourceId"]))?.[1];
    if (inputs["serviceNamespace"] !== "dynamodb" || table === undefined) return undefined;
    const isThere = others("aws:dynamodb/table:Table").some(({ id }) => id === table);
    return isThere ? undefined : `ValidationException: DynamoDB table does not exist: ${text(inputs["resourceId"])}`;
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
  refuses: ({ inputs, others }) => {
    const targets = others("aws:appautoscaling/target:Target").map(({ properties }) => properties);
    const isRegistered = targets.some((one) =>
      ["resourceId", "scalableDimension", "serviceNamespace"].every((argument) => one[argument] === inputs[argument]),
    );
    if (isRegistered) return undefined;
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
