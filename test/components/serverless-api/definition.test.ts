import assert from "node:assert/strict";
import { deployed, definitionOf, methodsOf, type Definition } from "./deployed";
import { handlersOf, least, todos, types, userPoolArn } from "./todos";

const page = "https://app.example.com";
const anotherPage = "http://localhost:5173";
const methodOf = (definition: Definition, route: string) => {
  const found = methodsOf(definition).find(([one]) => one === route)?.[1];
  assert.ok(found, route);
  return found;
};

describe("what an API asks of a caller", () => {
  it("is a token with the scope that the document names, on each operation that is not public", async () => {
    const definition = await definitionOf();
    assert.deepEqual(Object.fromEntries(methodsOf(definition).map(([route, { security }]) => [route, security])), {
      "GET /todos": [{ users: ["todos/read"] }],
      "POST /todos": [{ users: ["todos/write"] }],
      "GET /todos/{todoId}": [{ users: ["todos/read"] }],
      "DELETE /todos/{todoId}": [{ users: ["todos/write"] }],
      "GET /templates/{language}": [{ users: ["todos/read"] }],
      "GET /summary": [{ users: ["todos/read"] }],
      "GET /health": [],
    });
    assert.deepEqual(definition.components.securitySchemes, {
      users: {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: [userPoolArn] },
      },
    });
  });

  it("is nothing where all operations are public, and then there is no authoriser", async () => {
    const openApiDocument = JSON.stringify({ ...todos, paths: { "/health": todos.paths["/health"] } });
    const handlers = handlersOf(["readHealth"]);
    const definition = await definitionOf({ openApiDocument, handlers, userPoolArns: [] });
    assert.deepEqual(definition.components.securitySchemes, {});
    assert.deepEqual(definition.components.schemas, {});
  });

  it("is every parameter and a body as the document describes them", async () => {
    const definition = await definitionOf();
    assert.deepEqual(definition["x-amazon-apigateway-request-validators"], {
      "body-and-parameters": { validateRequestBody: true, validateRequestParameters: true },
    });
    for (const [route, method] of methodsOf(definition)) {
      assert.equal(method["x-amazon-apigateway-request-validator"], "body-and-parameters", route);
    }
    const create = methodOf(definition, "POST /todos");
    assert.deepEqual(create.parameters, [
      { name: "Idempotency-Key", in: "header", required: true, schema: { type: "string" } },
    ]);
    assert.deepEqual(create.requestBody, {
      required: true,
      content: { "application/json": { schema: { $ref: "#/components/schemas/NewTodo" } } },
    });
    assert.deepEqual(methodOf(definition, "GET /todos/{todoId}").parameters, [
      { name: "todoId", in: "path", required: true, schema: { type: "string" } },
    ]);
  });

  it("is said in schemas that hold what API Gateway understands, and no others", async () => {
    const { schemas } = (await definitionOf()).components;
    assert.deepEqual(schemas, {
      NewTodo: {
        type: "object",
        required: ["title"],
        additionalProperties: false,
        properties: {
          title: { type: "string", maxLength: 200 },
          description: { type: "string" },
          size: { $ref: "#/components/schemas/Size" },
        },
      },
      Size: { type: "integer", minimum: 1 },
    });
  });
});

describe("what an API answers with", () => {
  it("is the function of the operation, over Lambda's own API", async () => {
    const stack = await deployed();
    const definition = await definitionOf();
    for (const [route, method] of methodsOf(definition)) {
      const { type, httpMethod, uri } = method["x-amazon-apigateway-integration"];
      const lambda = stack.one(types.lambda, `shop-todos-${method.operationId ?? ""}`);
      assert.deepEqual([type, httpMethod, uri], ["aws_proxy", "POST", lambda.outputs["invokeArn"]], route);
    }
  });

  it("is a problem document wherever API Gateway refuses by itself", async () => {
    const responses = (await definitionOf())["x-amazon-apigateway-gateway-responses"];
    const words: Record<string, string> = {
      "$context.error.messageString": '"Unauthorized"',
      "$context.requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
    };
    assert.ok(Object.keys(responses).length > 15);
    for (const [type, { statusCode, responseParameters, responseTemplates }] of Object.entries(responses)) {
      assert.equal(responseParameters["gatewayresponse.header.Content-Type"], "'application/problem+json'");
      const template = responseTemplates["application/json"] ?? "";
      const filled = Object.entries(words).reduce((text, [name, value]) => text.replaceAll(name, value), template);
      const problem = JSON.parse(filled) as Record<string, unknown>;
      assert.deepEqual([problem["type"], problem["detail"]], ["about:blank", "Unauthorized"], type);
      assert.ok(typeof problem["title"] === "string" && problem["title"] !== "");
      assert.equal(problem["status"], statusCode === undefined ? undefined : Number(statusCode), type);
    }
    assert.deepEqual(
      ["UNAUTHORIZED", "EXPIRED_TOKEN", "BAD_REQUEST_BODY", "MISSING_AUTHENTICATION_TOKEN", "THROTTLED"].map(
        (type) => responses[type]?.statusCode,
      ),
      ["401", "401", "400", "404", "429"],
    );
    for (const type of ["DEFAULT_4XX", "DEFAULT_5XX"]) assert.ok(responses[type], type);
  });
});

describe("a page in a browser", () => {
  it("may not call unless its origin is named", async () => {
    const definition = await definitionOf();
    assert.ok(methodsOf(definition).every(([route]) => !route.startsWith("OPTIONS")));
    assert.doesNotMatch(JSON.stringify(definition), /Access-Control/);
  });

  it("may ask at each path which methods and headers it may use, without a token", async () => {
    const definition = await definitionOf({ allowedOrigins: [page] });
    for (const path of Object.keys(todos.paths)) {
      const { security, ...options } = methodOf(definition, `OPTIONS ${path}`);
      assert.deepEqual(security, []);
      assert.equal(options["x-amazon-apigateway-integration"].type, "mock");
    }
    const options = methodOf(definition, "OPTIONS /todos");
    const { responseParameters, responseTemplates } =
      options["x-amazon-apigateway-integration"].responses?.default ?? {};
    assert.deepEqual(responseParameters, {
      "method.response.header.Access-Control-Allow-Headers": "'Authorization,Content-Type,Idempotency-Key'",
      "method.response.header.Access-Control-Allow-Methods": "'GET,POST,OPTIONS'",
      "method.response.header.Access-Control-Max-Age": "'7200'",
      "method.response.header.Access-Control-Allow-Origin": `'${page}'`,
    });
    assert.equal(responseTemplates, undefined);
    // API Gateway maps only to headers that the method's answer declares.
    const declared = Object.keys(options.responses["204"]?.headers ?? {}).map((one) => `method.response.header.${one}`);
    assert.deepEqual(declared, Object.keys(responseParameters));
  });

  it("of one of several origins is told its own", async () => {
    const definition = await definitionOf({ allowedOrigins: [page, anotherPage] });
    const { responseParameters, responseTemplates } =
      methodOf(definition, "OPTIONS /summary")["x-amazon-apigateway-integration"].responses?.default ?? {};
    assert.equal(responseParameters?.["method.response.header.Vary"], "'Origin'");
    const template = responseTemplates?.["application/json"] ?? "";
    assert.ok(template.includes(`#if($origin == "${page}" || $origin == "${anotherPage}")`), template);
    assert.ok(template.includes("#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)"));
  });

  it("can read why it was refused", async () => {
    for (const [allowedOrigins, allowed] of [
      [[page], `'${page}'`],
      [[page, anotherPage], "'*'"],
    ] as const) {
      const definition = await definitionOf({ allowedOrigins: [...allowedOrigins] });
      for (const { responseParameters } of Object.values(definition["x-amazon-apigateway-gateway-responses"])) {
        assert.equal(responseParameters["gatewayresponse.header.Access-Control-Allow-Origin"], allowed);
      }
    }
  });

  it("is known to the functions, whose own answers say that it may read them", async () => {
    const origins = async (allowedOrigins: string[]) => {
      const { inputs } = (await deployed({ allowedOrigins })).one(types.lambda, "shop-todos-listTodos");
      return inputs["environment"];
    };
    assert.deepEqual(await origins([page, anotherPage]), { variables: { ALLOWED_ORIGINS: `${page},${anotherPage}` } });
    assert.equal(await origins([]), undefined);
  });
});

describe("a change of what an API is", () => {
  const triggersOf = async (args: Parameters<typeof deployed>[0] = {}) =>
    (await deployed(args)).one(types.deployment, "shop-todos").inputs["triggers"];
  const changed = (edit: (text: string) => string) => ({ openApiDocument: edit(least.openApiDocument) });

  it("makes another deployment, whatever it is", async () => {
    const before = await triggersOf();
    for (const args of [
      changed((text) => text.replace('"todos/read"', '"todos/look"')),
      changed((text) => text.replace('"maxLength":200', '"maxLength":100')),
      changed((text) => text.replace('"seconds":300,"perUser":false', '"seconds":300,"perUser":true')),
      changed((text) => text.replace("It worked", "It did")),
      { allowedOrigins: [page] },
      { userPoolArns: [userPoolArn, `${userPoolArn}4`] },
      { domainName: "api.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" },
    ]) {
      assert.notDeepEqual(await triggersOf(args), before, JSON.stringify(args).slice(0, 80));
    }
  });

  it("makes none where the document is only written otherwise", async () => {
    const openApiDocument = JSON.stringify(todos, undefined, 2);
    assert.deepEqual(await triggersOf({ openApiDocument }), await triggersOf());
  });

  it("is shown by the same stage, once every function may be called", async () => {
    const { one, resources } = await deployed();
    const deployment = one(types.deployment, "shop-todos");
    assert.equal(one(types.stage, "shop-todos").inputs["deployment"], deployment.id);
    const permissions = resources.filter(({ type }) => type === types.permission).map(({ urn }) => urn);
    assert.ok(permissions.length > 0 && permissions.every((urn) => deployment.dependencies.includes(urn)));
  });

  it("is refused by AWS where something would be left out of it", async () => {
    assert.equal((await deployed()).one(types.api, "shop-todos").inputs["failOnWarnings"], true);
  });
});
