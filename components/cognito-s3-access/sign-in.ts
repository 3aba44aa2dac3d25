import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface SignInSettings {
  pool: aws.cognito.UserPool;
  domainPrefix: pulumi.Input<string>;
  loginSettings: string | undefined;
  apiIdentifier: string;
  scopes: Readonly<Record<string, string>>;
  customAttributes: readonly string[];
  callbackUrls: readonly pulumi.Input<string>[];
  logoutUrls: readonly pulumi.Input<string>[];
  accessTokenMinutes: number;
  refreshTokenDays: number;
}

/** The pages on which people sign in, and the client that they come from. */
export interface SignIn {
  domain: aws.cognito.UserPoolDomain;
  client: aws.cognito.UserPoolClient;
  /** The API's scopes as tokens name them: `identifier/scope`. */
  scopes: pulumi.Output<string>[];
}

export function makeSignIn(name: string, settings: SignInSettings, parent: pulumi.Resource): SignIn {
  const { pool, domainPrefix, loginSettings } = settings;
  const domain = new aws.cognito.UserPoolDomain(
    name,
    // Version 2 is managed login, in place of the classic pages.
    { userPoolId: pool.id, domain: domainPrefix, managedLoginVersion: 2 },
    { parent },
  );
  const scopes = makeScopes(name, settings, parent);
  const client = makeClient(name, { ...settings, scopes }, parent);
  // Without a style a client has no pages: managed login answers that they are not available.
  new aws.cognito.ManagedLoginBranding(
    name,
    {
      userPoolId: pool.id,
      clientId: client.id,
      ...(loginSettings === undefined ? { useCognitoProvidedValues: true } : { settings: loginSettings }),
    },
    { parent },
  );
  return { domain, client, scopes };
}

function makeScopes(
  name: string,
  { pool, apiIdentifier, scopes }: SignInSettings,
  parent: pulumi.Resource,
): pulumi.Output<string>[] {
  if (Object.keys(scopes).length === 0) return [];
  const server = new aws.cognito.ResourceServer(
    name,
    {
      userPoolId: pool.id,
      identifier: apiIdentifier,
      scopes: Object.entries(scopes).map(([scopeName, scopeDescription]) => ({ scopeName, scopeDescription })),
    },
    { parent },
  );
  // From the server, since Cognito refuses a client whose scopes are not there yet; and known before it is made.
  return Object.keys(scopes).map((scope) => pulumi.interpolate`${server.identifier}/${scope}`);
}

const ownAttributes = ["email", "name", "locale"];

/**
 * An application on somebody's device keeps no secret, so this client has none: it proves itself by PKCE, the code goes
 * to known addresses alone, and there is no other way in, so that the pages' protection cannot be gone around.
 */
function makeClient(
  name: string,
  {
    pool,
    scopes,
    customAttributes,
    ...settings
  }: Omit<SignInSettings, "scopes"> & { scopes: readonly pulumi.Output<string>[] },
  parent: pulumi.Resource,
): aws.cognito.UserPoolClient {
  return new aws.cognito.UserPoolClient(
    name,
    {
      userPoolId: pool.id,
      generateSecret: false,
      supportedIdentityProviders: ["COGNITO"],
      allowedOauthFlowsUserPoolClient: true,
      allowedOauthFlows: ["code"],
      // Not aws.cognito.signin.user.admin: with it a stolen access token changes the account's attributes and factors.
      allowedOauthScopes: ["openid", "email", ...scopes],
      callbackUrls: [...settings.callbackUrls],
      logoutUrls: [...settings.logoutUrls],
      // Where nothing is named Cognito allows three flows (Cognito API, CreateUserPoolClient: ExplicitAuthFlows).
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      enableTokenRevocation: true,
      // The same answer whether somebody has an account or not.
      preventUserExistenceErrors: "ENABLED",
      accessTokenValidity: settings.accessTokenMinutes,
      idTokenValidity: settings.accessTokenMinutes,
      refreshTokenValidity: settings.refreshTokenDays,
      tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "days" },
      readAttributes: [
        ...ownAttributes,
        "email_verified",
        ...customAttributes.map((attribute) => `custom:${attribute}`),
      ],
      // What the application says of somebody in a custom attribute, nobody says of himself.
      writeAttributes: ownAttributes,
    },
    { parent },
  );
}
