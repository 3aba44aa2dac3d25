import type { Attempt, Refusal, Thing } from "./behaviour";
import { text, type ResourceModel } from "./model";
import { blockOf } from "./reading";

const stages = "aws:apigateway/stage:Stage";
const restApis = "aws:apigateway/restApi:RestApi";
const mappings = "aws:apigateway/basePathMapping:BasePathMapping";

/** API Gateway API reference, CreateStage. */
export function invalidVariables({ inputs }: Attempt): Refusal {
  const wrong = Object.entries(blockOf(inputs["variables"])).find(
    ([name, value]) => !/^\w+$/.test(name) || !/^[A-Za-z0-9\-._~:/?#&=,]+$/.test(text(value)),
  );
  return (
    wrong &&
    `BadRequestException: Stage variable ${wrong[0]} is invalid: names hold alphanumeric characters and underscores, ` +
      `values match [A-Za-z0-9-._~:/?#&=,]+`
  );
}

/** API Gateway API reference, CreateStage. */
const cacheSizes = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"];

function badCache({ inputs }: Attempt): Refusal {
  const size = text(inputs["cacheClusterSize"]);
  if (size === "" || cacheSizes.includes(size)) return undefined;
  return `expected cache_cluster_size to be one of ["${cacheSizes.join('" "')}"], got ${size}`;
}

/** API Gateway developer guide, "Set up CloudWatch logging for REST APIs in API Gateway". */
function badLog({ inputs, others }: Attempt): Refusal {
  const { destinationArn, format } = blockOf(inputs["accessLogSettings"]);
  if (text(destinationArn) === "") return undefined;
  if (!/:log-group:|:deliverystream\/amazon-apigateway-/.test(text(destinationArn))) {
    return `BadRequestException: Invalid ARN specified in the request. ARNs must start with 'arn:' and be of a log group, or of a delivery stream that begins with amazon-apigateway-: ${text(destinationArn)}`;
  }
  if (!/\$context\.(?:extendedRequestId|requestId)/.test(text(format)) || text(format).includes("\n")) {
    return "BadRequestException: The access log format must be on one line and hold $context.requestId or $context.extendedRequestId";
  }
  // What nobody has set up here may have been set up by hand.
  const settings = others("aws:apigateway/account:Account");
  const hasRole = settings.some(({ properties }) => text(properties["cloudwatchRoleArn"]) !== "");
  return settings.length === 0 || hasRole
    ? undefined
    : "BadRequestException: CloudWatch Logs role ARN must be set in account settings to enable logging";
}

const isOf = (api: unknown, name: unknown) => (thing: Thing) =>
  thing.properties["restApi"] === api && thing.properties["stageName"] === name;

/** A deployment is one of its own API's. */
function foreignDeployment({ inputs, others }: Attempt): Refusal {
  const found = others("aws:apigateway/deployment:Deployment").filter(({ id }) => id === inputs["deployment"]);
  if (found.length === 0 || found.some(({ properties }) => properties["restApi"] === inputs["restApi"]))
    return undefined;
  return "BadRequestException: Deployment id does not exist";
}

const stage: ResourceModel = {
  required: ["deployment", "restApi", "stageName"],
  names: [
    {
      // API Gateway developer guide, "Amazon API Gateway important notes".
      argument: "stageName",
      pattern: /^[\w-]{1,128}$/,
      allowed: "1 to 128 letters, digits, hyphens and underscores",
    },
  ],
  // terraform-provider-aws internal/service/apigateway/stage.go
  replaces: ["restApi", "stageName"],
  unique: [{ properties: ["stageName", "restApi"], refusal: () => "ConflictException: Stage already exists" }],
  refuses: (attempt) => badCache(attempt) ?? invalidVariables(attempt) ?? foreignDeployment(attempt) ?? badLog(attempt),
  refusesDelete: ({ now, others }) =>
    others(mappings).some(isOf(now.properties["restApi"], now.properties["stageName"]))
      ? `BadRequestException: Deleting stage ${text(now.properties["stageName"])} failed. Please remove all base path ` +
        `mappings related to the stage in your domains`
      : undefined,
  refersTo: {
    "accessLogSettings.destinationArn": "aws:cloudwatch/logGroup:LogGroup",
    deployment: "aws:apigateway/deployment:Deployment",
    restApi: restApis,
  },
  goesWith: ["restApi"],
  id: ({ inputs }) => `ags-${text(inputs["restApi"])}-${text(inputs["stageName"])}`,
  tagged: true,
  computed: {
    arn: ({ partition, region, inputs }) =>
      `arn:${partition}:apigateway:${region}::/restapis/${text(inputs["restApi"])}/stages/${text(inputs["stageName"])}`,
    executionArn: ({ arn, inputs }) => arn("execute-api", `${text(inputs["restApi"])}/${text(inputs["stageName"])}`),
    invokeUrl: ({ region, inputs }) =>
      `https://${text(inputs["restApi"])}.execute-api.${region}.amazonaws.com/${text(inputs["stageName"])}`,
    webAclArn: () => "",
  },
};

/** What is set of methods belongs to a stage, which has to be there. */
function badSettings({ inputs, others }: Attempt): Refusal {
  if (!others(stages).some(isOf(inputs["restApi"], inputs["stageName"]))) {
    return "NotFoundException: Invalid Stage identifier specified";
  }
  const path = text(inputs["methodPath"]);
  // A patch's path: a slash within a resource's own is written ~1 (API Gateway API reference, UpdateStage).
  if (!/^[^/]+\/[^/]+$/.test(path)) return `BadRequestException: Invalid method setting path: /${path}/`;
  const { cacheTtlInSeconds: ttl, loggingLevel } = blockOf(inputs["settings"]);
  // API Gateway developer guide, "Cache settings for REST APIs".
  if (typeof ttl === "number" && (ttl < 0 || ttl > 3600)) {
    return "BadRequestException: Invalid cache TTL. Valid values are between 0 and 3600 seconds";
  }
  const settings = others("aws:apigateway/account:Account");
  const hasRole = settings.some(({ properties }) => text(properties["cloudwatchRoleArn"]) !== "");
  const logs = text(loggingLevel) !== "" && text(loggingLevel) !== "OFF";
  return logs && settings.length > 0 && !hasRole
    ? "BadRequestException: CloudWatch Logs role ARN must be set in account settings to enable logging"
    : undefined;
}

const methodSettings: ResourceModel = {
  // The stage has them from the first day.
  overwrites: true,
  required: ["methodPath", "restApi", "settings", "stageName"],
  // terraform-provider-aws internal/service/apigateway/method_settings.go
  replaces: ["methodPath", "restApi", "stageName"],
  refuses: badSettings,
  refersTo: { restApi: restApis },
  goesWith: ["restApi"],
  id: ({ inputs }) => ["restApi", "stageName", "methodPath"].map((argument) => text(inputs[argument])).join("-"),
  computed: {},
};

export const apiStages: Record<string, ResourceModel> = {
  "aws:apigateway/methodSettings:MethodSettings": methodSettings,
  [stages]: stage,
};
