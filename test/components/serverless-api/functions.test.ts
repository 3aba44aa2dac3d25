import assert from "node:assert/strict";
import type { ApiHandlerArgs } from "../../../components/index";
import type { Properties } from "../../../sandbox";
import { networkIn } from "../network-in";
import { stackOf, text } from "../stack";
import { deployed } from "./deployed";
import { handlersOf, operationIds, todos, types, withApi } from "./todos";

const table = "arn:aws:dynamodb:eu-west-1:123456789012:table/todos";
const accelerator = { securityGroupId: "sg-0123456789abcdef0", port: 9111 };
const withHandler = (listTodos: Partial<ApiHandlerArgs>) => ({ handlers: handlersOf(operationIds, { listTodos }) });
const inNetwork = (given: Partial<ApiHandlerArgs> = {}) => withApi(withHandler({ network: networkIn("ab"), ...given }));

async function statementsOf(operation: string, args: Parameters<typeof withApi>[0] = {}): Promise<Properties[]> {
  const { one } = await deployed(args);
  const policy = JSON.parse(text(one(types.policy, `shop-todos-${operation}`).inputs["policy"])) as {
    Statement: Properties[];
  };
  return policy.Statement;
}

describe("a function of an API", () => {
  it("runs on AWS's own processors with the newest runtime, and is traced", async () => {
    const { all } = await stackOf(withApi());
    assert.equal(all(types.lambda).length, operationIds.length);
    for (const { inputs } of all(types.lambda)) {
      assert.deepEqual(inputs["architectures"], ["arm64"]);
      assert.equal(inputs["runtime"], "nodejs24.x");
      assert.equal(inputs["handler"], "index.handler");
      assert.deepEqual(inputs["tracingConfig"], { mode: "Active" });
      assert.deepEqual([inputs["memorySize"], inputs["timeout"]], [512, 10]);
    }
  });

  it("says which route it answers, and for whom", async () => {
    const { one } = await stackOf(withApi());
    const said = ["deleteTodo", "readHealth"].map((id) => one(types.lambda, `shop-todos-${id}`).inputs["description"]);
    assert.deepEqual(said, ["DELETE /todos/{todoId}, for tokens with todos/write", "GET /health, for everybody"]);
  });

  it("has what its handler asks for, and no other function has it", async () => {
    const given = { environment: { TABLE_NAME: "todos" }, memoryMegabytes: 1024, timeoutSeconds: 29 };
    const { one } = await stackOf(withApi(withHandler(given)));
    const { inputs } = one(types.lambda, "shop-todos-listTodos");
    assert.deepEqual(inputs["environment"], { variables: { TABLE_NAME: "todos" } });
    assert.deepEqual([inputs["memorySize"], inputs["timeout"]], [1024, 29]);
    assert.equal(one(types.lambda, "shop-todos-readTodo").inputs["environment"], undefined);
  });

  it("writes to a log of its own, which is kept for a time and encrypted", async () => {
    const { all, one, namesBehind } = await stackOf(withApi({ logRetentionDays: 7 }));
    for (const lambda of all(types.lambda)) {
      assert.deepEqual(namesBehind(lambda, "loggingConfig"), [lambda.name]);
      const log = one(types.logGroup, lambda.name);
      assert.equal(log.inputs["retentionInDays"], 7);
      assert.deepEqual(namesBehind(log, "kmsKeyId"), ["shop-todos"]);
    }
    assert.equal((await stackOf(withApi())).one(types.logGroup, "shop-todos-listTodos").inputs["retentionInDays"], 30);
  });

  it("may write its log and its traces, and nothing else unless its handler says so", async () => {
    const { one } = await deployed();
    const log = text(one(types.logGroup, "shop-todos-listTodos").outputs["arn"]);
    assert.deepEqual(await statementsOf("listTodos"), [
      {
        Sid: "WritesItsLog",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${log}:*`,
      },
      {
        Sid: "WritesItsTraces",
        Effect: "Allow",
        Action: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
        Resource: "*",
      },
    ]);
  });

  it("may do exactly what its handler says, while no other function may", async () => {
    const conditions = { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": "a" } };
    const statements = [
      { actions: ["dynamodb:Query"], resources: [table, `${table}/index/*`], conditions },
      { actions: ["dynamodb:GetItem"], resources: [table] },
    ];
    const args = withHandler({ statements });
    assert.deepEqual((await statementsOf("listTodos", args)).slice(2), [
      {
        Effect: "Allow",
        Action: ["dynamodb:Query"],
        Resource: [table, `${table}/index/*`],
        Condition: conditions,
      },
      { Effect: "Allow", Action: ["dynamodb:GetItem"], Resource: [table] },
    ]);
    assert.equal((await statementsOf("readTodo", args)).length, 2);
  });

  it("has a role that Lambda alone takes on, and that is there in full before it", async () => {
    const { one } = await stackOf(withApi());
    const { inputs } = one(types.role, "shop-todos-listTodos");
    const [statement] = (JSON.parse(text(inputs["assumeRolePolicy"])) as { Statement: Properties[] }).Statement;
    assert.deepEqual(statement?.["Principal"], { Service: "lambda.amazonaws.com" });
    const policy = one(types.policy, "shop-todos-listTodos").urn;
    assert.ok(one(types.lambda, "shop-todos-listTodos").dependencies.includes(policy));
  });

  it("is called by the API alone, for its own method of the one stage", async () => {
    const { all, one, outputs } = await deployed();
    const sources = Object.fromEntries(
      all(types.permission).map(({ name, inputs }) => {
        assert.deepEqual(
          [inputs["action"], inputs["principal"]],
          ["lambda:InvokeFunction", "apigateway.amazonaws.com"],
        );
        assert.equal(inputs["function"], one(types.lambda, name).outputs["name"]);
        return [name.replace("shop-todos-", ""), text(inputs["sourceArn"])];
      }),
    );
    const api = `arn:aws:execute-api:eu-west-1:123456789012:${text(outputs["apiId"] as string)}/live`;
    assert.deepEqual(sources, {
      createTodo: `${api}/POST/todos`,
      deleteTodo: `${api}/DELETE/todos/*`,
      listTemplates: `${api}/GET/templates/*`,
      listTodos: `${api}/GET/todos`,
      readHealth: `${api}/GET/health`,
      readSummary: `${api}/GET/summary`,
      readTodo: `${api}/GET/todos/*`,
    });
  });
});

describe("a function of an API in a network", () => {
  it("is the only one there, in the app tier, in a group of its own", async () => {
    const { all, one } = await stackOf(inNetwork());
    const inOne = all(types.lambda).filter(({ inputs }) => inputs["vpcConfig"] !== undefined);
    assert.deepEqual(
      inOne.map(({ name }) => name),
      ["shop-todos-listTodos"],
    );
    assert.deepEqual(
      all(types.group).map(({ name }) => name),
      ["shop-todos-listTodos"],
    );
    assert.equal(one(types.group, "shop-todos-listTodos").inputs["vpcId"], "vpc-0123456789abcdef0");
    const deployedStack = await stackOf(inNetwork(), "deployed");
    const group = deployedStack.one(types.group, "shop-todos-listTodos");
    assert.deepEqual(deployedStack.one(types.lambda, "shop-todos-listTodos").inputs["vpcConfig"], {
      subnetIds: ["subnet-0a000000000000002", "subnet-0b000000000000002"],
      securityGroupIds: [group.id],
    });
    assert.deepEqual(deployedStack.outputs["functionSecurityGroupIds"], { listTodos: group.id });
  });

  it("is called by nobody there, and calls nothing unless its handler says so", async () => {
    const { all } = await stackOf(inNetwork());
    assert.deepEqual([...all(types.ingress), ...all(types.egress)], []);
  });

  it("calls the stores and services that its handler names, by one way each", async () => {
    const { all, namesBehind } = await stackOf(
      inNetwork({ stores: { accelerator }, reachesDynamodb: true, reachesS3: true }),
    );
    const ways = all(types.egress).map((rule) => {
      assert.deepEqual(namesBehind(rule, "securityGroupId"), ["shop-todos-listTodos"]);
      const { referencedSecurityGroupId, prefixListId, fromPort, toPort } = rule.inputs;
      return [referencedSecurityGroupId ?? prefixListId, fromPort, toPort];
    });
    assert.deepEqual(ways, [
      [accelerator.securityGroupId, 9111, 9111],
      ["pl-6fa54006", 443, 443],
      ["pl-6da54004", 443, 443],
    ]);
    assert.deepEqual(
      all(types.ingress).map(({ inputs }) => inputs["securityGroupId"]),
      [accelerator.securityGroupId],
    );
  });

  it("has its ways out before it is called", async () => {
    const { all, one } = await stackOf(inNetwork({ stores: { accelerator }, reachesDynamodb: true }));
    const { dependencies } = one(types.lambda, "shop-todos-listTodos");
    for (const { urn, name } of all(types.egress)) assert.ok(dependencies.includes(urn), name);
  });

  it("lets Lambda make its network interfaces, and its own code make none", async () => {
    const statements = await statementsOf("listTodos", withHandler({ network: networkIn("ab") }));
    const [makes, doesNot] = statements.slice(2);
    assert.deepEqual([makes?.["Effect"], doesNot?.["Effect"]], ["Allow", "Deny"]);
    assert.deepEqual(makes?.["Action"], doesNot?.["Action"]);
    assert.deepEqual(doesNot?.["Condition"], { Null: { "lambda:SourceFunctionArn": "false" } });
  });
});

describe("a handler that is added", () => {
  it("renames nothing that is there already", async () => {
    const { "/health": health, ...paths } = todos.paths;
    assert.ok(health);
    const fewer = {
      openApiDocument: JSON.stringify({ ...todos, paths }),
      handlers: handlersOf(operationIds.filter((id) => id !== "readHealth")),
    };
    const urns = async (args: Parameters<typeof withApi>[0]) =>
      (await stackOf(withApi(args))).resources.map(({ urn }) => urn);
    const [before, after] = [await urns(fewer), await urns({})];
    assert.deepEqual(
      before.filter((urn) => !after.includes(urn)),
      [],
    );
    assert.ok(after.filter((urn) => !before.includes(urn)).every((urn) => urn.includes("readHealth")));
  });
});
