import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { defaultSecondFactor, SecondFactor } from "./choices";

export interface UserPoolSettings {
  customAttributes: readonly string[];
  secondFactor: SecondFactor | undefined;
  selfSignUp: boolean;
  threatProtection: boolean;
  mailIdentityArn: pulumi.Input<string> | undefined;
  mailFrom: pulumi.Input<string> | undefined;
  protect: boolean;
}

/** Who the users are. They sign in by their mail address, and whoever has the mailbox has the account back. */
export function makeUserPool(
  name: string,
  { protect, threatProtection, selfSignUp, ...settings }: UserPoolSettings,
  parent: pulumi.Resource,
): aws.cognito.UserPool {
  return new aws.cognito.UserPool(
    name,
    {
      usernameAttributes: ["email"],
      // Said, because it cannot be changed later, and Ann@ and ann@ are one mailbox.
      usernameConfiguration: { caseSensitive: false },
      autoVerifiedAttributes: ["email"],
      // Until the new address is proven the old one counts: a slip of the finger locks nobody out.
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdates: ["email"] },
      accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
      ...schema(settings.customAttributes),
      // Length is what counts, and rules about characters make passwords worse (NIST SP 800-63B, 3.1.1.2).
      passwordPolicy: {
        minimumLength: 12,
        requireLowercase: false,
        requireNumbers: false,
        requireSymbols: false,
        requireUppercase: false,
        temporaryPasswordValidityDays: 7,
      },
      ...secondFactor(settings.secondFactor ?? defaultSecondFactor),
      adminCreateUserConfig: { allowAdminCreateUserOnly: !selfSignUp },
      ...mail(settings),
      // Said in both states: what is left out stays as it was, and Cognito refuses the cheaper plan beside protection.
      userPoolTier: threatProtection ? "PLUS" : "ESSENTIALS",
      userPoolAddOns: { advancedSecurityMode: threatProtection ? "ENFORCED" : "OFF" },
      deletionProtection: protect ? "ACTIVE" : "INACTIVE",
      tags: { Name: name },
    },
    { parent, protect },
  );
}

/**
 * A pool's schema only ever grows, so nothing stands in it that might have to change: the standard attributes as they
 * are, and custom ones that are optional, can be changed, and hold whatever fits. Without constraints the provider finds
 * the schema changed each time (its documentation, "schema").
 */
function schema(attributes: readonly string[]): Pick<aws.cognito.UserPoolArgs, "schemas"> {
  if (attributes.length === 0) return {};
  return {
    schemas: attributes.map((attribute) => ({
      name: attribute,
      attributeDataType: "String",
      mutable: true,
      required: false,
      developerOnlyAttribute: false,
      stringAttributeConstraints: { minLength: "0", maxLength: "2048" },
    })),
  };
}

/** No codes by SMS, which are stolen with the number, nor by mail, which then no longer recovers an account. */
function secondFactor(
  choice: SecondFactor,
): Pick<aws.cognito.UserPoolArgs, "mfaConfiguration" | "softwareTokenMfaConfiguration"> {
  const configurations = {
    [SecondFactor.Off]: "OFF",
    [SecondFactor.Optional]: "OPTIONAL",
    [SecondFactor.Required]: "ON",
  };
  return {
    mfaConfiguration: configurations[choice],
    ...(choice === SecondFactor.Off ? {} : { softwareTokenMfaConfiguration: { enabled: true } }),
  };
}

/** Cognito itself sends 50 mails a day (its developer guide, "Quotas"), which is for trying it out. */
function mail({
  mailIdentityArn,
  mailFrom,
}: Pick<UserPoolSettings, "mailIdentityArn" | "mailFrom">): Pick<aws.cognito.UserPoolArgs, "emailConfiguration"> {
  if (mailIdentityArn === undefined || mailFrom === undefined) {
    return { emailConfiguration: { emailSendingAccount: "COGNITO_DEFAULT" } };
  }
  return {
    emailConfiguration: { emailSendingAccount: "DEVELOPER", sourceArn: mailIdentityArn, fromEmailAddress: mailFrom },
  };
}
