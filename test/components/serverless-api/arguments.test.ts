import assert from "node:assert/strict";
import { join } from "node:path";
import { output } from "@pulumi/pulumi";
import { refusal, refused } from "../refusal";
import { stackOf } from "../stack";
import { api, refusesRows, type Row } from "./refused";
import { entry, handlersOf, least, operationIds, withApi } from "./todos";

const withHandler = (given: object) => ({ ...least, handlers: { ...handlersOf(), listTodos: { entry, ...given } } });

const handlers: Row[] = [
  {
    what: "an operation without a handler",
    args: { ...least, handlers: handlersOf(operationIds.slice(1)) },
    wrong: ["handlers"],
  },
  {
    what: "a handler without an operation",
    args: { ...least, handlers: handlersOf([...operationIds, "sing"]) },
    wrong: ["handlers"],
  },
  { what: "handlers as a list", args: { ...least, handlers: [] }, wrong: ["handlers"] },
  { what: "a handler of nothing", args: withHandler({ entry: undefined }), wrong: ["handlers.listTodos.entry"] },
  {
    what: "a handler in a file that is not there",
    args: withHandler({ entry: join(__dirname, "gone.ts") }),
    wrong: ["handlers.listTodos.entry"],
  },
  { what: "a handler in a folder", args: withHandler({ entry: __dirname }), wrong: ["handlers.listTodos.entry"] },
  {
    what: "a handler in another language",
    args: withHandler({ entry: join(__dirname, "handlers/answer.py") }),
    wrong: ["handlers.listTodos.entry"],
  },
  {
    what: "a package by its place",
    args: withHandler({ leftToRuntime: ["../shared"] }),
    wrong: ["handlers.listTodos.leftToRuntime"],
  },
  {
    what: "a package without a list",
    args: withHandler({ leftToRuntime: "@aws-sdk/client-s3" }),
    wrong: ["handlers.listTodos.leftToRuntime"],
  },
  {
    what: "half a minute for a handler",
    args: withHandler({ timeoutSeconds: 30 }),
    wrong: ["handlers.listTodos.timeoutSeconds"],
  },
  {
    what: "a handler with little memory",
    args: withHandler({ memoryMegabytes: 64 }),
    wrong: ["handlers.listTodos.memoryMegabytes"],
  },
  {
    what: "an argument that no handler has",
    args: withHandler({ runtime: "python" }),
    wrong: ["handlers.listTodos.runtime"],
  },
  {
    what: "a handler that is a path",
    args: { ...least, handlers: { ...handlersOf(), listTodos: entry } },
    wrong: ["handlers.listTodos"],
  },
  {
    what: "a variable with a dash",
    args: withHandler({ environment: { "TABLE-NAME": "a" } }),
    wrong: ['handlers.listTodos.environment["TABLE-NAME"]'],
  },
  {
    what: "a variable of Lambda's own",
    args: withHandler({ environment: { AWS_REGION: "a" } }),
    wrong: ['handlers.listTodos.environment["AWS_REGION"]'],
  },
  {
    what: "a variable of ours",
    args: withHandler({ environment: { ALLOWED_ORIGINS: "a" } }),
    wrong: ['handlers.listTodos.environment["ALLOWED_ORIGINS"]'],
  },
  {
    what: "a variable that is a number",
    args: withHandler({ environment: { LIMIT: 7 } }),
    wrong: ['handlers.listTodos.environment["LIMIT"]'],
  },
  {
    what: "variables that are too long",
    args: withHandler({ environment: { NAMES: "a".repeat(5000) } }),
    wrong: ["handlers.listTodos.environment"],
  },
  {
    what: "all that a service can do",
    args: withHandler({ statements: [{ actions: ["s3:*"], resources: ["*"] }] }),
    wrong: ["handlers.listTodos.statements[0].actions"],
  },
  {
    what: "everything",
    args: withHandler({ statements: [{ actions: ["*"], resources: ["*"] }] }),
    wrong: ["handlers.listTodos.statements[0].actions"],
  },
  {
    what: "a statement on a name",
    args: withHandler({ statements: [{ actions: ["s3:GetObject"], resources: ["photos"] }] }),
    wrong: ["handlers.listTodos.statements[0].resources"],
  },
  {
    what: "a statement of nothing",
    args: withHandler({ statements: [{ actions: [], resources: [] }] }),
    wrong: ["handlers.listTodos.statements[0].actions", "handlers.listTodos.statements[0].resources"],
  },
  {
    what: "a condition of nothing",
    args: withHandler({
      statements: [{ actions: ["s3:GetObject"], resources: ["*"], conditions: { StringEquals: "a" } }],
    }),
    wrong: ['handlers.listTodos.statements[0].conditions["StringEquals"]'],
  },
  {
    what: "statements as one",
    args: withHandler({ statements: { actions: [], resources: [] } }),
    wrong: ["handlers.listTodos.statements"],
  },
  {
    what: "a store outside of a network",
    args: withHandler({ stores: { cache: { securityGroupId: "sg-0123456789abcdef0", port: 1 } } }),
    wrong: ["handlers.listTodos.stores"],
  },
  {
    what: "a way out of no network",
    args: withHandler({ reachesDynamodb: true, reachesS3: true }),
    wrong: ["handlers.listTodos.reachesDynamodb", "handlers.listTodos.reachesS3"],
  },
  {
    what: "a network that is an id",
    args: withHandler({ network: "vpc-0123456789abcdef0" }),
    wrong: ["handlers.listTodos.network"],
  },
];

const others: Row[] = [
  {
    what: "an origin with a path",
    args: { ...least, allowedOrigins: ["https://a.b/c"] },
    wrong: ["allowedOrigins[0]"],
  },
  { what: "every origin", args: { ...least, allowedOrigins: ["*"] }, wrong: ["allowedOrigins[0]"] },
  {
    what: "an origin twice",
    args: { ...least, allowedOrigins: ["https://a.b", "https://a.b"] },
    wrong: ["allowedOrigins[1]"],
  },
  {
    what: "an origin that ends a template",
    args: { ...least, allowedOrigins: ['https://a.b" || true #set('] },
    wrong: ["allowedOrigins[0]"],
  },
  { what: "an origin by itself", args: { ...least, allowedOrigins: "https://a.b" }, wrong: ["allowedOrigins"] },
  { what: "a cache of one gigabyte", args: { ...least, responseCacheGigabytes: 1 }, wrong: ["responseCacheGigabytes"] },
  { what: "an access log by name", args: { ...least, accessLog: "requests" }, wrong: ["accessLog"] },
  { what: "a cache in words", args: { ...least, responseCache: "yes" }, wrong: ["responseCache"] },
  { what: "no request a second", args: { ...least, requestsPerSecond: 0 }, wrong: ["requestsPerSecond"] },
  {
    what: "more requests than an account has",
    args: { ...least, requestsPerSecond: 10_001, requestsInBurst: 5001 },
    wrong: ["requestsPerSecond", "requestsInBurst"],
  },
  { what: "a domain without its zone", args: { ...least, domainName: "api.example.com" }, wrong: ["hostedZoneId"] },
  {
    what: "a zone without its domain",
    args: { ...least, hostedZoneId: "Z0123456789ABCDEFGHIJ" },
    wrong: ["domainName"],
  },
  {
    what: "a star for a domain",
    args: { ...least, domainName: "*.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" },
    wrong: ["domainName"],
  },
  {
    what: "a firewall in words",
    args: { ...least, firewall: "on", firewallRequestsPerFiveMinutes: 5, firewallBlocksBodies: "no" },
    wrong: ["firewall", "firewallRequestsPerFiveMinutes", "firewallBlocksBodies"],
  },
  { what: "logs for ever", args: { ...least, logRetentionDays: 0 }, wrong: ["logRetentionDays"] },
  { what: "an alarm after a minute", args: { ...least, latencyAlarmSeconds: 60 }, wrong: ["latencyAlarmSeconds"] },
  {
    what: "a queue for a topic",
    args: { ...least, alarmTopicArn: "arn:aws:sqs:eu-west-1:123456789012:a" },
    wrong: ["alarmTopicArn"],
  },
  { what: "an argument that does not exist", args: { ...least, openapi: "{}" }, wrong: ["openapi"] },
];

describe("an API refuses handlers:", () => {
  refusesRows(handlers);
});

describe("an API refuses as well", () => {
  refusesRows(others);
});

describe("an API", () => {
  for (const name of ["", "my api", "sg-api", "api-", "a".repeat(41)]) {
    it(`is not called ${JSON.stringify(name)}`, () => {
      assert.deepEqual(
        refused(() => api(least, name)),
        ["name"],
      );
    });
  }

  it("tells both sides of what does not match at once", () => {
    const args = { ...least, handlers: handlersOf([...operationIds.slice(2), "sing", "dance"]) };
    const [, problem] = refusal(() => api(args)).message.split("\n");
    assert.equal(
      problem,
      "  handlers: got operations without a handler: listTodos, createTodo; handlers without an operation: sing, dance. " +
        "Allowed: one handler for each operationId of the document, and no other. " +
        "Fix: add what is missing, and remove or rename the rest.",
    );
  });

  it("shows no environment that may hold a secret in what it says is wrong", () => {
    const { message } = refusal(() =>
      api(withHandler({ environment: { TOKEN: output("sesame") }, runtime: "sesame" })),
    );
    assert.doesNotMatch(message, /sesame/);
  });

  it("takes what is only known later wherever it decides nothing", async () => {
    const later = {
      userPoolArns: [output("arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123")],
      alarmTopicArn: output("arn:aws:sns:eu-west-1:123456789012:alarms"),
      handlers: handlersOf(operationIds, {
        listTodos: {
          environment: { TABLE_NAME: output("todos") },
          statements: [{ actions: ["dynamodb:GetItem"], resources: [output("arn:aws:dynamodb:::table/todos")] }],
        },
      }),
    };
    assert.ok((await stackOf(withApi(later))).resources.length > 50);
  });
});
