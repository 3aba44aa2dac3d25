import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ClientSettings } from "../../apps/mytodolist/client/settings";
import { settingsFrom } from "../../apps/mytodolist/settings";
import { bundleFunction } from "../../components/bundle/bundle";
import { leftToRuntime } from "../../infra/todo-handlers";
import { readStackFile } from "../../plan/stacks";
import { Asset, type EvaluatedResource, type Evaluation, type Knowledge } from "../../sandbox";
import { disagreements } from "../components/serverless-api/contract";
import { text } from "../components/stack";
import { verdict } from "../iam/judge";
import { ofType, one, stackOf } from "./stack";

const root = join(__dirname, "../..");
const app = join(root, "apps/mytodolist");
const document = readFileSync(join(app, "openapi.json"), "utf8");
const operations = Object.values((JSON.parse(document) as { paths: Record<string, Record<string, Documented>> }).paths)
  .flatMap((item) => Object.values(item))
  .map(({ operationId, security }) => ({
    id: operationId,
    scopes: security.flatMap((scheme) => Object.values(scheme).flat()),
  }));

interface Documented {
  operationId: string;
  security: Record<string, string[]>[];
}

interface GuardRule {
  statement: { managedRuleGroupStatement?: { ruleActionOverrides?: { name: string; actionToUse: object }[] } };
}

const readers = ["listTodos", "readTodo"];
const types = {
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  cluster: "aws:dax/cluster:Cluster",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  group: "aws:ec2/securityGroup:SecurityGroup",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  lambda: "aws:lambda/function:Function",
  pool: "aws:cognito/userPool:UserPool",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  stage: "aws:apigateway/stage:Stage",
  table: "aws:dynamodb/table:Table",
} as const;

/** A stack as its file has it, but for what is said of the todo lists. */
function lists(stack: string, said: object = {}, knowledge: Knowledge = "deployed"): Promise<Evaluation> {
  const { config } = readStackFile(root, stack);
  const block = JSON.parse(config["clothesline:mytodolist"] ?? "{}") as object;
  return stackOf({ ...config, "clothesline:mytodolist": { ...block, ...said } }, knowledge);
}

const urns = ({ resources }: Evaluation) => resources.map(({ urn }) => urn).sort();
const functionOf = (stack: Evaluation, id: string) => one(stack, types.lambda, `mytodolist-api-${id}`);

function environmentOf(stack: Evaluation, id: string): Record<string, string> {
  const { environment } = functionOf(stack, id).inputs as { environment?: { variables: Record<string, string> } };
  return environment?.variables ?? {};
}

/** What is asked of a table or its accelerator by items. */
const itemActions = [
  ...["BatchGetItem", "BatchWriteItem", "ConditionCheckItem", "DeleteItem", "GetItem", "PutItem", "Query"],
  ...["Scan", "UpdateItem"],
];

/** The actions that a function may do with something, by the judge of IAM. */
function mayDo(stack: Evaluation, id: string, service: string, { outputs }: EvaluatedResource): string[] {
  const policy = text(one(stack, types.rolePolicy, `mytodolist-api-${id}`).inputs["policy"]);
  const principal = { AWS: `arn:aws:sts::123456789012:assumed-role/${id}/${id}` };
  // Whatever the code asks carries the key of its function.
  const context = { "lambda:SourceFunctionArn": text(functionOf(stack, id).outputs["arn"]) };
  const others = service === "dynamodb" ? ["DeleteTable", "UpdateTable", "PartiQLSelect"] : [];
  return [...itemActions, ...others].filter((action) => {
    const request = { principal, action: `${service}:${action}`, resource: text(outputs["arn"]), context };
    return verdict([policy], request) === "allowed";
  });
}

const uses: Record<string, string[]> = {
  listTodos: ["Query"],
  readTodo: ["GetItem"],
  createTodo: ["GetItem", "PutItem"],
  updateTodo: ["GetItem", "UpdateItem"],
  completeTodo: ["GetItem", "UpdateItem"],
  deleteTodo: ["GetItem", "PutItem"],
  listTemplates: [],
};

/** What somebody has changed is asked of DAX as a list of one. */
const usesOfDax: Record<string, string[]> = { listTodos: ["Query"], readTodo: ["GetItem", "Query"] };

for (const name of ["dev", "prod"]) {
  describe(`MyTodoList in ${name}`, () => {
    let stack: Evaluation;
    before(async () => {
      stack = await lists(name);
    });

    it("makes the same resources whether values are known or not", async () => {
      assert.deepEqual(urns(await lists(name, {}, "preview")), urns(stack));
      assert.equal(new Set(urns(stack)).size, stack.resources.length);
    });

    it("has deployed what the document says, and each operation is answered by its own function", () => {
      const { resources, stackOutputs } = stack;
      const found = {
        ...{ resources, outputs: stackOutputs, namesBehind: () => [] },
        ...{ one: one.bind(undefined, stack), all: ofType.bind(undefined, stack) },
      };
      assert.deepEqual(disagreements(found, document, "mytodolist-api"), []);
    });

    it("runs each function from its own file, with the SDK but for what the runtime brings", () => {
      for (const { id } of operations) {
        const { code } = functionOf(stack, id).inputs;
        const { path, hash } = bundleFunction(join(app, "functions", `${id}.ts`), { external: leftToRuntime });
        assert.ok(code instanceof Asset && code.fields["path"] === path, `${id}: ${hash}`);
        assert.ok(statSync(path).size <= (readers.includes(id) ? 850 : 450) * 1024);
      }
    });

    it("knows every scope that the document asks for, under the name that tokens have it by", () => {
      const { identifier, scopes } = one(stack, "aws:cognito/resourceServer:ResourceServer", "mytodolist-users")
        .inputs as { identifier: string; scopes: { scopeName: string }[] };
      const known = scopes.map(({ scopeName }) => `${identifier}/${scopeName}`);
      assert.deepEqual([...known].sort(), [...new Set(operations.flatMap(({ scopes: asked }) => asked))].sort());
      const { allowedOauthScopes } = one(stack, "aws:cognito/userPoolClient:UserPoolClient", "mytodolist-users").inputs;
      for (const scope of known) assert.ok((allowedOauthScopes as string[]).includes(scope), scope);
    });

    it("asks for tokens of its own users and of nobody else's", () => {
      const pool = text(one(stack, types.pool, "mytodolist-users").outputs["arn"]);
      const body = text(one(stack, "aws:apigateway/restApi:RestApi", "mytodolist-api").inputs["body"]);
      assert.deepEqual(body.match(/arn:aws:cognito-idp:[^"]+/g), [pool]);
    });

    it("tells each function what it asks for, and writers how long answers are kept", () => {
      const { stalenessSeconds } = JSON.parse(readStackFile(root, name).config["clothesline:mytodolist"] ?? "{}") as {
        stalenessSeconds?: number;
      };
      const tableName = text(one(stack, types.table, "mytodolist-table").outputs["name"]);
      for (const id of Object.keys(uses).filter((each) => each !== "listTemplates")) {
        const settings = settingsFrom(environmentOf(stack, id));
        assert.equal(settings.tableName, tableName);
        assert.equal(settings.cacheSeconds, stalenessSeconds ?? 60, id);
        const isThroughDax = name === "prod" && readers.includes(id);
        assert.equal(settings.daxEndpoint !== undefined, isThroughDax, id);
      }
      assert.equal(environmentOf(stack, "listTemplates")["TABLE_NAME"], undefined);
    });

    it("tells every function which pages may read its answers", () => {
      const page = name === "dev" ? "http://localhost:8080" : "https://todo.example.com";
      for (const { id } of operations) assert.equal(environmentOf(stack, id)["ALLOWED_ORIGINS"], page, id);
    });

    for (const [id, actions] of Object.entries(uses)) {
      it(`lets ${id} do ${actions.join(" and ") || "nothing"} with the table, and no more than its own reads through DAX`, () => {
        assert.deepEqual(mayDo(stack, id, "dynamodb", one(stack, types.table, "mytodolist-table")), actions);
        const [cluster] = ofType(stack, types.cluster);
        const through = cluster === undefined ? [] : mayDo(stack, id, "dax", cluster);
        assert.deepEqual(through, cluster === undefined ? [] : (usesOfDax[id] ?? []));
      });
    }

    it("lets no function do anything with another table, with files or with keys", () => {
      for (const { id } of operations) {
        const elsewhere = { outputs: { arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/mytodolist-table-2" } };
        assert.deepEqual(mayDo(stack, id, "dynamodb", elsewhere as unknown as EvaluatedResource), []);
        const policy = text(one(stack, types.rolePolicy, `mytodolist-api-${id}`).inputs["policy"]);
        const { Statement } = JSON.parse(policy) as { Statement: { Action: string[] }[] };
        const services = new Set(Statement.flatMap(({ Action }) => Action.map((action) => action.split(":")[0])));
        // Its log, its traces and, in a network, its interfaces are any function's.
        const own = ["logs", "xray", "ec2", "dynamodb", "dax"];
        assert.deepEqual(
          [...services].filter((service) => !own.includes(service ?? "")),
          [],
          id,
        );
      }
    });

    it("tells a client all that its settings ask for, and nothing else but names", () => {
      const told = stack.stackOutputs["mytodolist"] as Record<string, unknown>;
      const { tableName, functionNames, ...settings } = told;
      const asked: Record<keyof ClientSettings, RegExp> = {
        region: /^eu-west-1$/,
        apiUrl: name === "dev" ? /^https:\/\/[a-z0-9]+\.execute-api\..*\/live$/ : /^https:\/\/api\.todo\.example\.com$/,
        signInUrl:
          name === "dev"
            ? /^https:\/\/mytodolist-123456789012\.auth\.eu-west-1\.amazoncognito\.com$/
            : /^https:\/\/todo-example-com\.auth\.eu-west-1\.amazoncognito\.com$/,
        clientId: /^[a-z0-9]+$/,
        redirectUri:
          name === "dev" ? /^http:\/\/localhost:8080\/signed-in$/ : /^https:\/\/todo\.example\.com\/signed-in$/,
        userPoolId: /^eu-west-1_\w+$/,
        identityPoolId: /^eu-west-1:[0-9a-f-]+$/,
        bucketName: /^mytodolist-users-files-/,
      };
      assert.deepEqual(Object.keys(settings).sort(), Object.keys(asked).sort());
      for (const [key, pattern] of Object.entries(asked)) assert.match(String(settings[key]), pattern, key);
      assert.equal(tableName, one(stack, types.table, "mytodolist-table").outputs["name"]);
      assert.deepEqual(Object.keys(functionNames as object).sort(), Object.keys(uses).sort());
    });
  });
}

describe("MyTodoList's table", () => {
  it("has the keys and the end of life that the functions write", async () => {
    const { hashKey, rangeKey, ttl } = one(await lists("dev"), types.table, "mytodolist-table").inputs;
    assert.deepEqual([hashKey, rangeKey, ttl], ["pk", "sk", { attributeName: "expiresAt", enabled: true }]);
  });
});

describe("MyTodoList without DAX", () => {
  it("is in no network, whatever else the stack has", async () => {
    const stack = await lists("dev");
    const own = stack.resources.filter(({ name }) => name.startsWith("mytodolist"));
    assert.deepEqual(
      own.filter(({ type }) => /ec2|vpc|dax/i.test(type)).map(({ name }) => name),
      [],
    );
    for (const { id } of operations) assert.equal(functionOf(stack, id).inputs["vpcConfig"], undefined, id);
  });
});

describe("MyTodoList with DAX", () => {
  let stack: Evaluation;
  before(async () => {
    stack = await lists("prod");
  });

  it("has three nodes over the zones, which keep answers for as long as writers are told", () => {
    const { replicationFactor, nodeType, clusterEndpointEncryptionType } = one(
      stack,
      types.cluster,
      "mytodolist-table",
    ).inputs;
    assert.deepEqual([replicationFactor, nodeType, clusterEndpointEncryptionType], [3, "dax.t3.small", "TLS"]);
    const { parameters } = one(stack, "aws:dax/parameterGroup:ParameterGroup", "mytodolist-table").inputs;
    assert.deepEqual(
      (parameters as { value: string }[]).map(({ value }) => Number(value)),
      [60_000, 60_000],
    );
  });

  it("has the functions that read in the network, and no other", () => {
    const inNetwork = operations.filter(({ id }) => functionOf(stack, id).inputs["vpcConfig"] !== undefined);
    assert.deepEqual(inNetwork.map(({ id }) => id).sort(), readers);
  });

  it("lets these alone reach it, and them reach DynamoDB beside it and nothing else", () => {
    const groupId = (name: string) => one(stack, types.group, name).id;
    const accelerator = groupId("mytodolist-table-accelerator");
    const callers = ofType(stack, types.ingress).filter(({ inputs }) => inputs["securityGroupId"] === accelerator);
    assert.deepEqual(
      callers.map(({ inputs }) => [inputs["referencedSecurityGroupId"], inputs["fromPort"], inputs["toPort"]]),
      readers.map((id) => [groupId(`mytodolist-api-${id}`), 9111, 9111]),
    );
    const ways = readers.flatMap((id) =>
      ofType(stack, types.egress).filter(({ inputs }) => inputs["securityGroupId"] === groupId(`mytodolist-api-${id}`)),
    );
    assert.deepEqual(
      ways
        .map(({ inputs }) => [inputs["fromPort"], inputs["cidrIpv4"] ?? inputs["cidrIpv6"] ?? "in our network"])
        .sort(),
      readers
        .flatMap(() => [
          [443, "in our network"],
          [9111, "in our network"],
        ])
        .sort(),
    );
  });

  it("changes nothing but reading functions when it is switched off", async () => {
    const without = await lists("prod", { accelerator: undefined });
    const writers = operations.map(({ id }) => id).filter((id) => !readers.includes(id));
    for (const id of writers) assert.deepEqual(functionOf(without, id).inputs, functionOf(stack, id).inputs, id);
    const gone = urns(stack).filter((urn) => !urns(without).includes(urn));
    for (const urn of gone) assert.match(urn, /::mytodolist-(table(-accelerator.*)?|api-(listTodos|readTodo).*)$/);
  });
});

describe("MyTodoList, as its file says", () => {
  const said = {
    ...{ requestsPerSecond: 321, requestsInBurst: 654, logRetentionDays: 7, recoveryDays: 9, stalenessSeconds: 45 },
    ...{ responseCacheGigabytes: 1.6, signInPrefix: "my-todos", secondFactor: "required" },
    ...{ callbackUrls: ["todo://back", "https://todo.example.org/back"] },
    webOrigins: ["https://a.example.com", "https://b.example.com"],
    accelerator: { nodes: 2, nodeType: "dax.r5.large" },
    capacity: { minReadUnits: 6, maxReadUnits: 61, minWriteUnits: 7, maxWriteUnits: 71 },
  };
  let stack: Evaluation;
  before(async () => {
    stack = await lists("prod", said);
  });
  const inputsOf = (type: string, name: string, ...keys: string[]) => {
    const { inputs } = one(stack, type, name);
    return keys.map((key) => inputs[key]);
  };

  it("throttles and keeps answers", () => {
    const settings = (name: string) =>
      inputsOf("aws:apigateway/methodSettings:MethodSettings", name, "settings")[0] as Record<string, unknown>;
    const all = settings("mytodolist-api");
    assert.deepEqual(
      [all["throttlingRateLimit"], all["throttlingBurstLimit"], all["cachingEnabled"]],
      [321, 654, false],
    );
    assert.equal(settings("mytodolist-api-listTemplates")["cachingEnabled"], true);
    assert.deepEqual(inputsOf(types.stage, "mytodolist-api", "cacheClusterEnabled", "cacheClusterSize"), [true, "1.6"]);
  });

  it("has an accelerator and a capacity of that size", () => {
    assert.deepEqual(inputsOf(types.cluster, "mytodolist-table", "replicationFactor", "nodeType"), [2, "dax.r5.large"]);
    const limits = ofType(stack, "aws:appautoscaling/target:Target").map(({ inputs }) => [
      inputs["minCapacity"],
      inputs["maxCapacity"],
    ]);
    assert.deepEqual(limits.sort(), [
      [6, 61],
      [7, 71],
    ]);
    assert.match(
      JSON.stringify(inputsOf(types.table, "mytodolist-table", "pointInTimeRecovery")),
      /"recoveryPeriodInDays":9\b/,
    );
    assert.equal(environmentOf(stack, "createTodo")["CACHE_SECONDS"], "45");
  });

  it("signs people in there, leads them back there, and asks for a second factor", () => {
    const users = "mytodolist-users";
    assert.deepEqual(inputsOf("aws:cognito/userPoolDomain:UserPoolDomain", users, "domain"), ["my-todos"]);
    assert.deepEqual(inputsOf("aws:cognito/userPoolClient:UserPoolClient", users, "callbackUrls"), [said.callbackUrls]);
    const { redirectUri } = stack.stackOutputs["mytodolist"] as { redirectUri: string };
    assert.equal(redirectUri, "todo://back");
    assert.deepEqual(inputsOf(types.pool, users, "mfaConfiguration"), ["ON"]);
  });

  it("lets both pages use the API and the files", () => {
    const rules = inputsOf(
      "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
      "mytodolist-users-files",
      "corsRules",
    );
    for (const origin of said.webOrigins) assert.ok(JSON.stringify(rules).includes(origin), origin);
    assert.equal(environmentOf(stack, "listTodos")["ALLOWED_ORIGINS"], said.webOrigins.join(","));
  });

  it("keeps every log for that long", () => {
    const logs = ofType(stack, "aws:cloudwatch/logGroup:LogGroup").filter(({ name }) => name.startsWith("mytodolist"));
    assert.equal(logs.length, operations.length + 1);
    for (const { name, inputs } of logs) assert.equal(inputs["retentionInDays"], 7, name);
  });

  it("is written of by the address that is named, from the identity that is named", () => {
    const { emailConfiguration } = one(stack, types.pool, "mytodolist-users").inputs as {
      emailConfiguration: Record<string, string>;
    };
    assert.equal(emailConfiguration["sourceArn"], "arn:aws:ses:eu-west-1:111122223333:identity/example.com");
    assert.equal(emailConfiguration["fromEmailAddress"], "Todo <no-reply@example.com>");
  });

  it("tells every alarm to the stack's one topic", () => {
    const topic = one(stack, "aws:sns/topic:Topic", "platform-alarms").id;
    const alarms = ofType(stack, types.alarm).filter(({ name }) => name.startsWith("mytodolist"));
    assert.ok(alarms.length > 20);
    for (const { name, inputs } of alarms) assert.deepEqual(inputs["alarmActions"], [topic], name);
  });
});

describe("the log of MyTodoList's requests", () => {
  it("waits in prod for the role that lets API Gateway write it, which that stack gives the account", async () => {
    const stack = await lists("prod");
    const account = one(stack, "aws:apigateway/account:Account", "platform-api-gateway-logs");
    // What waits for its parent waits for this.
    assert.ok(one(stack, "clothesline:index:ServerlessApi", "mytodolist-api").dependencies.includes(account.urn));
    assert.ok(Object.hasOwn(one(stack, types.stage, "mytodolist-api").inputs, "accessLogSettings"));
  });

  it("is not there in dev, which may be alone in its account, or beside prod", async () => {
    const stack = await lists("dev");
    assert.deepEqual(ofType(stack, "aws:apigateway/account:Account"), []);
    assert.ok(!Object.hasOwn(one(stack, types.stage, "mytodolist-api").inputs, "accessLogSettings"));
  });
});

describe("what protects MyTodoList", () => {
  const kept = ({ resources }: Evaluation) =>
    resources
      .filter(({ protect, name }) => protect && name.startsWith("mytodolist"))
      .map(({ type }) => type.split(":").at(-1));

  it("holds in prod for users, their identities, todos and files, and for nothing in dev", async () => {
    const [dev, prod] = await Promise.all([lists("dev"), lists("prod")]);
    assert.deepEqual(kept(dev), []);
    assert.deepEqual([...new Set(kept(prod))].sort(), ["Alias", "Bucket", "IdentityPool", "Key", "Table", "UserPool"]);
    assert.deepEqual(
      ["dev", "prod"]
        .map((name) => (name === "dev" ? dev : prod))
        .map((stack) => [
          one(stack, types.table, "mytodolist-table").inputs["deletionProtectionEnabled"],
          one(stack, types.pool, "mytodolist-users").inputs["deletionProtection"],
        ]),
      [
        [false, "INACTIVE"],
        [true, "ACTIVE"],
      ],
    );
  });

  it("is that writers hear of another staleness with the accelerator that has it, and not before", async () => {
    const unknown = await lists("prod", {}, "preview");
    for (const id of ["createTodo", "updateTodo", "completeTodo", "deleteTodo"]) {
      const behind = functionOf(unknown, id).propertyDependencies["environment"] ?? [];
      assert.ok(behind.includes(one(unknown, types.cluster, "mytodolist-table").urn), id);
    }
  });

  it("is in prod a firewall, and Cognito's protection against stolen passwords", async () => {
    for (const [name, count] of [
      ["dev", 0],
      ["prod", 1],
    ] as const) {
      const stack = await lists(name);
      const own = (type: string) => ofType(stack, type).filter((each) => each.name.startsWith("mytodolist")).length;
      assert.equal(own("aws:wafv2/webAclAssociation:WebAclAssociation"), count);
      assert.equal(own("aws:cognito/riskConfiguration:RiskConfiguration"), count);
    }
  });

  it("takes in prod, past its firewall, the bodies that the document allows; web tiers judge theirs", async () => {
    const stack = await lists("prod");
    const counted = ({ inputs }: EvaluatedResource) =>
      (inputs as unknown as { rules: GuardRule[] }).rules.flatMap(
        ({ statement: { managedRuleGroupStatement: group } }) =>
          (group?.ruleActionOverrides ?? []).flatMap(({ name, actionToUse }) => ("count" in actionToUse ? [name] : [])),
      );
    const acls = ofType(stack, "aws:wafv2/webAcl:WebAcl").map((acl) => [acl.name, counted(acl).sort()]);
    const bodies = ["CrossSiteScripting", "EC2MetaDataSSRF", "GenericLFI", "GenericRFI", "SizeRestrictions"];
    assert.deepEqual(Object.fromEntries(acls), {
      "mytodolist-api": bodies.map((rule) => `${rule}_BODY`),
      "myclothes-web": [],
      "whatisthetime-web": [],
    });
  });
});
