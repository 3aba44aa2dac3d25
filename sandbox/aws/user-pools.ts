import { isObject, type Properties, type Value } from "../values";
import type { Attempt, Refusal } from "./behaviour";
import { text, type ResourceModel } from "./model";
import { blockOf } from "./reading";

const attributesOf = (value: Value | undefined): Properties[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Cognito adds attributes to a pool, and neither changes nor removes one. */
function changedSchema({ inputs, now }: Attempt): Refusal {
  if (!now) return undefined;
  const asked = attributesOf(inputs["schemas"]).map((attribute) => JSON.stringify(attribute));
  const kept = attributesOf(now.properties["schemas"]).every((attribute) => asked.includes(JSON.stringify(attribute)));
  return kept ? undefined : "cannot modify or remove schema items";
}

/** Cognito developer guide, "User pool feature plans": threat protection is of the plan Plus alone. */
function unpaidProtection({ inputs }: Attempt): Refusal {
  const mode = text(blockOf(inputs["userPoolAddOns"])["advancedSecurityMode"]);
  const plan = text(inputs["userPoolTier"]) || defaultPlan;
  if (mode === "" || mode === "OFF" || plan === "PLUS") return undefined;
  return `FeatureUnavailableInTierException: Threat protection is not available in the ${plan} tier.`;
}

/** Cognito API, EmailConfigurationType: a pool that mails by SES says with which identity. */
function mailOfNobody({ inputs }: Attempt): Refusal {
  const mail = blockOf(inputs["emailConfiguration"]);
  if (text(mail["emailSendingAccount"]) !== "DEVELOPER" || text(mail["sourceArn"]) !== "") return undefined;
  return "InvalidParameterException: Source ARN is required when the email sending account is DEVELOPER.";
}

/** Cognito API, SetUserPoolMfaConfig: a second factor that may or must be used has to be one. */
function secondFactorOfNone({ inputs }: Attempt): Refusal {
  const isAsked = ["ON", "OPTIONAL"].includes(text(inputs["mfaConfiguration"]));
  const factors = ["emailMfaConfiguration", "smsConfiguration", "softwareTokenMfaConfiguration"];
  if (!isAsked || factors.some((factor) => Object.keys(blockOf(inputs[factor])).length > 0)) return undefined;
  return "InvalidParameterException: Invalid MFA configuration given, can't turn on MFA without an MFA method.";
}

/** Cognito developer guide, "User pool feature plans": the plan that a pool has when nobody says. */
export const defaultPlan = "ESSENTIALS";

const userPool: ResourceModel = {
  holdsData: true,
  names: [
    { argument: "name", pattern: /^[\w\s+=,.@-]{1,128}$/, allowed: "1 to 128 letters, digits, spaces and +=,.@_-" },
  ],
  // terraform-provider-aws internal/service/cognitoidp/user_pool.go. The name is changed in place (its change 42639),
  // and a schema that loses an attribute is refused, not replaced.
  replaces: ["aliasAttributes", "usernameAttributes", "usernameConfiguration"],
  refuses: (attempt) =>
    changedSchema(attempt) ?? unpaidProtection(attempt) ?? mailOfNobody(attempt) ?? secondFactorOfNone(attempt),
  missing: (id) => `ResourceNotFoundException: User pool ${id} does not exist.`,
  // Cognito API, DeleteUserPool, in its examples.
  whileUsed: () =>
    "InvalidParameterException: User pool cannot be deleted. It has a domain configured that should be deleted first.",
  heldBy: ["aws:cognito/userPoolDomain:UserPoolDomain"],
  protection: {
    argument: "deletionProtection",
    on: "ACTIVE",
    refusal: () =>
      "InvalidParameterException: The user pool cannot be deleted because deletion protection is activated. " +
      "Deletion protection must be inactivated first.",
  },
  id: ({ region, digits }) => `${region}_${digits(9)}`,
  tagged: true,
  generatedName: { argument: "name", maxLength: 128 },
  defaults: { deletionProtection: "INACTIVE", mfaConfiguration: "OFF" },
  sets: ["aliasAttributes", "autoVerifiedAttributes", "schemas", "usernameAttributes"],
  computed: {
    adminCreateUserConfig: () => ({ allowAdminCreateUserOnly: false }),
    arn: ({ arn, id }) => arn("cognito-idp", `userpool/${id}`),
    creationDate: () => "2026-01-01T00:00:00Z",
    customDomain: () => "",
    domain: () => "",
    emailVerificationMessage: () => "",
    emailVerificationSubject: () => "",
    endpoint: ({ id, region }) => `cognito-idp.${region}.amazonaws.com/${id}`,
    estimatedNumberOfUsers: () => 0,
    lastModifiedDate: () => "2026-01-01T00:00:00Z",
    // Cognito developer guide, "Adding user pool password requirements".
    passwordPolicy: () => ({
      minimumLength: 8,
      passwordHistorySize: 0,
      requireLowercase: true,
      requireNumbers: true,
      requireSymbols: true,
      requireUppercase: true,
      temporaryPasswordValidityDays: 7,
    }),
    signInPolicy: () => ({ allowedFirstAuthFactors: ["PASSWORD"] }),
    smsConfiguration: () => ({}),
    smsVerificationMessage: () => "",
    userPoolTier: () => defaultPlan,
    usernameConfiguration: () => ({ caseSensitive: true }),
    verificationMessageTemplate: () => ({
      defaultEmailOption: "CONFIRM_WITH_CODE",
      emailMessage: "",
      emailMessageByLink: "",
      emailSubject: "",
      emailSubjectByLink: "",
      smsMessage: "",
    }),
  },
};

export const userPools: Record<string, ResourceModel> = { "aws:cognito/userPool:UserPool": userPool };
