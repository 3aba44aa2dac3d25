import type { Properties } from "../values";
import type { Attempt, Refusal } from "./behaviour";
import { text, type Facts, type ResourceModel } from "./model";
import { blockOf, blocksOf, listOf, textsOf } from "./reading";

const pools = "aws:cognito/userPool:UserPool";
const servers = "aws:cognito/resourceServer:ResourceServer";

/** Cognito developer guide, "Scopes, M2M, and resource servers": what every pool has. */
const ownScopes = ["aws.cognito.signin.user.admin", "email", "openid", "phone", "profile"];

const scopesOf = ({ identifier = null, scopes = null }: Properties) =>
  blocksOf(scopes).map(({ scopeName = null }) => `${text(identifier)}/${text(scopeName)}`);

function absentScope({ inputs, others, find }: Attempt): Refusal {
  if (!find(inputs["userPoolId"])) return undefined;
  const made = others(servers)
    .filter(({ properties }) => properties["userPoolId"] === inputs["userPoolId"])
    .flatMap(({ properties }) => scopesOf(properties));
  const absent = textsOf(inputs["allowedOauthScopes"]).find((scope) => ![...ownScopes, ...made].includes(scope));
  return absent && `ScopeDoesNotExistException: Invalid scope requested: ${absent}`;
}

/** Cognito API, CreateUserPoolClient: AllowedOAuthFlowsUserPoolClient. */
function badGrant({ inputs }: Attempt): Refusal {
  const [flows, scopes] = [textsOf(inputs["allowedOauthFlows"]), textsOf(inputs["allowedOauthScopes"])];
  if (inputs["allowedOauthFlowsUserPoolClient"] === true && (flows.length === 0 || scopes.length === 0)) {
    return (
      "InvalidOAuthFlowException: AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is " +
      "allowed to use OAuth flows."
    );
  }
  if (!flows.includes("client_credentials") || inputs["generateSecret"] === true) return undefined;
  return "InvalidOAuthFlowException: client_credentials flow can not be selected if client does not have a client secret.";
}

/** Cognito API, CreateUserPoolClient: CallbackURLs, LogoutURLs. */
function badAddress({ inputs }: Attempt): Refusal {
  const addresses = ["callbackUrls", "logoutUrls"].flatMap((argument) => textsOf(inputs[argument]));
  const isOpen = (address: string) =>
    address.startsWith("http:") && !/^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/.test(address);
  if (addresses.some((address) => address.includes("#"))) {
    return "InvalidParameterException: Redirect URIs must not contain a fragment.";
  }
  return addresses.some(isOpen) ? "InvalidParameterException: cannot use the HTTP protocol." : undefined;
}

const secondsIn: Record<string, number> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** Cognito API, CreateUserPoolClient: five minutes to a day, and an hour to ten years. */
function badValidity({ inputs }: Attempt): Refusal {
  const units = blockOf(inputs["tokenValidityUnits"]);
  const ranges = [
    ["accessToken", "hours", 300, 86_400],
    ["idToken", "hours", 300, 86_400],
    ["refreshToken", "days", 3600, 315_360_000],
  ] as const;
  const bad = ranges.find(([token, unit, from, to]) => {
    const validity = Number(text(inputs[`${token}Validity`]) || 0);
    const seconds = validity * (secondsIn[text(units[token]) || unit] ?? 0);
    return validity !== 0 && (seconds < from || seconds > to);
  });
  return bad && `InvalidParameterException: Invalid range for token validity: ${bad[0]}.`;
}

const given = (argument: string) => (facts: Facts) => listOf(facts.inputs[argument]);

const client: ResourceModel = {
  required: ["userPoolId"],
  names: [
    { argument: "name", pattern: /^[\w\s+=,.@-]{1,128}$/, allowed: "1 to 128 letters, digits, spaces and +=,.@_-" },
  ],
  numbers: [{ argument: "authSessionValidity", allowed: { from: 3, to: 15 } }],
  // terraform-provider-aws internal/service/cognitoidp/user_pool_client.go
  replaces: ["generateSecret", "userPoolId"],
  goesWith: ["userPoolId"],
  refersTo: { userPoolId: pools },
  missing: (id) => `ResourceNotFoundException: User pool client ${id} does not exist.`,
  refuses: (attempt) => absentScope(attempt) ?? badGrant(attempt) ?? badAddress(attempt) ?? badValidity(attempt),
  id: ({ digits }) => digits(26),
  generatedName: { argument: "name", maxLength: 128 },
  sets: [
    ...["allowedOauthFlows", "allowedOauthScopes", "callbackUrls", "explicitAuthFlows", "logoutUrls"],
    ...["readAttributes", "supportedIdentityProviders", "writeAttributes"],
  ],
  computed: {
    accessTokenValidity: () => 0,
    allowedOauthFlows: given("allowedOauthFlows"),
    allowedOauthFlowsUserPoolClient: () => false,
    allowedOauthScopes: given("allowedOauthScopes"),
    authSessionValidity: () => 3,
    callbackUrls: given("callbackUrls"),
    clientSecret: ({ inputs, digits }) => (inputs["generateSecret"] === true ? digits(51, "secret") : ""),
    defaultRedirectUri: () => "",
    enablePropagateAdditionalUserContextData: () => false,
    // Cognito API, CreateUserPoolClient: on for every new client.
    enableTokenRevocation: () => true,
    // Cognito API, CreateUserPoolClient: where nobody names one, these are allowed.
    explicitAuthFlows: () => ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
    idTokenValidity: () => 0,
    logoutUrls: given("logoutUrls"),
    preventUserExistenceErrors: () => "",
    readAttributes: given("readAttributes"),
    refreshTokenValidity: () => 30,
    supportedIdentityProviders: given("supportedIdentityProviders"),
    writeAttributes: given("writeAttributes"),
  },
};

const resourceServer: ResourceModel = {
  required: ["identifier", "userPoolId"],
  // Cognito API, CreateResourceServer.
  names: [
    { argument: "identifier", pattern: /^[!#-[\]-~]{1,256}$/, allowed: '1 to 256 printable characters, no " or \\' },
  ],
  // terraform-provider-aws internal/service/cognitoidp/resource_server.go
  replaces: ["identifier", "name", "userPoolId"],
  unique: [
    {
      properties: ["identifier", "userPoolId"],
      refusal: ({ identifier }) => `InvalidParameterException: Resource server ${text(identifier)} already exists.`,
    },
  ],
  goesWith: ["userPoolId"],
  refersTo: { userPoolId: pools },
  refuses: ({ inputs }) => {
    const bad = blocksOf(inputs["scopes"]).find(({ scopeName }) => !/^[!#-.0-[\]-~]{1,256}$/.test(text(scopeName)));
    return bad && `InvalidParameterException: The scope name ${text(bad["scopeName"])} is not allowed.`;
  },
  id: ({ inputs }) => `${text(inputs["userPoolId"])}|${text(inputs["identifier"])}`,
  generatedName: { argument: "name", maxLength: 256 },
  sets: ["scopes"],
  computed: { scopeIdentifiers: ({ inputs }) => scopesOf(inputs) },
};

export const userPoolClients: Record<string, ResourceModel> = {
  "aws:cognito/resourceServer:ResourceServer": resourceServer,
  "aws:cognito/userPoolClient:UserPoolClient": client,
};
