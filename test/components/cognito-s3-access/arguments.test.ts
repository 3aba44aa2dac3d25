import assert from "node:assert/strict";
import { output } from "@pulumi/pulumi";
import fc from "fast-check";
import { CognitoS3Access, type CognitoS3AccessArgs } from "../../../components/cognito-s3-access/cognito-s3-access";
import { refusal, refused } from "../refusal";
import { stackOf } from "../stack";
import { fewest, full, functionArn, tableArn, todoWithUsers } from "./todo";

/** Arguments as JavaScript or another language may hand them over. */
const users = (args: object | undefined, name = "todo-users") => new CognitoS3Access(name, args as CognitoS3AccessArgs);
const many = (count: number) => Array.from({ length: count }, (_, index) => `todo${index}`);
const urls = (count: number) => many(count).map((name) => `https://${name}.example.com/`);

describe("users with their own files refuse", () => {
  const rows: [what: string, args: object | undefined, ...wrong: string[]][] = [
    ["no arguments at all", undefined, "domainPrefix", "callbackUrls"],
    ["an argument that does not exist", { clientSecret: "x" }, "clientSecret"],
    ["a prefix in capitals", { domainPrefix: "Todo" }, "domainPrefix"],
    ["a whole domain for a prefix", { domainPrefix: "todo.example.com" }, "domainPrefix"],
    ["a prefix with a dash at its end", { domainPrefix: "todo-" }, "domainPrefix"],
    ["a prefix that is too long", { domainPrefix: "t".repeat(64) }, "domainPrefix"],
    ["a prefix with a word that Cognito keeps to itself", { domainPrefix: "todo-cognito" }, "domainPrefix"],
    ["no place to come back to", { callbackUrls: [] }, "callbackUrls"],
    ["a place to come back to that is no list", { callbackUrls: "https://a.example.com" }, "callbackUrls"],
    ["a list of places that is known only later", { callbackUrls: output(urls(1)) }, "callbackUrls"],
    ["101 places to come back to", { callbackUrls: urls(101) }, "callbackUrls"],
    ["coming back without TLS", { callbackUrls: ["http://todo.example.com/"] }, "callbackUrls[0]"],
    ["coming back to what only looks local", { callbackUrls: ["http://localhost.example.com/"] }, "callbackUrls[0]"],
    ["coming back to a part of a page", { callbackUrls: ["https://todo.example.com/#in"] }, "callbackUrls[0]"],
    ["coming back to a path", { callbackUrls: ["/signed-in"] }, "callbackUrls[0]"],
    ["coming back to code", { callbackUrls: ["javascript:alert(1)"] }, "callbackUrls[0]"],
    ["coming back to one place twice", { callbackUrls: [...urls(1), ...urls(1)] }, "callbackUrls[1]"],
    ["signing out to nowhere", { logoutUrls: [""] }, "logoutUrls[0]"],
    ["a star for an origin", { webOrigins: ["*"] }, "webOrigins[0]"],
    ["an origin with a star", { webOrigins: ["https://*.example.com"] }, "webOrigins[0]"],
    ["an origin with a path", { webOrigins: ["https://todo.example.com/"] }, "webOrigins[0]"],
    ["an origin without TLS", { webOrigins: ["http://todo.example.com"] }, "webOrigins[0]"],
    ["an origin that is an application's", { webOrigins: ["todo://app"] }, "webOrigins[0]"],
    ["scopes as a list", { scopes: ["read"] }, "scopes"],
    ["49 scopes", { scopes: Object.fromEntries(many(49).map((name) => [name, "Read"])) }, "scopes"],
    ["a scope with a slash", { scopes: { "todos/read": "Read" } }, 'scopes["todos/read"]'],
    ["a scope with a space", { scopes: { "read all": "Read" } }, 'scopes["read all"]'],
    ["a scope that tells nobody what it permits", { scopes: { read: "" } }, 'scopes["read"]'],
    ["a name for an API without scopes", { apiIdentifier: "todos" }, "apiIdentifier"],
    ["a name for an API with a space", { apiIdentifier: "to dos", scopes: { read: "Read" } }, "apiIdentifier"],
    ["attributes in one text", { customAttributes: "plan" }, "customAttributes"],
    ["51 attributes", { customAttributes: many(51) }, "customAttributes"],
    ["an attribute by Cognito's own name for it", { customAttributes: ["custom:plan"] }, "customAttributes[0]"],
    ["an attribute with a long name", { customAttributes: ["a".repeat(21)] }, "customAttributes[0]"],
    ["an attribute twice", { customAttributes: ["plan", "plan"] }, "customAttributes[1]"],
    ["a second factor that it does not have", { secondFactor: "sms" }, "secondFactor"],
    ["sign-up in words", { selfSignUp: "no" }, "selfSignUp"],
    ["protection in words", { threatProtection: "ENFORCED" }, "threatProtection"],
    ["protection that asks for what nobody has", { threatProtection: true, secondFactor: "off" }, "threatProtection"],
    ["an identity for mails without an address", { mailIdentityArn: full.mailIdentityArn }, "mailIdentityArn"],
    ["an address for mails without an identity", { mailFrom: full.mailFrom }, "mailFrom"],
    ["a domain for an identity", { ...full, mailIdentityArn: "example.com" }, "mailIdentityArn"],
    ["no address for an address", { ...full, mailFrom: "Todo" }, "mailFrom"],
    ["a style that is no JSON", { loginSettings: "blue" }, "loginSettings"],
    ["a style that is no document", { loginSettings: "[]" }, "loginSettings"],
    ["tokens of four minutes", { accessTokenMinutes: 4 }, "accessTokenMinutes"],
    ["tokens of more than a day", { accessTokenMinutes: 1441 }, "accessTokenMinutes"],
    ["no renewal", { refreshTokenDays: 0 }, "refreshTokenDays"],
    ["renewal for eleven years", { refreshTokenDays: 4015 }, "refreshTokenDays"],
    ["no old versions", { oldVersionsKeptDays: 0 }, "oldVersionsKeptDays"],
    ["every table", { tableArn: tableArn.replace("todos", "*") }, "tableArn"],
    ["a table's index", { tableArn: `${tableArn}/index/byTitle` }, "tableArn"],
    ["a table's name", { tableArn: "todos" }, "tableArn"],
    ["every function", { functionArn: functionArn.replace("share", "*") }, "functionArn"],
    ["every version of a function", { functionArn: `${functionArn}:*` }, "functionArn"],
    ["a function's name", { functionArn: "share" }, "functionArn"],
    ["a bucket's ARN for its logs", { accessLogBucketName: "arn:aws:s3:::logs" }, "accessLogBucketName"],
    ["protection of data in words", { deletionProtection: "yes" }, "deletionProtection"],
    ["a queue for a topic", { alarmTopicArn: "arn:aws:sqs:eu-west-1:123456789012:a" }, "alarmTopicArn"],
  ];
  for (const [what, args, ...wrong] of rows) {
    it(what, () => {
      assert.deepEqual(
        refused(() => users(args && { ...fewest, ...args })),
        wrong,
      );
    });
  }

  for (const [what, name] of [
    ["no name", ""],
    ["a name of two words", "my users"],
    ["a name that no bucket can have", "todo_users"],
    ["a name too long for the role's", "u".repeat(47)],
  ] as const) {
    it(what, () => {
      assert.deepEqual(
        refused(() => users(fewest, name)),
        ["name"],
      );
    });
  }

  it("everything that is wrong in one error, each with what was given, what is allowed and the fix", () => {
    const bad = { domainPrefix: "Todo", callbackUrls: ["http://todo.example.com/"], tableArn: "*" };
    assert.deepEqual(refusal(() => users(bad)).message.split("\n"), [
      'CognitoS3Access "todo-users" cannot be made, 3 arguments are wrong:',
      '  domainPrefix: got "Todo". Allowed: 1 to 63 lower-case letters, digits and dashes, no dash at an end, without the words aws, amazon and cognito, which nobody else has in the region. Fix: write for example "todo-example-com".',
      '  callbackUrls[0]: got "http://todo.example.com/". Allowed: https, or http on localhost, or a scheme of the application\'s own, without #, or an output of one. Fix: write for example "https://todo.example.com/signed-in" or "todo://signed-in".',
      '  tableArn: got "*". Allowed: the ARN of a table, not of an index, and without a star, or an output of it. Fix: write for example "arn:aws:dynamodb:eu-west-1:123456789012:table/todos".',
    ]);
  });
});

describe("users with their own files of any arguments", () => {
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const url = fc.constantFrom("https://a.example.com/", "todo://in", "http://localhost:8080/in", "http://127.0.0.1/");
  const scope = fc.stringMatching(/^[a-z][a-z.:]{0,20}$/);
  const mail = { mailIdentityArn: full.mailIdentityArn, mailFrom: full.mailFrom };
  const good = fc
    .record(
      {
        domainPrefix: fc.constantFrom("todo", "todo-example-com", output("todo")),
        callbackUrls: fc.uniqueArray(url, { minLength: 1 }),
        logoutUrls: fc.uniqueArray(url),
        webOrigins: fc.uniqueArray(fc.constantFrom("https://a.example.com", "http://localhost:8080")),
        scopes: fc.dictionary(scope, fc.constant("Read"), { minKeys: 1, maxKeys: 48 }),
        customAttributes: fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/), { maxLength: 50 }),
        secondFactor: fc.constantFrom("optional", "required"),
        selfSignUp: fc.boolean(),
        threatProtection: fc.boolean(),
        loginSettings: fc.constant("{}"),
        accessTokenMinutes: fc.integer({ min: 5, max: 1440 }),
        refreshTokenDays: fc.integer({ min: 1, max: 3650 }),
        oldVersionsKeptDays: fc.integer({ min: 1, max: 3650 }),
        tableArn: fc.constantFrom(tableArn, output(tableArn)),
        functionArn: fc.constantFrom(functionArn, `${functionArn}:live`),
        deletionProtection: fc.boolean(),
      },
      { requiredKeys: ["domainPrefix", "callbackUrls"] },
    )
    .chain((args) =>
      optional(fc.constant(mail)).map((sender) => ({ ...args, ...sender })),
    ) as fc.Arbitrary<CognitoS3AccessArgs>;

  it("that are allowed are made, every resource once, and one role has one policy", async () => {
    await fc.assert(
      fc.asyncProperty(good, async (args) => {
        const { resources, all } = await stackOf(todoWithUsers(args));
        const urns = resources.map(({ urn }) => urn);
        assert.equal(new Set(urns).size, urns.length);
        assert.equal(all("aws:iam/role:Role").length, 1);
        assert.equal(all("aws:iam/rolePolicy:RolePolicy").length, 1);
      }),
      { numRuns: 30 },
    );
  });

  it("of which one is not allowed are refused, and that one is named", () => {
    const badValues: Record<string, unknown[]> = {
      domainPrefix: [undefined, null, "", 7, "Todo"],
      callbackUrls: [undefined, null, [], {}, [7]],
      logoutUrls: [null, "", 7, [null]],
      webOrigins: [null, "*", ["*"]],
      scopes: [null, 7, [], { "": "Read" }],
      customAttributes: [null, 7, [""]],
      secondFactor: [null, "", "on", true],
      selfSignUp: [null, 0, "true"],
      threatProtection: [null, 1],
      loginSettings: [null, "", 7],
      accessTokenMinutes: [null, 0, 4.5, Number.NaN, "60"],
      refreshTokenDays: [null, -1, "30"],
      oldVersionsKeptDays: [null, 0, 1.5],
      tableArn: [null, "", 7, "*"],
      functionArn: [null, "", 7, "*"],
      deletionProtection: [null, "true", 1],
      clientSecret: ["x"],
    };
    const bad = fc
      .constantFrom(...Object.entries(badValues))
      .chain(([argument, values]) => fc.constantFrom(...values).map((value) => [argument, value] as const));
    fc.assert(
      fc.property(good, bad, (args, [argument, value]) => {
        const wrong = refused(() => users({ ...args, [argument]: value }));
        assert.ok(
          wrong.some((path) => path.startsWith(argument)),
          `${wrong.join(", ")} instead of ${argument}`,
        );
      }),
    );
  });
});
