import { createHash } from "node:crypto";
import { nameOfFunction } from "./lambda-functions";
import { digits, text, uuid, type Facts, type ResourceModel } from "./model";
import { isJson } from "./reading";

const permission: ResourceModel = {
  required: ["action", "function", "principal"],
  names: [
    {
      argument: "statementId",
      pattern: /^[a-zA-Z0-9-_]{1,100}$/,
      allowed: "1 to 100 letters, digits, hyphens and underscores",
    },
  ],
  // terraform-provider-aws internal/service/lambda/permission.go: all of it.
  replaces: [
    ...["action", "eventSourceToken", "function", "functionUrlAuthType", "invokedViaFunctionUrl", "principal"],
    ...["principalOrgId", "qualifier", "sourceAccount", "sourceArn", "statementId", "statementIdPrefix"],
  ],
  goesWith: ["function"],
  // Lambda API, AddPermission: a statement is one of its function's.
  idWithin: "function",
  loose: ["sourceArn"],
  unique: [
    {
      properties: ["statementId", "function"],
      refusal: ({ statementId }) =>
        `ResourceConflictException: The statement id (${text(statementId)}) provided already exists. Please provide a ` +
        `new statement id, or remove the existing statement.`,
    },
  ],
  refersTo: { function: "aws:lambda/function:Function" },
  id: ({ inputs }) => text(inputs["statementId"]),
  generatedName: { argument: "statementId", maxLength: 100 },
  computed: { statementIdPrefix: () => "" },
};

const invocation: ResourceModel = {
  required: ["functionName", "input"],
  // terraform-provider-aws internal/service/lambda/invocation.go: its CustomizeDiff calls again for another input, unless
  // it is told to hand changes to the function.
  replaces: ["functionName", "qualifier", "triggers"],
  replacesWhen: (_before, { lifecycleScope = "CREATE_ONLY" }) => (lifecycleScope === "CREATE_ONLY" ? ["input"] : []),
  loose: ["functionName"],
  refuses: ({ inputs }) => {
    if (!isJson(inputs["input"])) return `"input" contains an invalid JSON`;
    if (inputs["lifecycleScope"] === "CREATE_ONLY" || text(inputs["input"]).trim().startsWith("{")) return undefined;
    return 'lifecycle_scope other than "CREATE_ONLY" requires input to be a JSON object';
  },
  refersTo: { functionName: "aws:lambda/function:Function" },
  id: ({ inputs }) =>
    [
      inputs["functionName"],
      inputs["qualifier"] ?? "$LATEST",
      createHash("md5").update(text(inputs["input"])).digest("hex"),
    ]
      .map((part) => text(part))
      .join(","),
  defaults: { lifecycleScope: "CREATE_ONLY", qualifier: "$LATEST", terraformKey: "tf" },
  computed: {
    // What the function would say is its own affair; another call says something else.
    result: ({ inputs }) =>
      JSON.stringify({ answerTo: digits(JSON.stringify([inputs["input"], inputs["triggers"]]), 16) }),
  },
};

const functionArnOf = ({ inputs, arn }: Facts) => {
  const given = text(inputs["functionName"]);
  return given.startsWith("arn:") ? given : arn("lambda", `function:${nameOfFunction(given)}`);
};
const isStream = ({ inputs }: Facts) => /:(?:kinesis|dynamodb):/.test(text(inputs["eventSourceArn"]));

const eventSourceMapping: ResourceModel = {
  required: ["functionName"],
  // terraform-provider-aws internal/service/lambda/event_source_mapping.go
  replaces: [
    ...["amazonManagedKafkaEventSourceConfig", "eventSourceArn", "queues", "selfManagedEventSource"],
    ...["selfManagedKafkaEventSourceConfig", "startingPosition", "startingPositionTimestamp", "topics"],
  ],
  goesWith: ["functionName"],
  unique: [
    {
      properties: ["eventSourceArn", "functionName"],
      refusal: () =>
        "ResourceConflictException: An event source mapping with this event source and function already exists.",
    },
  ],
  refuses: ({ inputs }) =>
    /:(?:kinesis|dynamodb):/.test(text(inputs["eventSourceArn"])) && text(inputs["startingPosition"]) === ""
      ? "InvalidParameterValueException: 1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null."
      : undefined,
  refersTo: { functionName: "aws:lambda/function:Function" },
  id: ({ digits: own }) => uuid(own(32)),
  tagged: true,
  defaults: { enabled: true },
  sets: ["functionResponseTypes", "sourceAccessConfigurations", "topics"],
  computed: {
    amazonManagedKafkaEventSourceConfig: () => ({}),
    arn: ({ arn, id }) => arn("lambda", `event-source-mapping:${id}`),
    functionArn: functionArnOf,
    lastModified: () => "2026-01-01T00:00:00Z",
    lastProcessingResult: () => "No records processed",
    maximumRecordAgeInSeconds: (facts) => (isStream(facts) ? -1 : 0),
    maximumRetryAttempts: (facts) => (isStream(facts) ? -1 : 0),
    parallelizationFactor: (facts) => (isStream(facts) ? 1 : 0),
    selfManagedKafkaEventSourceConfig: () => ({}),
    state: ({ inputs }) => (inputs["enabled"] === false ? "Disabled" : "Enabled"),
    stateTransitionReason: () => "USER_INITIATED",
    uuid: ({ id }) => id,
  },
};

export const lambdaCalls: Record<string, ResourceModel> = {
  "aws:lambda/eventSourceMapping:EventSourceMapping": eventSourceMapping,
  "aws:lambda/invocation:Invocation": invocation,
  "aws:lambda/permission:Permission": permission,
};
