import assert from "node:assert/strict";
import type { Properties, Value } from "../../../sandbox/values";
import { text } from "../run";
import { useAccount } from "./account";
import type { State } from "./provider";

const pool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123";
const invokeArn =
  "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/" +
  "arn:aws:lambda:eu-west-1:123456789012:function:list/invocations";
const integration: Properties = { type: "aws_proxy", httpMethod: "POST", uri: invokeArn };
const authoriser: Properties = { type: "cognito_user_pools", providerARNs: [pool] };
const users = { type: "apiKey", in: "header", name: "Authorization", "x-amazon-apigateway-authorizer": authoriser };

/** A definition with one method, of which a test changes what it is about. */
const definition = (method: Properties = {}, given: Properties = {}): Properties => ({
  openapi: "3.0.1",
  info: { title: "todos", version: "1" },
  paths: { "/todos": { get: { "x-amazon-apigateway-integration": integration, ...method } } },
  components: { securitySchemes: { users } },
  ...given,
});
const withPaths = (...paths: string[]) =>
  definition({}, { paths: Object.fromEntries(paths.map((path) => [path, { get: {} }])) });
const withIntegration = (given: Properties) =>
  definition({ "x-amazon-apigateway-integration": { ...integration, ...given } });

describe("the sandbox's API Gateway", () => {
  const account = useAccount();
  const api = (body: Value = definition(), given: Properties = {}) =>
    account.make("api", { body: typeof body === "string" ? body : JSON.stringify(body), ...given });
  const staged = async () => {
    const made = await api();
    const deployment = await account.make("apiDeployment", { restApi: made.id });
    const given = { restApi: made.id, deployment: deployment.id, stageName: "live" };
    return { api: made, deployment, stage: await account.make("apiStage", given) };
  };

  const imports: [what: string, body: Value, words: RegExp][] = [
    ["what is no JSON", "{", /Invalid OpenAPI input\.$/],
    ["OpenAPI 3.1", definition({}, { openapi: "3.1.0" }), /import:\n\tInvalid OpenAPI input\.$/],
    ["a part of a path that is half a parameter", withPaths("/todos-{id}"), /path part only allow a-zA-Z0-9/],
    [
      "two parameters at one place",
      withPaths("/todos/{id}", "/todos/{todoId}/complete"),
      /A sibling \(\{id\}\) of this resource already has a variable path part -- only one is allowed$/,
    ],
    ["an integration of no kind", withIntegration({ type: "lambda" }), /malformed integration at path \/todos\.$/],
    [
      "an integration with something else than a function",
      withIntegration({ uri: "arn:aws:sqs:eu-west-1:123456789012:jobs" }),
      /'AWS_PROXY' currently only supports Lambda function/,
    ],
    ["an integration without an ARN", withIntegration({ uri: "list" }), /Invalid ARN specified in the request$/],
    ["an integration without a method", withIntegration({ httpMethod: "" }), /HttpMethod must be non-empty$/],
    ["half a minute for a function", withIntegration({ timeoutInMillis: 30_000 }), /between 50 ms and 29000 ms$/],
    [
      "a cache key that the method does not have",
      withIntegration({ cacheKeyParameters: ["method.request.header.Authorization"] }),
      /Invalid mapping expression parameter specified: method\.request\.header\.Authorization\]$/,
    ],
    [
      "a check that is not there",
      definition({ "x-amazon-apigateway-request-validator": "all" }),
      /Unable to put method 'GET' on resource at path '\/todos': Invalid Request Validator identifier specified$/,
    ],
    [
      "two parameters of one name",
      definition({
        parameters: [
          { name: "id", in: "query" },
          { name: "id", in: "header" },
        ],
      }),
      /Parameter names must be unique across querystring, header and path$/,
    ],
    [
      "an authoriser that is not there",
      definition({ security: [{ people: ["todos/read"] }] }),
      /Invalid authorizer ID specified\./,
    ],
    [
      "an authoriser without a user pool",
      definition(
        { security: [{ users: ["todos/read"] }] },
        {
          components: {
            securitySchemes: {
              users: { ...users, "x-amazon-apigateway-authorizer": { ...authoriser, providerARNs: [] } },
            },
          },
        },
      ),
      /Unable to create authorizer from security definition: 'users'\./,
    ],
    [
      "an answer of its own of no kind",
      definition({}, { "x-amazon-apigateway-gateway-responses": { DEFAULT_3XX: {} } }),
      /Invalid ResponseType specified$/,
    ],
    [
      "an answer of its own with a header from nowhere",
      definition(
        {},
        {
          "x-amazon-apigateway-gateway-responses": {
            DEFAULT_4XX: { responseParameters: { "gatewayresponse.header.Access-Control-Allow-Origin": "*" } },
          },
        },
      ),
      /Invalid mapping expression parameter specified: gatewayresponse\.header\.Access-Control-Allow-Origin\]$/,
    ],
  ];
  for (const [what, body, words] of imports) {
    it(`imports no definition with ${what}`, async () => {
      await account.refuses(() => api(body), words);
    });
  }

  it("leaves out what it only warns of, unless told that warnings count", async () => {
    const schemas = { "New-Todo": { $ref: "#/components/schemas/Gone" } };
    const body = definition({}, { components: { schemas, securitySchemes: { users } } });
    const made = await api(body);
    assert.match(text(made.id), /^[0-9a-z]{10}$/);
    const words =
      "BadRequestException: Warnings found during import:" +
      "\n\tModel name must be alphanumeric: New-Todo\n\tReference to model 'Gone' not found. Ignoring.";
    await account.refuses(() => api(body, { failOnWarnings: true }), words);
  });

  it("takes a method that asks for a token of a pool, for a function, with keys that it has", async () => {
    await api(
      definition(
        {
          security: [{ users: ["todos/read"] }],
          parameters: [{ name: "limit", in: "query" }],
          "x-amazon-apigateway-request-validator": "all",
          "x-amazon-apigateway-integration": {
            ...integration,
            cacheKeyParameters: ["method.request.querystring.limit"],
          },
        },
        { "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true } } },
      ),
      { failOnWarnings: true },
    );
  });

  it("wants the mode of access beside an enhanced policy of TLS, and beside no other", async () => {
    const enhanced = { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" };
    await account.refuses(() => api(definition(), enhanced), /Endpoint access mode is required/);
    const basic = { securityPolicy: "TLS_1_2", endpointAccessMode: "STRICT" };
    await account.refuses(() => api(definition(), basic), /Endpoint access mode is only supported/);
    await api(definition(), { ...enhanced, endpointAccessMode: "STRICT" });
  });

  it("deploys an API once each of its methods has something that answers", async () => {
    const empty = await api(definition({}, { paths: {} }));
    await account.refuses(
      () => account.make("apiDeployment", { restApi: empty.id }),
      "BadRequestException: The REST API doesn't contain any methods",
    );
    const unanswered = await api(withPaths("/todos"));
    await account.refuses(
      () => account.make("apiDeployment", { restApi: unanswered.id }),
      "BadRequestException: No integration defined for method",
    );
    await account.refuses(
      () => account.make("apiDeployment", { restApi: "0123456789" }),
      "NotFoundException: Invalid API identifier specified 123456789012:0123456789",
    );
  });

  it("keeps a deployment that a stage shows", async () => {
    const { api: made, deployment, stage } = await staged();
    const words =
      "BadRequestException: Active stages pointing to this deployment must be moved or deleted " +
      `(used by ags-${text(made.id)}-live)`;
    await account.refuses(() => account.provider.remove(deployment), words);
    const next = await account.make("apiDeployment", { restApi: made.id });
    await account.provider.update(stage, { restApi: made.id, deployment: next.id, stageName: "live" });
    await account.provider.remove(deployment);
  });

  const stages: [what: string, given: Properties, words: RegExp][] = [
    ["with a cache of another size", { cacheClusterSize: "1" }, /expected cache_cluster_size to be one of/],
    ["with a variable of two words", { variables: { "table name": "a" } }, /Stage variable table name is invalid/],
    ["with a variable of other letters", { variables: { table: "a b" } }, /Stage variable table is invalid/],
    ["with a deployment that is not there", { deployment: "abc123" }, /Deployment id does not exist$/],
    [
      "that logs to a bucket",
      { accessLogSettings: { destinationArn: "arn:aws:s3:::logs", format: "$context.requestId" } },
      /Invalid ARN specified in the request/,
    ],
    [
      "whose log names no request",
      {
        accessLogSettings: {
          destinationArn: "arn:aws:firehose:eu-west-1:210987654321:deliverystream/amazon-apigateway-logs",
          format: "$context.status",
        },
      },
      /must be on one line and hold \$context\.requestId/,
    ],
  ];
  for (const [what, given, words] of stages) {
    it(`has no stage ${what}`, async () => {
      const { api: made, deployment } = await staged();
      const stage = { restApi: made.id, deployment: deployment.id, stageName: "next", ...given };
      await account.refuses(() => account.make("apiStage", stage), words);
    });
  }

  it("has a stage once, and writes no log for an account whose role is taken away", async () => {
    const { api: made, deployment } = await staged();
    const again = { restApi: made.id, deployment: deployment.id, stageName: "live" };
    await account.refuses(() => account.make("apiStage", again), "ConflictException: Stage already exists");
    const { outputs } = await account.make("logGroup", { name: "access" });
    const accessLogSettings = { destinationArn: outputs["arn"] ?? null, format: "$context.requestId" };
    await account.make("apiStage", { ...again, stageName: "next", accessLogSettings });
    await account.make("gatewaySettings");
    const words = "BadRequestException: CloudWatch Logs role ARN must be set in account settings to enable logging";
    await account.refuses(() => account.make("apiStage", { ...again, stageName: "last", accessLogSettings }), words);
  });

  it("shows a deployment of its own API alone", async () => {
    const [one, other] = [await staged(), await api()];
    const given = { restApi: other.id, deployment: one.deployment.id, stageName: "live" };
    await account.refuses(() => account.make("apiStage", given), "BadRequestException: Deployment id does not exist");
  });

  it("sets methods of a stage that is there, by paths whose slashes are written ~1", async () => {
    const { api: made } = await staged();
    const set = (given: Properties) =>
      account.make("apiMethods", { restApi: made.id, stageName: "live", methodPath: "*/*", settings: {}, ...given });
    await account.refuses(() => set({ stageName: "gone" }), "NotFoundException: Invalid Stage identifier specified");
    await account.refuses(
      () => set({ methodPath: "todos/{todoId}/GET" }),
      "BadRequestException: Invalid method setting path: /todos/{todoId}/GET/",
    );
    await account.refuses(() => set({ settings: { cacheTtlInSeconds: 3601 } }), /Invalid cache TTL/);
    await set({ methodPath: "todos~1{todoId}/GET", settings: { cacheTtlInSeconds: 3600 } });
    await account.make("gatewaySettings");
    await account.refuses(() => set({ settings: { loggingLevel: "ERROR" } }), /CloudWatch Logs role ARN must be set/);
    await set({ settings: { loggingLevel: "OFF" } });
  });

  it("answers by itself in kinds that there are", async () => {
    const { api: made } = await staged();
    const given = { restApiId: made.id, responseType: "TEAPOT" };
    await account.refuses(
      () => account.make("apiResponse", given),
      "BadRequestException: Invalid ResponseType specified",
    );
    await account.make("apiResponse", { ...given, responseType: "THROTTLED" });
  });

  describe("with a domain", () => {
    const certificate = async (): Promise<State> =>
      account.make("certificate", { domainName: "api.example.com", validationMethod: "DNS" });
    const domain = (regionalCertificateArn: Value, given: Properties = {}) =>
      account.make("apiDomain", {
        ...{ domainName: "api.example.com", regionalCertificateArn, endpointConfiguration: { types: "REGIONAL" } },
        ...given,
      });
    const imported = async () => (await account.make("certificate", { privateKey: "key", certificateBody: "body" })).id;

    it("wants a certificate, and one that is issued", async () => {
      await account.refuses(() => domain(null), /A regional certificate ARN is required/);
      const { id } = await certificate();
      await account.refuses(() => domain(id), /it has not been issued$/);
      await domain(await imported());
    });

    it("takes no certificates of clients beside an enhanced policy", async () => {
      const arn = await imported();
      const enhanced = { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09", endpointAccessMode: "STRICT" };
      const mutual = { mutualTlsAuthentication: { truststoreUri: "s3://trust/store.pem" } };
      await account.refuses(() => domain(arn, { ...enhanced, ...mutual }), /Mutual TLS is not supported/);
      await domain(arn, enhanced);
    });

    it("keeps an API and its stage as long as the domain leads there", async () => {
      const { api: made, stage } = await staged();
      const { id } = await domain(await imported());
      await account.refuses(
        () => account.make("apiMapping", { domainName: id, restApi: made.id, stageName: "gone" }),
        "BadRequestException: Invalid stage identifier specified",
      );
      const mapping = await account.make("apiMapping", { domainName: id, restApi: made.id, stageName: "live" });
      await account.refuses(
        () => account.make("apiMapping", { domainName: id, restApi: made.id, stageName: "live" }),
        "ConflictException: Base path already exists for this domain name",
      );
      await account.refuses(() => account.provider.remove(stage), /^BadRequestException: Deleting stage live failed\./);
      await account.refuses(() => account.provider.remove(made), /^BadRequestException: Deleting RestApi failed\./);
      await account.provider.remove(mapping);
      await account.provider.remove(stage);
      await account.provider.remove(made);
    });

    it("has each name once", async () => {
      const arn = await imported();
      await domain(arn);
      await account.refuses(() => domain(arn), "BadRequestException: The domain name you provided already exists.");
    });
  });

  it("takes a firewall before a stage, which keeps the firewall", async () => {
    const { stage } = await staged();
    const firewall = await account.make("webAcl", {
      ...{ scope: "REGIONAL", defaultAction: { allow: {} } },
      visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "a", sampledRequestsEnabled: true },
    });
    const arns = { resourceArn: stage.outputs["arn"] ?? null, webAclArn: firewall.outputs["arn"] ?? null };
    await account.make("webAclAssociation", arns);
    await account.refuses(() => account.provider.remove(firewall), /^WAFAssociatedItemException/);
  });
});
