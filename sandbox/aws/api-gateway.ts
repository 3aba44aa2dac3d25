import type { Attempt, Refusal } from "./behaviour";
import { apiDomains } from "./api-domains";
import { badSecurityPolicy } from "./api-security";
import { badGatewayResponse, definitionIn, importProblems, methodsIn } from "./api-definition";
import { apiStages, invalidVariables } from "./api-stages";
import { text, type Facts, type ResourceModel } from "./model";
import { blockOf } from "./reading";

const restApis = "aws:apigateway/restApi:RestApi";

/** API Gateway's settings of a whole account in a region: they are there from the first day, and there is one of them. */
const account: ResourceModel = {
  overwrites: true,
  // terraform-provider-aws internal/service/apigateway/account.go
  replaces: [],
  refersTo: { cloudwatchRoleArn: "aws:iam/role:Role" },
  id: () => "api-gateway-account",
  computed: {
    apiKeyVersion: () => "4",
    cloudwatchRoleArn: () => "",
    features: () => ["UsagePlans"],
    throttleSettings: () => [{ burstLimit: 5000, rateLimit: 10000 }],
  },
};

/** API Gateway developer guide, "Errors and warnings from importing your API": warnings count where somebody says so. */
function badDefinition({ inputs }: Attempt): Refusal {
  if (text(inputs["body"]) === "") return undefined;
  const definition = definitionIn(inputs["body"]);
  // The provider takes YAML, too; what begins as JSON and is none is neither.
  if (!definition) {
    return text(inputs["body"]).trim().startsWith("{") ? "BadRequestException: Invalid OpenAPI input." : undefined;
  }
  const { errors, warnings } = importProblems(definition);
  const list = (problems: string[]) => problems.map((problem) => `\n\t${problem}`).join("");
  if (errors.length > 0) return `BadRequestException: Errors found during import:${list(errors)}`;
  if (warnings.length === 0 || inputs["failOnWarnings"] !== true) return undefined;
  return `BadRequestException: Warnings found during import:${list(warnings)}`;
}

const restApi: ResourceModel = {
  // terraform-provider-aws internal/service/apigateway/rest_api.go: the definition, too, is put over the one before.
  replaces: [],
  refuses: (attempt) => badSecurityPolicy(attempt) ?? badDefinition(attempt),
  missing: (id) => `NotFoundException: Invalid API identifier specified 123456789012:${id}`,
  whileUsed: () =>
    "BadRequestException: Deleting RestApi failed. Please remove all base path mappings related to the RestApi in your " +
    "domains.",
  heldBy: ["aws:apigateway/basePathMapping:BasePathMapping"],
  id: ({ digits }) => digits(10),
  tagged: true,
  generatedName: { argument: "name", maxLength: 255 },
  defaults: { putRestApiMode: "overwrite" },
  computed: {
    apiKeySource: () => "HEADER",
    arn: ({ partition, region, id }) => `arn:${partition}:apigateway:${region}::/restapis/${id}`,
    binaryMediaTypes: () => [],
    createdDate: () => "2026-01-01T00:00:00Z",
    description: ({ inputs }) => text(blockOf(definitionIn(inputs["body"])?.["info"])["description"]),
    disableExecuteApiEndpoint: () => false,
    endpointConfiguration: () => ({ ipAddressType: "ipv4", types: "EDGE", vpcEndpointIds: [] }),
    executionArn: ({ arn, id }) => arn("execute-api", id),
    minimumCompressionSize: () => "",
    policy: () => "",
    rootResourceId: ({ digits }) => digits(10, "root"),
    securityPolicy: () => "TLS_1_0",
  },
};

/** A deployment is a picture of its API as it is then: of all its methods, each with what answers it. */
function nothingToDeploy({ inputs, others, now }: Attempt): Refusal {
  const api = others(restApis).find(({ id }) => id === inputs["restApi"]);
  const definition = definitionIn(api?.properties["body"]);
  if (now || !definition) return undefined;
  const all = methodsIn(definition);
  if (all.length === 0) return "BadRequestException: The REST API doesn't contain any methods";
  const isAnswered = all.every(({ operation }) => operation["x-amazon-apigateway-integration"] !== undefined);
  return isAnswered ? undefined : "BadRequestException: No integration defined for method";
}

const deployment: ResourceModel = {
  required: ["restApi"],
  // terraform-provider-aws internal/service/apigateway/deployment.go
  replaces: ["restApi", "triggers", "variables"],
  refuses: (attempt) => invalidVariables(attempt) ?? nothingToDeploy(attempt),
  refersTo: { restApi: restApis },
  goesWith: ["restApi"],
  idWithin: "restApi",
  missing: () => "BadRequestException: Deployment id does not exist",
  whileUsed: () => "BadRequestException: Active stages pointing to this deployment must be moved or deleted",
  heldBy: ["aws:apigateway/stage:Stage"],
  id: ({ digits }) => digits(6),
  computed: { createdDate: () => "2026-01-01T00:00:00Z" },
};

const response: ResourceModel = {
  required: ["responseType", "restApiId"],
  // terraform-provider-aws internal/service/apigateway/gateway_response.go: PutGatewayResponse
  overwrites: true,
  replaces: ["responseType", "restApiId"],
  refuses: ({ inputs }) => {
    const [problem] = badGatewayResponse(text(inputs["responseType"]), blockOf(inputs["responseParameters"]));
    return problem && `BadRequestException: ${problem}`;
  },
  refersTo: { restApiId: restApis },
  goesWith: ["restApiId"],
  id: ({ inputs }: Omit<Facts, "id">) => `aggr-${text(inputs["restApiId"])}-${text(inputs["responseType"])}`,
  computed: {},
};

export const apiGateway: Record<string, ResourceModel> = {
  "aws:apigateway/account:Account": account,
  "aws:apigateway/deployment:Deployment": deployment,
  "aws:apigateway/response:Response": response,
  "aws:apigateway/restApi:RestApi": restApi,
  ...apiDomains,
  ...apiStages,
};
