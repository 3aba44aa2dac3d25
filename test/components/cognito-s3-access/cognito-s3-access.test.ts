import assert from "node:assert/strict";
import type { CognitoS3AccessArgs } from "../../../components/cognito-s3-access/cognito-s3-access";
import { bothStates, stackOf, text } from "../stack";
import { full, todoWithUsers, types } from "./todo";

const name = "todo-users";
const smallest = () => stackOf(todoWithUsers());
const withAll = () => stackOf(todoWithUsers(full));
const poolOf = async (args: Partial<CognitoS3AccessArgs> = {}) =>
  (await stackOf(todoWithUsers(args))).one(types.pool, name).inputs;
const clientOf = async (args: Partial<CognitoS3AccessArgs> = {}) =>
  (await stackOf(todoWithUsers(args))).one(types.client, name).inputs;

describe("users with their own files", () => {
  for (const [kind, args] of Object.entries({ "the smallest": {}, "with all that there is": full })) {
    it(`are made of the same resources whether values are known or not (${kind})`, async () => {
      const [preview, deployed] = await Promise.all(
        bothStates.map(async (state) => (await stackOf(todoWithUsers(args), state)).resources.map(({ urn }) => urn)),
      );
      assert.ok((preview?.length ?? 0) > 15);
      assert.deepEqual(deployed?.sort(), preview?.sort());
    });
  }

  it("own everything they are made of, under their own name", async () => {
    const { resources, one } = await withAll();
    const component = one(types.access, name);
    for (const { type, name: child, parent } of resources.filter(({ type }) => type.startsWith("aws:"))) {
      assert.equal(parent, component.urn, `${type} ${child}`);
      assert.match(child, /^todo-users(-|$)/);
    }
  });

  it("refuse to be deleted, with what their files are found and read by, unless told otherwise", async () => {
    const protectedOnes = async (args: Partial<CognitoS3AccessArgs>) =>
      (await stackOf(todoWithUsers(args))).resources.filter(({ protect }) => protect).map(({ type }) => type);
    const held = [types.alias, types.bucket, types.identityPool, types.key, types.pool].sort();
    assert.deepEqual((await protectedOnes({})).sort(), held);
    assert.deepEqual(await protectedOnes({ deletionProtection: false }), []);
    assert.equal((await poolOf())["deletionProtection"], "ACTIVE");
    assert.equal((await poolOf({ deletionProtection: false }))["deletionProtection"], "INACTIVE");
  });

  it("tell a client identifiers and addresses, and nothing secret", async () => {
    const { outputs, one } = await stackOf(todoWithUsers(full), "deployed");
    const pool = one(types.pool, name);
    assert.deepEqual(outputs, {
      userPoolId: pool.id,
      userPoolArn: pool.outputs["arn"],
      clientId: one(types.client, name).id,
      identityPoolId: one(types.identityPool, name).id,
      signInUrl: "https://todo-example-com.auth.eu-west-1.amazoncognito.com",
      issuerUrl: `https://cognito-idp.eu-west-1.amazonaws.com/${text(pool.id)}`,
      scopes: ["todos/todos.read", "todos/todos.write"],
      bucketName: one(types.bucket, "todo-users-files").outputs["bucket"],
      filePrefix: "private/",
      region: "eu-west-1",
      authenticatedRoleArn: one(types.role, "todo-users-signed-in").outputs["arn"],
    });
  });

  it("tell in a preview already what an API asks of its tokens", async () => {
    assert.deepEqual((await withAll()).outputs["scopes"], ["todos/todos.read", "todos/todos.write"]);
    assert.deepEqual((await smallest()).outputs["scopes"], []);
  });
});

describe("the user pool", () => {
  it("knows people by their mailbox, in whatever case it is written, and gives it back to who has it", async () => {
    const pool = await poolOf();
    assert.deepEqual(pool["usernameAttributes"], ["email"]);
    assert.deepEqual(pool["usernameConfiguration"], { caseSensitive: false });
    assert.deepEqual(pool["autoVerifiedAttributes"], ["email"]);
    assert.deepEqual(pool["accountRecoverySetting"], {
      recoveryMechanisms: [{ name: "verified_email", priority: 1 }],
    });
    assert.deepEqual(pool["userAttributeUpdateSettings"], { attributesRequireVerificationBeforeUpdates: ["email"] });
  });

  it("asks for long passwords", async () => {
    const { minimumLength } = (await poolOf())["passwordPolicy"] as { minimumLength: number };
    assert.equal(minimumLength, 12);
  });

  it("has a schema that can stay: the standard one, and attributes that are optional and can be changed", async () => {
    assert.equal((await poolOf())["schemas"], undefined);
    const attribute = {
      ...{ attributeDataType: "String", mutable: true, required: false, developerOnlyAttribute: false },
      stringAttributeConstraints: { minLength: "0", maxLength: "2048" },
    };
    assert.deepEqual((await poolOf({ customAttributes: ["plan", "team"] }))["schemas"], [
      { name: "plan", ...attribute },
      { name: "team", ...attribute },
    ]);
  });

  for (const [secondFactor, mfaConfiguration] of [
    [undefined, "OPTIONAL"],
    ["optional", "OPTIONAL"],
    ["required", "ON"],
    ["off", "OFF"],
  ] as const) {
    it(`has a second factor, by an app alone: ${secondFactor ?? "what there is unless told"}`, async () => {
      const pool = await poolOf(secondFactor === undefined ? {} : { secondFactor });
      assert.equal(pool["mfaConfiguration"], mfaConfiguration);
      const byApp = secondFactor === "off" ? undefined : { enabled: true };
      assert.deepEqual(pool["softwareTokenMfaConfiguration"], byApp);
      assert.deepEqual([pool["smsConfiguration"], pool["emailMfaConfiguration"]], [undefined, undefined]);
    });
  }

  it("lets people make their account unless told otherwise", async () => {
    const config = async (args: Partial<CognitoS3AccessArgs>) => (await poolOf(args))["adminCreateUserConfig"];
    assert.deepEqual(await config({}), { allowAdminCreateUserOnly: false });
    assert.deepEqual(await config({ selfSignUp: false }), { allowAdminCreateUserOnly: true });
  });

  it("mails by SES as who it is told, and by Cognito otherwise", async () => {
    assert.deepEqual((await poolOf())["emailConfiguration"], { emailSendingAccount: "COGNITO_DEFAULT" });
    const { mailIdentityArn, mailFrom } = full;
    assert.deepEqual((await poolOf({ mailIdentityArn, mailFrom }))["emailConfiguration"], {
      emailSendingAccount: "DEVELOPER",
      sourceArn: mailIdentityArn,
      fromEmailAddress: mailFrom,
    });
  });

  it("looks for threats where it is told to, on the plan that has it, and says in both states which", async () => {
    for (const [args, plan, mode] of [
      [{}, "ESSENTIALS", "OFF"],
      [{ threatProtection: true }, "PLUS", "ENFORCED"],
    ] as const) {
      const pool = await poolOf(args);
      assert.equal(pool["userPoolTier"], plan);
      assert.deepEqual(pool["userPoolAddOns"], { advancedSecurityMode: mode });
    }
  });

  it("refuses stolen passwords and asks strangers for more, as long as it looks for threats", async () => {
    assert.deepEqual((await smallest()).all(types.risk), []);
    const risk = (await withAll()).one(types.risk, name);
    assert.deepEqual(risk.inputs["compromisedCredentialsRiskConfiguration"], {
      eventFilters: ["SIGN_IN", "PASSWORD_CHANGE", "SIGN_UP"],
      actions: { eventAction: "BLOCK" },
    });
    assert.deepEqual(risk.inputs["accountTakeoverRiskConfiguration"], {
      actions: {
        lowAction: { eventAction: "MFA_IF_CONFIGURED", notify: false },
        mediumAction: { eventAction: "MFA_IF_CONFIGURED", notify: false },
        highAction: { eventAction: "MFA_REQUIRED", notify: false },
      },
    });
    // Cognito refuses to delete it from a pool that looks for none any more.
    assert.equal(risk.retainOnDelete, true);
  });
});

describe("signing in", () => {
  it("has pages of its own, in the style that it is told or in Cognito's", async () => {
    const { one, namesBehind } = await smallest();
    const domain = one(types.domain, name);
    assert.deepEqual([domain.inputs["domain"], domain.inputs["managedLoginVersion"]], ["todo-example-com", 2]);
    assert.deepEqual(namesBehind(domain, "userPoolId"), [name]);
    const style = one(types.branding, name).inputs;
    assert.deepEqual([style["useCognitoProvidedValues"], style["settings"]], [true, undefined]);
    const told = (await withAll()).one(types.branding, name).inputs;
    assert.deepEqual([told["useCognitoProvidedValues"], told["settings"]], [undefined, "{}"]);
  });

  it("is for a public client, by a code and in no other way", async () => {
    const client = await clientOf();
    assert.equal(client["generateSecret"], false);
    assert.equal(client["allowedOauthFlowsUserPoolClient"], true);
    assert.deepEqual(client["allowedOauthFlows"], ["code"]);
    assert.deepEqual(client["explicitAuthFlows"], ["ALLOW_REFRESH_TOKEN_AUTH"]);
    assert.deepEqual(client["supportedIdentityProviders"], ["COGNITO"]);
    assert.equal(client["enableTokenRevocation"], true);
    assert.equal(client["preventUserExistenceErrors"], "ENABLED");
    assert.deepEqual(client["callbackUrls"], ["https://todo.example.com/signed-in"]);
    assert.deepEqual(client["logoutUrls"], []);
    assert.deepEqual((await clientOf(full))["logoutUrls"], full.logoutUrls);
  });

  it("gives tokens for an hour, renewed for a month, unless told otherwise", async () => {
    for (const [args, minutes, days] of [
      [{}, 60, 30],
      [{ accessTokenMinutes: 5, refreshTokenDays: 1 }, 5, 1],
    ] as const) {
      const client = await clientOf(args);
      const units = { accessToken: "minutes", idToken: "minutes", refreshToken: "days" };
      assert.deepEqual(client["tokenValidityUnits"], units);
      assert.deepEqual([client["accessTokenValidity"], client["idTokenValidity"]], [minutes, minutes]);
      assert.equal(client["refreshTokenValidity"], days);
    }
  });

  it("grants the API's scopes, which are there before the client, and none over the account", async () => {
    const { one, namesBehind } = await withAll();
    const server = one(types.server, name).inputs;
    assert.equal(server["identifier"], "todos");
    assert.deepEqual(server["scopes"], [
      { scopeName: "todos.read", scopeDescription: "Read your todos" },
      { scopeName: "todos.write", scopeDescription: "Change your todos" },
    ]);
    const client = one(types.client, name);
    const scopes = ["openid", "email", "todos/todos.read", "todos/todos.write"];
    assert.deepEqual(client.inputs["allowedOauthScopes"], scopes);
    assert.deepEqual(namesBehind(client, "allowedOauthScopes"), [name]);
    assert.ok(client.dependencies.includes(one(types.server, name).urn));
  });

  it("grants no scopes of an API where there are none, and calls an API like the component", async () => {
    const { all, one } = await smallest();
    assert.deepEqual(all(types.server), []);
    assert.deepEqual(one(types.client, name).inputs["allowedOauthScopes"], ["openid", "email"]);
    const named = await stackOf(todoWithUsers({ scopes: { read: "Read" } }));
    assert.equal(named.one(types.server, name).inputs["identifier"], name);
  });

  it("lets a client read what the application says of somebody, and write none of it", async () => {
    const client = await clientOf({ customAttributes: ["plan"] });
    assert.deepEqual(client["readAttributes"], ["email", "name", "locale", "email_verified", "custom:plan"]);
    assert.deepEqual(client["writeAttributes"], ["email", "name", "locale"]);
  });
});

describe("temporary credentials", () => {
  it("are for who is signed in to this pool's client and still may be, and for no guest", async () => {
    const { one } = await stackOf(todoWithUsers(), "deployed");
    const { inputs } = one(types.identityPool, name);
    assert.equal(inputs["allowUnauthenticatedIdentities"], false);
    assert.equal(inputs["allowClassicFlow"], false);
    assert.deepEqual(inputs["cognitoIdentityProviders"], [
      {
        clientId: one(types.client, name).id,
        providerName: one(types.pool, name).outputs["endpoint"],
        serverSideTokenCheck: true,
      },
    ]);
  });

  it("are of one role, for an hour, and there is none for guests", async () => {
    const { one, all } = await stackOf(todoWithUsers(), "deployed");
    const [role, ...others] = all(types.role);
    assert.deepEqual(others, []);
    assert.equal(role?.inputs["maxSessionDuration"], 3600);
    const attachment = one(types.attachment, name);
    assert.deepEqual(attachment.inputs["roles"], { authenticated: role.outputs["arn"] });
    assert.equal(attachment.inputs["roleMappings"], undefined);
    // A new attachment of the same pool would be emptied by the old one's deletion.
    assert.equal(attachment.deleteBeforeReplace, true);
  });
});

describe("the files", () => {
  const filesName = "todo-users-files";

  it("lie in a closed bucket with a key of its own, of which old versions are kept", async () => {
    const { one, namesBehind } = await smallest();
    for (const type of [types.encryption, types.versioning, types.publicAccess, types.bucketPolicy, types.lifecycle]) {
      assert.deepEqual(namesBehind(one(type, filesName), "bucket"), [filesName]);
    }
    assert.ok(one(types.encryption, filesName).dependencies.includes(one(types.key, filesName).urn));
  });

  it("can be brought back for 90 days unless told otherwise", async () => {
    for (const [args, noncurrentDays] of [
      [{}, 90],
      [{ oldVersionsKeptDays: 30 }, 30],
    ] as const) {
      const { one } = await stackOf(todoWithUsers(args));
      const [rule] = one(types.lifecycle, filesName).inputs["rules"] as { noncurrentVersionExpiration: object }[];
      assert.deepEqual(rule?.noncurrentVersionExpiration, { noncurrentDays });
    }
  });

  it("are used by web pages of the origins that are told, and by no other page", async () => {
    assert.deepEqual((await smallest()).all(types.cors), []);
    const { one, namesBehind } = await withAll();
    const cors = one(types.cors, filesName);
    assert.deepEqual(namesBehind(cors, "bucket"), [filesName]);
    const [rule, ...others] = cors.inputs["corsRules"] as { allowedOrigins: string[]; exposeHeaders: string[] }[];
    assert.deepEqual(others, []);
    assert.deepEqual(rule?.allowedOrigins, full.webOrigins);
    // Without it a browser cannot complete an upload in parts.
    assert.deepEqual(rule.exposeHeaders, ["ETag"]);
  });

  it("have their requests logged where it is told to which bucket", async () => {
    assert.deepEqual((await smallest()).all(types.logging), []);
    const { targetBucket, targetPrefix } = (await withAll()).one(types.logging, filesName).inputs;
    assert.deepEqual([targetBucket, targetPrefix], ["access-logs", `${filesName}/`]);
  });
});

describe("the users' alarms", () => {
  const always = ["sign-in-failures", "sign-in-throttles", "sign-up-throttles", "token-refresh-throttles"];

  it("are on people turned away, on sign-ins that fail, and on threats where they are looked for", async () => {
    const names = async (args: Partial<CognitoS3AccessArgs>) =>
      (await stackOf(todoWithUsers(args))).all(types.alarm).map((alarm) => alarm.name);
    assert.deepEqual(
      await names({}),
      always.map((what) => `${name}-${what}`),
    );
    const threats = ["account-takeover", ...always];
    assert.deepEqual(
      await names({ threatProtection: true }),
      threats.map((what) => `${name}-${what}`),
    );
  });

  it("look at this pool and client, explain themselves, and are quiet while nobody signs in", async () => {
    const { all, one } = await withAll();
    for (const { inputs, dependencies } of all(types.alarm)) {
      assert.ok(dependencies.includes(one(types.pool, name).urn));
      assert.equal(inputs["treatMissingData"], "notBreaching");
      assert.match(text(inputs["alarmDescription"]), /todo-users/);
    }
  });

  it("tell the topic, and nobody without one", async () => {
    const { alarmTopicArn } = full;
    for (const [args, told] of [
      [{ alarmTopicArn }, [alarmTopicArn]],
      [{}, []],
    ] as const) {
      for (const { inputs } of (await stackOf(todoWithUsers(args))).all(types.alarm)) {
        assert.deepEqual([inputs["alarmActions"], inputs["okActions"]], [told, told]);
      }
    }
  });
});
