import type { Attempt, Refusal } from "./behaviour";
import { digits, text, uuid, type ResourceModel } from "./model";
import { blockOf, isJson } from "./reading";
import { defaultPlan } from "./user-pools";

const pools = "aws:cognito/userPool:UserPool";

/** Cognito developer guide, "Configuring a user pool domain": words that a prefix must not hold. */
function reservedWord({ inputs }: Attempt): Refusal {
  const word = ["aws", "amazon", "cognito"].find((reserved) => text(inputs["domain"]).includes(reserved));
  const isOwn = text(inputs["certificateArn"]) !== "";
  return word === undefined || isOwn
    ? undefined
    : `InvalidParameterException: Domain cannot contain reserved word: ${word}`;
}

/** Cognito developer guide, "User pool feature plans": managed login is not of the plan Lite. */
function unpaidLogin({ inputs, find }: Attempt): Refusal {
  const plan = text(find(inputs["userPoolId"])?.properties["userPoolTier"]) || defaultPlan;
  if (Number(text(inputs["managedLoginVersion"])) !== 2 || plan !== "LITE") return undefined;
  return `FeatureUnavailableInTierException: Managed login is not available in the ${plan} tier.`;
}

const domain: ResourceModel = {
  required: ["domain", "userPoolId"],
  names: [
    {
      argument: "domain",
      // Cognito API, CreateUserPoolDomain; a domain of one's own has dots.
      pattern: /^[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?$/,
      allowed: "1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends",
    },
  ],
  numbers: [{ argument: "managedLoginVersion", allowed: [1, 2] }],
  // terraform-provider-aws internal/service/cognitoidp/user_pool_domain.go. The certificate of a domain of one's own, and
  // the version of its pages, are changed in place.
  replaces: ["domain", "userPoolId"],
  unique: [
    {
      properties: ["domain"],
      refusal: () => "InvalidParameterException: Domain already associated with another user pool",
    },
  ],
  refuses: (attempt) => reservedWord(attempt) ?? unpaidLogin(attempt),
  refersTo: { userPoolId: pools },
  id: ({ inputs }) => text(inputs["domain"]),
  computed: {
    awsAccountId: ({ accountId }) => accountId,
    cloudfrontDistribution: (facts) => `d${facts.digits(13)}.cloudfront.net`,
    cloudfrontDistributionArn: (facts) => `d${facts.digits(13)}.cloudfront.net`,
    // CloudFront's own zone, the same for every distribution.
    cloudfrontDistributionZoneId: () => "Z2FDTNDATAQYW2",
    managedLoginVersion: () => 1,
    s3Bucket: ({ region }) => `aws-cognito-prod-${digits(region, 12)}-assets`,
    version: () => "20260101000000",
  },
};

const branding: ResourceModel = {
  required: ["clientId", "userPoolId"],
  choices: [{ among: ["useCognitoProvidedValues", "settings"] }],
  // terraform-provider-aws internal/service/cognitoidp/managed_login_branding.go
  replaces: ["assets", "clientId", "userPoolId"],
  // Cognito API, CreateManagedLoginBranding: a style belongs to one client.
  unique: [
    {
      properties: ["clientId"],
      refusal: ({ clientId }) =>
        `ManagedLoginBrandingExistsException: Managed login branding already exists for client ${text(clientId)}.`,
    },
  ],
  goesWith: ["clientId", "userPoolId"],
  refersTo: { clientId: "aws:cognito/userPoolClient:UserPoolClient", userPoolId: pools },
  refuses: ({ inputs }) =>
    text(inputs["settings"]) === "" || isJson(inputs["settings"])
      ? undefined
      : "InvalidParameterException: Settings must be a JSON document.",
  id: ({ inputs, digits: own }) => `${text(inputs["userPoolId"])},${uuid(own(32))}`,
  sets: ["assets"],
  computed: {
    managedLoginBrandingId: ({ digits: own }) => uuid(own(32)),
    settingsAll: ({ inputs }) => text(inputs["settings"]) || "{}",
    useCognitoProvidedValues: ({ inputs }) => text(inputs["settings"]) === "",
  },
};

/** Cognito API, SetRiskConfiguration. */
function riskOfNoProtection({ inputs, find }: Attempt): Refusal {
  const pool = find(inputs["userPoolId"]);
  if (!pool) return undefined;
  const mode = text(blockOf(pool.properties["userPoolAddOns"])["advancedSecurityMode"]);
  if (mode === "AUDIT" || mode === "ENFORCED") return undefined;
  return "UserPoolAddOnNotEnabledException: Advanced security features are not enabled for this user pool.";
}

const riskConfiguration: ResourceModel = {
  overwrites: true,
  required: ["userPoolId"],
  choices: [
    {
      among: [
        "accountTakeoverRiskConfiguration",
        "compromisedCredentialsRiskConfiguration",
        "riskExceptionConfiguration",
      ],
      several: true,
    },
  ],
  // terraform-provider-aws internal/service/cognitoidp/risk_configuration.go
  replaces: ["clientId", "userPoolId"],
  goesWith: ["clientId", "userPoolId"],
  refersTo: { clientId: "aws:cognito/userPoolClient:UserPoolClient", userPoolId: pools },
  refuses: riskOfNoProtection,
  // The provider deletes by another SetRiskConfiguration, which Cognito refuses in the same way.
  refusesDelete: riskOfNoProtection,
  id: ({ inputs }) => [text(inputs["userPoolId"]), text(inputs["clientId"])].filter((part) => part !== "").join(":"),
  computed: {},
};

export const userPoolDomains: Record<string, ResourceModel> = {
  "aws:cognito/managedLoginBranding:ManagedLoginBranding": branding,
  "aws:cognito/riskConfiguration:RiskConfiguration": riskConfiguration,
  "aws:cognito/userPoolDomain:UserPoolDomain": domain,
};
