import { join } from "node:path";
import { ServerlessApi, type ApiHandlerArgs, type ServerlessApiArgs } from "../../../components/index";

export const types = {
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  api: "aws:apigateway/restApi:RestApi",
  deployment: "aws:apigateway/deployment:Deployment",
  domain: "aws:apigateway/domainName:DomainName",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  firewall: "aws:wafv2/webAcl:WebAcl",
  firewallPlace: "aws:wafv2/webAclAssociation:WebAclAssociation",
  group: "aws:ec2/securityGroup:SecurityGroup",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  key: "aws:kms/key:Key",
  lambda: "aws:lambda/function:Function",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  mapping: "aws:apigateway/basePathMapping:BasePathMapping",
  permission: "aws:lambda/permission:Permission",
  policy: "aws:iam/rolePolicy:RolePolicy",
  record: "aws:route53/record:Record",
  role: "aws:iam/role:Role",
  settings: "aws:apigateway/methodSettings:MethodSettings",
  stage: "aws:apigateway/stage:Stage",
} as const;

export const entry = join(__dirname, "handlers/answer.ts");
export const userPoolArn = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123";

const mayRead = [{ users: ["todos/read"] }];
const mayWrite = [{ users: ["todos/write"] }];
const todoId = { name: "todoId", in: "path", required: true, schema: { type: "string", format: "uuid" } };
const answers = {
  "200": { description: "It worked", content: { "application/json": { schema: { nullable: true } } } },
};

/** A document of todos, with everything that the component does something with. */
export const todos = {
  openapi: "3.0.3",
  info: { title: "Todos", version: "1.0.0" },
  paths: {
    "/todos": {
      get: {
        operationId: "listTodos",
        security: mayRead,
        parameters: [{ name: "limit", in: "query", schema: { type: "integer" } }],
        responses: answers,
      },
      post: {
        operationId: "createTodo",
        security: mayWrite,
        parameters: [{ name: "Idempotency-Key", in: "header", required: true, schema: { type: "string" } }],
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/NewTodo" } } },
        },
        responses: answers,
      },
    },
    "/todos/{todoId}": {
      parameters: [todoId],
      get: { operationId: "readTodo", security: mayRead, responses: answers },
      delete: { operationId: "deleteTodo", security: mayWrite, responses: answers },
    },
    "/templates/{language}": {
      get: {
        operationId: "listTemplates",
        security: mayRead,
        parameters: [
          { name: "language", in: "path", required: true, schema: { type: "string" } },
          { name: "kind", in: "query", schema: { type: "string" } },
        ],
        "x-clothesline-cache": { seconds: 300, perUser: false },
        responses: answers,
      },
    },
    "/summary": {
      get: {
        operationId: "readSummary",
        security: mayRead,
        "x-clothesline-cache": { seconds: 60, perUser: true },
        responses: answers,
      },
    },
    "/health": { get: { operationId: "readHealth", security: [], responses: answers } },
  },
  components: {
    securitySchemes: { users: { type: "apiKey", in: "header", name: "Authorization" } },
    schemas: {
      NewTodo: {
        type: "object",
        required: ["title"],
        additionalProperties: false,
        description: "What is to be done",
        properties: {
          title: { type: "string", maxLength: 200, example: "Iron the shirts" },
          description: { type: "string", description: "At length" },
          size: { $ref: "#/components/schemas/Size" },
        },
      },
      Size: { type: "integer", format: "int32", minimum: 1 },
      Unused: { type: "string", nullable: true },
    },
  },
};

export const operationIds = [
  ...["listTodos", "createTodo", "readTodo", "deleteTodo", "listTemplates", "readSummary", "readHealth"],
];

export function handlersOf(
  ids: readonly string[] = operationIds,
  given: Partial<Record<string, Partial<ApiHandlerArgs>>> = {},
): Record<string, ApiHandlerArgs> {
  return Object.fromEntries(ids.map((id) => [id, { entry, ...given[id] }]));
}

export const least: ServerlessApiArgs = {
  openApiDocument: JSON.stringify(todos),
  handlers: handlersOf(),
  userPoolArns: [userPoolArn],
};

/** A program with an API "shop-todos", which gives all that the API tells. */
export function withApi(args: Partial<ServerlessApiArgs> = {}) {
  return () => {
    const api = new ServerlessApi("shop-todos", { ...least, ...args });
    const { url, apiId, stageArn, functionNames, functionSecurityGroupIds } = api;
    return { url, apiId, stageArn, functionNames, functionSecurityGroupIds };
  };
}
