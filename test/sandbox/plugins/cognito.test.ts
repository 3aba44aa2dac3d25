import assert from "node:assert/strict";
import type { Properties } from "../../../sandbox/values";
import { useAccount, type Kind } from "./account";
import { refusalOf, type State } from "./provider";

describe("the sandbox's Cognito", () => {
  const account = useAccount();
  const pool = (given: Properties = {}) => account.make("userPool", given);
  const inPool = (kind: Kind, { id }: State, given: Properties = {}) =>
    account.make(kind, { userPoolId: id, ...given });
  const plus: Properties = { userPoolTier: "PLUS", userPoolAddOns: { advancedSecurityMode: "ENFORCED" } };
  const blocking = { compromisedCredentialsRiskConfiguration: { actions: { eventAction: "BLOCK" } } };
  const code = { allowedOauthFlowsUserPoolClient: true, allowedOauthFlows: ["code"], allowedOauthScopes: ["openid"] };

  describe("refuses", () => {
    const cases: [what: string, asked: () => Promise<unknown>, words: RegExp][] = [
      [
        "a pool with protection on a plan without",
        () => pool({ ...plus, userPoolTier: "ESSENTIALS" }),
        /^FeatureUnavailableInTierException: .*ESSENTIALS/,
      ],
      [
        "a pool with protection on the plan that nobody chose",
        () => pool({ userPoolAddOns: { advancedSecurityMode: "AUDIT" } }),
        /^FeatureUnavailableInTierException: .*ESSENTIALS/,
      ],
      [
        "a pool that mails by SES as nobody",
        () => pool({ emailConfiguration: { emailSendingAccount: "DEVELOPER" } }),
        /^InvalidParameterException: Source ARN is required/,
      ],
      [
        "a second factor of which there is none",
        () => pool({ mfaConfiguration: "OPTIONAL" }),
        /^InvalidParameterException: Invalid MFA configuration/,
      ],
      [
        "a domain with a word of its own",
        async () => inPool("userPoolDomain", await pool(), { domain: "my-cognito" }),
        /^InvalidParameterException: Domain cannot contain reserved word: cognito$/,
      ],
      [
        "managed login on the plan Lite",
        async () =>
          inPool("userPoolDomain", await pool({ userPoolTier: "LITE" }), { domain: "todo", managedLoginVersion: 2 }),
        /^FeatureUnavailableInTierException: .*LITE/,
      ],
      [
        "a style that is no JSON",
        async () => {
          const users = await pool();
          const client = await inPool("userPoolClient", users);
          return inPool("loginBranding", users, { clientId: client.id, settings: "blue" });
        },
        /^InvalidParameterException: Settings must be a JSON document\.$/,
      ],
      [
        "a client with a scope of no server",
        async () => inPool("userPoolClient", await pool(), { ...code, allowedOauthScopes: ["todos/read"] }),
        /^ScopeDoesNotExistException: .*todos\/read$/,
      ],
      [
        "a client with a scope of another pool's server",
        async () => {
          const [own, other] = [await account.make("userPool", {}, "own"), await account.make("userPool", {}, "other")];
          const scopes = [{ scopeName: "read", scopeDescription: "Read" }];
          await inPool("resourceServer", other, { identifier: "todos", scopes });
          return inPool("userPoolClient", own, { ...code, allowedOauthScopes: ["todos/read"] });
        },
        /^ScopeDoesNotExistException/,
      ],
      [
        "a client with a grant and no scopes",
        async () => inPool("userPoolClient", await pool(), { ...code, allowedOauthScopes: [] }),
        /^InvalidOAuthFlowException: AllowedOAuthFlows and AllowedOAuthScopes are required/,
      ],
      [
        "a client without a secret that needs one",
        async () => inPool("userPoolClient", await pool(), { ...code, allowedOauthFlows: ["client_credentials"] }),
        /^InvalidOAuthFlowException: client_credentials/,
      ],
      [
        "a client whose people come back without TLS",
        async () => inPool("userPoolClient", await pool(), { callbackUrls: ["http://todo.example.com/"] }),
        /^InvalidParameterException: cannot use the HTTP protocol\.$/,
      ],
      [
        "a client whose people come back to a part of a page",
        async () => inPool("userPoolClient", await pool(), { logoutUrls: ["https://todo.example.com/#out"] }),
        /^InvalidParameterException: .* fragment\.$/,
      ],
      [
        "a token that is good for two days",
        async () => inPool("userPoolClient", await pool(), { accessTokenValidity: 48 }),
        /^InvalidParameterException: Invalid range for token validity: accessToken\.$/,
      ],
      [
        "a token that is good for a minute",
        async () =>
          inPool("userPoolClient", await pool(), { idTokenValidity: 1, tokenValidityUnits: { idToken: "minutes" } }),
        /^InvalidParameterException: Invalid range for token validity: idToken\.$/,
      ],
      [
        "a scope with a slash in its name",
        async () => {
          const scopes = [{ scopeName: "todos/read", scopeDescription: "Read" }];
          return inPool("resourceServer", await pool(), { identifier: "todos", scopes });
        },
        /^InvalidParameterException: The scope name todos\/read/,
      ],
      [
        "to act on risks where it looks for none",
        async () => inPool("riskConfiguration", await pool(), blocking),
        /^UserPoolAddOnNotEnabledException/,
      ],
      [
        "an identity pool for a provider that is none",
        () =>
          account.make("identityPool", {
            identityPoolName: "todo",
            cognitoIdentityProviders: [{ clientId: "1", providerName: "https://todo example" }],
          }),
        /^InvalidParameterException: Invalid Cognito Identity Provider https:\/\/todo example$/,
      ],
      [
        "roles for people who are neither signed in nor guests",
        async () => {
          const identities = await account.make("identityPool", { identityPoolName: "todo" });
          const role = await account.make("role", { assumeRolePolicy: "{}" });
          const roles = { admins: role.outputs["arn"] ?? null };
          return account.make("identityPoolRoles", { identityPoolId: identities.id, roles });
        },
        /^Error validating Roles: admins /,
      ],
    ];
    for (const [what, asked, words] of cases) {
      it(what, async () => {
        assert.match(await refusalOf(asked()), words);
      });
    }

    it("a second domain, server or style of the same name", async () => {
      const users = await pool();
      const client = await inPool("userPoolClient", users);
      const twice: [Kind, Properties, RegExp][] = [
        ["userPoolDomain", { domain: "todo" }, /^InvalidParameterException: Domain already associated/],
        [
          "resourceServer",
          { identifier: "todos" },
          /^InvalidParameterException: Resource server todos already exists\.$/,
        ],
        ["loginBranding", { clientId: client.id, useCognitoProvidedValues: true }, /^ManagedLoginBrandingExists/],
      ];
      for (const [kind, given, words] of twice) {
        await inPool(kind, users, given);
        await account.refuses(() => inPool(kind, users, given), words);
      }
    });
  });

  it("admits a client with the scopes that are there, and tells each server's", async () => {
    const users = await pool();
    const scopes = [{ scopeName: "read", scopeDescription: "Read" }];
    const server = await inPool("resourceServer", users, { identifier: "todos", scopes });
    assert.deepEqual(server.outputs["scopeIdentifiers"], ["todos/read"]);
    const callbackUrls = ["http://localhost:8080/", "http://127.0.0.1/", "todo://in", "https://todo.example.com/"];
    const client = await inPool("userPoolClient", users, {
      ...{ ...code, callbackUrls, allowedOauthScopes: ["openid", "todos/read"] },
      ...{ accessTokenValidity: 5, tokenValidityUnits: { accessToken: "minutes" } },
    });
    assert.equal(client.outputs["clientSecret"], "");
  });

  it("deletes a pool with all that is in it, but not before its domain", async () => {
    const users = await pool(plus);
    const client = await inPool("userPoolClient", users);
    await inPool("resourceServer", users, { identifier: "todos" });
    await inPool("loginBranding", users, { clientId: client.id, useCognitoProvidedValues: true });
    await inPool("riskConfiguration", users, blocking);
    const domain = await inPool("userPoolDomain", users, { domain: "todo" });
    await account.refuses(
      () => account.provider.remove(users),
      /^InvalidParameterException: User pool cannot be deleted\. It has a domain configured that should be deleted first\./,
    );
    await account.provider.remove(domain);
    await account.provider.remove(users);
    assert.deepEqual(account.left(), []);
  });

  it("refuses to forget what it does about risks once it looks for none", async () => {
    const users = await pool(plus);
    const risks = await inPool("riskConfiguration", users, blocking);
    const off = { userPoolTier: "ESSENTIALS", userPoolAddOns: { advancedSecurityMode: "OFF" } };
    await account.provider.update(users, off);
    await account.refuses(() => account.provider.remove(risks), /^UserPoolAddOnNotEnabledException/);
  });

  it("lets no role trust every identity pool of the world", async () => {
    const trust = (Condition: Properties) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          ...{ Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity", Condition },
          Principal: { Federated: "cognito-identity.amazonaws.com" },
        },
      });
    const signedIn = { "ForAnyValue:StringEquals": { "cognito-identity.amazonaws.com:amr": "authenticated" } };
    const words = /^MalformedPolicyDocument: .*cognito-identity\.amazonaws\.com:aud/;
    await account.refuses(() => account.make("role", { assumeRolePolicy: trust(signedIn) }), words);
    const pinned = { ...signedIn, StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:a" } };
    await account.make("role", { assumeRolePolicy: trust(pinned) });
  });

  it("deletes an identity pool with its roles' names, and not the roles", async () => {
    const identities = await account.make("identityPool", { identityPoolName: "todo" });
    const role = await account.make("role", { assumeRolePolicy: "{}" });
    const roles = { authenticated: role.outputs["arn"] ?? null };
    await account.make("identityPoolRoles", { identityPoolId: identities.id, roles });
    await account.provider.remove(identities);
    assert.deepEqual(account.left(), [["aws:iam/role:Role", role.id]]);
  });
});

describe("the sandbox's S3 refuses of what browsers may do", () => {
  const account = useAccount();
  const rule = { allowedMethods: ["GET"], allowedOrigins: ["https://todo.example.com"] };

  const cases: [what: string, given: Properties, words: RegExp][] = [
    ["another method", { allowedMethods: ["GET", "PATCH"] }, /^InvalidRequest: .* Unsupported method is PATCH$/],
    [
      "an origin with two stars",
      { allowedOrigins: ["https://*.*"] },
      /^InvalidRequest: AllowedOrigin "https:\/\/\*\.\*"/,
    ],
  ];
  for (const [what, given, words] of cases) {
    it(what, async () => {
      const { id } = await account.make("bucket");
      const refused = { bucket: id, corsRules: [{ ...rule, ...given }] };
      await account.refuses(() => account.make("bucketCors", refused), words);
      await account.make("bucketCors", { bucket: id, corsRules: [rule] });
    });
  }
});
