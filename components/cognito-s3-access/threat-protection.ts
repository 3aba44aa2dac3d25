import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/**
 * What Cognito does about what it finds: a password that is known to thieves is refused, and a sign-in that looks like
 * somebody else's needs the second factor. Nobody is told by mail, which would need a sender of its own.
 */
export function makeThreatProtection(name: string, pool: aws.cognito.UserPool, parent: pulumi.Resource): void {
  const ifThereIsOne = { eventAction: "MFA_IF_CONFIGURED", notify: false };
  new aws.cognito.RiskConfiguration(
    name,
    {
      userPoolId: pool.id,
      compromisedCredentialsRiskConfiguration: {
        eventFilters: ["SIGN_IN", "PASSWORD_CHANGE", "SIGN_UP"],
        actions: { eventAction: "BLOCK" },
      },
      accountTakeoverRiskConfiguration: {
        actions: {
          lowAction: ifThereIsOne,
          mediumAction: ifThereIsOne,
          // Whoever has none is turned away.
          highAction: { eventAction: "MFA_REQUIRED", notify: false },
        },
      },
    },
    // It ends with the pool. To delete it from a pool whose protection is off is refused (Cognito API,
    // SetRiskConfiguration: UserPoolAddOnNotEnabledException), and Pulumi changes the pool first.
    { parent, retainOnDelete: true },
  );
}
