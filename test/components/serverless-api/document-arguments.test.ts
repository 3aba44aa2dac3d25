import { output } from "@pulumi/pulumi";
import { refusesRows, type Row } from "./refused";
import { handlersOf, least, todos } from "./todos";

/** A document with one operation, of which a test changes what it is about. */
const withGet = (operation: object, path = "/todos", given: object = {}) => ({
  ...least,
  openApiDocument: JSON.stringify({
    ...{ openapi: "3.0.3", info: { title: "Todos", version: "1" }, components: todos.components },
    paths: { [path]: { get: { operationId: "listTodos", security: [], responses: {}, ...operation } } },
    ...given,
  }),
  handlers: handlersOf(["listTodos"]),
  userPoolArns: [],
});
const withPaths = (...paths: string[]) => {
  const declared = (path: string) =>
    [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: "path", required: true }));
  const get = (path: string, index: number) => ({
    operationId: `read${index}`,
    security: [],
    parameters: declared(path),
  });
  return {
    ...withGet({}, "/todos", {
      paths: Object.fromEntries(paths.map((path, index) => [path, { get: get(path, index) }])),
    }),
    handlers: handlersOf(paths.map((_path, index) => `read${index}`)),
  };
};
const secured = [{ users: ["todos/read"] }];
const withSecured = (operation: object) => ({
  ...withGet({ security: secured, ...operation }),
  userPoolArns: least.userPoolArns,
});
const withCache = (cache: unknown) => withSecured({ "x-clothesline-cache": cache });
const withBody = (schema: unknown) => withGet({ requestBody: { content: { "application/json": { schema } } } });
const at = 'openApiDocument.paths["/todos"].get';
const schemaAt = `${at}.requestBody.content["application/json"].schema`;

const documents: Row[] = [
  { what: "no arguments at all", args: undefined, wrong: ["openApiDocument", "handlers"] },
  {
    what: "a document that is no JSON",
    args: { ...least, openApiDocument: "openapi: 3.0.3" },
    wrong: ["openApiDocument"],
  },
  {
    what: "a document known only later",
    args: { ...least, openApiDocument: output("{}") },
    wrong: ["openApiDocument"],
  },
  { what: "a document as an object", args: { ...least, openApiDocument: todos }, wrong: ["openApiDocument"] },
  { what: "OpenAPI 3.1", args: withGet({}, "/todos", { openapi: "3.1.0" }), wrong: ["openApiDocument.openapi"] },
  { what: "a document without a title", args: withGet({}, "/todos", { info: {} }), wrong: ["openApiDocument.info"] },
  {
    what: "a document without an operation",
    args: { ...withGet({}, "/todos", { paths: {} }), handlers: {} },
    wrong: ["openApiDocument.paths"],
  },
  { what: "a path with a slash at its end", args: withPaths("/todos/"), wrong: ['openApiDocument.paths["/todos/"]'] },
  { what: "a path without one at its beginning", args: withPaths("todos"), wrong: ['openApiDocument.paths["todos"]'] },
  {
    what: "half a part of a path as a parameter",
    args: withPaths("/todo-{id}"),
    wrong: ['openApiDocument.paths["/todo-{id}"]'],
  },
  { what: "a path that API Gateway has itself", args: withPaths("/ping"), wrong: ['openApiDocument.paths["/ping"]'] },
  {
    what: "two parameters at one place",
    args: withPaths("/todos/{id}", "/todos/{todoId}/notes"),
    wrong: ['openApiDocument.paths["/todos/{todoId}/notes"]'],
  },
  {
    what: "an operation OPTIONS",
    args: withGet({}, "/todos", {
      paths: { "/todos": { get: { operationId: "listTodos", security: [] }, options: {} } },
    }),
    wrong: ['openApiDocument.paths["/todos"].options'],
  },
  {
    what: "an operation without an id",
    args: withGet({ operationId: undefined }),
    wrong: [`${at}.operationId`, "handlers"],
  },
  { what: "an id with a dash", args: withGet({ operationId: "list-todos" }), wrong: [`${at}.operationId`, "handlers"] },
  {
    what: "two operations of one id",
    args: withGet({}, "/todos", {
      paths: {
        "/todos": { get: { operationId: "listTodos", security: [] } },
        "/notes": { get: { operationId: "listTodos", security: [] } },
      },
    }),
    wrong: ['openApiDocument.paths["/notes"].get.operationId'],
  },
  {
    what: "an extension of API Gateway's",
    args: withGet({ "x-amazon-apigateway-integration": {} }),
    wrong: [`${at}["x-amazon-apigateway-integration"]`],
  },
  {
    what: "a misspelt extension of ours",
    args: withGet({ "x-clothesline-caching": {} }),
    wrong: [`${at}["x-clothesline-caching"]`],
  },
  {
    what: "a parameter in a cookie",
    args: withGet({ parameters: [{ name: "id", in: "cookie" }] }),
    wrong: [`${at}.parameters`],
  },
  {
    what: "a parameter of a path that has none",
    args: withGet({ parameters: [{ name: "id", in: "path" }] }),
    wrong: [`${at}.parameters`],
  },
  {
    what: "a path's parameter that is not declared",
    args: withGet({}, "/todos/{id}"),
    wrong: ['openApiDocument.paths["/todos/{id}"].get.parameters'],
  },
  {
    what: "two parameters of one name",
    args: withGet({
      parameters: [
        { name: "id", in: "query" },
        { name: "id", in: "header" },
      ],
    }),
    wrong: [`${at}.parameters`],
  },
  {
    what: "the token as a parameter of one's own",
    args: withGet({ parameters: [{ name: "authorization", in: "query" }] }),
    wrong: [`${at}.parameters`],
  },
  {
    what: "a body of another type",
    args: withGet({ requestBody: { content: { "text/plain": { schema: {} } } } }),
    wrong: [`${at}.requestBody.content`],
  },
  { what: "a body without a schema", args: withBody(undefined), wrong: [`${at}.requestBody.content`] },
  { what: "a body that may be nothing", args: withBody({ nullable: true }), wrong: [`${schemaAt}.nullable`] },
  {
    what: "a property of a body that may be nothing, wherever it stands",
    args: withBody({ allOf: [{ properties: { nullable: { items: { nullable: true } } } }] }),
    wrong: [`${schemaAt}.allOf[0].properties.nullable.items.nullable`],
  },
  {
    what: "a number of a body above another",
    args: withBody({ type: "number", minimum: 0, exclusiveMinimum: true }),
    wrong: [`${schemaAt}.exclusiveMinimum`],
  },
  { what: "a body of kinds told apart", args: withBody({ discriminator: {} }), wrong: [`${schemaAt}.discriminator`] },
  { what: "a schema elsewhere", args: withBody({ $ref: "todo.json" }), wrong: [`${schemaAt}.$ref`] },
  {
    what: "a schema that is not there",
    args: withBody({ $ref: "#/components/schemas/Gone" }),
    wrong: [`${schemaAt}.$ref`],
  },
  {
    what: "a schema that is wrong where it is defined",
    args: withBody({ $ref: "#/components/schemas/Unused" }),
    wrong: [`${schemaAt}(Unused).nullable`],
  },
];

const callers: Row[] = [
  {
    what: "an operation that does not say who may call it",
    args: withGet({ security: undefined }),
    wrong: [`${at}.security`],
  },
  {
    what: "an operation that relies on the document's root",
    args: withGet({ security: undefined }, "/todos", { security: secured }),
    wrong: [`${at}.security`],
  },
  { what: "a choice of requirements", args: withSecured({ security: [...secured, {}] }), wrong: [`${at}.security`] },
  { what: "a requirement of nothing", args: withSecured({ security: [{}] }), wrong: [`${at}.security`] },
  {
    what: "a requirement of two schemes",
    args: withSecured({ security: [{ users: ["a"], staff: ["b"] }] }),
    wrong: [`${at}.security`],
  },
  {
    what: "a scheme that is not there",
    args: withSecured({ security: [{ staff: ["a"] }] }),
    wrong: [`${at}.security`],
  },
  {
    what: "no scope, which identity tokens would do for",
    args: withSecured({ security: [{ users: [] }] }),
    wrong: [`${at}.security[0].users`],
  },
  {
    what: "a scope of two words",
    args: withSecured({ security: [{ users: ["a b"] }] }),
    wrong: [`${at}.security[0].users`],
  },
  { what: "tokens of no user pool", args: { ...least, userPoolArns: undefined }, wrong: ["userPoolArns"] },
  { what: "tokens of an empty list of user pools", args: { ...least, userPoolArns: [] }, wrong: ["userPoolArns"] },
  {
    what: "a user pool's id for its ARN",
    args: { ...least, userPoolArns: ["eu-west-1_AbCdEf123"] },
    wrong: ["userPoolArns[0]"],
  },
];

const caches: Row[] = [
  {
    what: "a kept answer that does not say whether it depends on the user",
    args: withCache({ seconds: 60 }),
    wrong: [`${at}["x-clothesline-cache"].perUser`],
  },
  {
    what: "a kept answer that says so in words",
    args: withCache({ seconds: 60, perUser: "no" }),
    wrong: [`${at}["x-clothesline-cache"].perUser`],
  },
  {
    what: "a kept answer to everybody that depends on the user, of whom nothing is in the key",
    args: withGet({ "x-clothesline-cache": { seconds: 60, perUser: true } }),
    wrong: [`${at}["x-clothesline-cache"].perUser`],
  },
  {
    what: "an answer kept for no time",
    args: withCache({ seconds: 0, perUser: false }),
    wrong: [`${at}["x-clothesline-cache"].seconds`],
  },
  {
    what: "an answer kept for two hours",
    args: withCache({ seconds: 7200, perUser: false }),
    wrong: [`${at}["x-clothesline-cache"].seconds`],
  },
  { what: "a cache that is switched on", args: withCache(true), wrong: [`${at}["x-clothesline-cache"]`] },
  {
    what: "a cache with more to say",
    args: withCache({ seconds: 60, perUser: false, key: "a" }),
    wrong: [`${at}["x-clothesline-cache"].key`],
  },
  {
    what: "a kept answer to a change",
    args: {
      ...withGet({}, "/todos", {
        paths: {
          "/todos": { post: { operationId: "listTodos", security: [], "x-clothesline-cache": { seconds: 60 } } },
        },
      }),
    },
    wrong: ['openApiDocument.paths["/todos"].post["x-clothesline-cache"]'],
  },
];

describe("an API refuses a document with", () => {
  refusesRows(documents);
});

describe("an API refuses callers by", () => {
  refusesRows(callers);
});

describe("an API refuses", () => {
  refusesRows(caches);
});
