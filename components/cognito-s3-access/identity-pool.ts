import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface IdentityPoolSettings {
  pool: aws.cognito.UserPool;
  client: aws.cognito.UserPoolClient;
  protect: boolean;
}

/** Who gets temporary credentials, and as which role. */
export interface Identities {
  pool: aws.cognito.IdentityPool;
  role: aws.iam.Role;
}

export function makeIdentities(name: string, settings: IdentityPoolSettings, parent: pulumi.Resource): Identities {
  const pool = makeIdentityPool(name, settings, parent);
  const roleName = `${name}-signed-in`;
  const role = new aws.iam.Role(
    roleName,
    {
      description: `What those may do who are signed in to ${name}`,
      assumeRolePolicy: trustIn(pool),
      // What Cognito asks for (Cognito developer guide, "Identity pools authentication flow").
      maxSessionDuration: 3600,
      tags: { Name: roleName },
    },
    { parent },
  );
  new aws.cognito.IdentityPoolRoleAttachment(
    name,
    { identityPoolId: pool.id, roles: { authenticated: role.arn } },
    // The provider deletes an attachment by setting no roles, which would empty the new one of the same pool.
    { parent, deleteBeforeReplace: true },
  );
  return { pool, role };
}

function makeIdentityPool(
  name: string,
  { pool, client, protect }: IdentityPoolSettings,
  parent: pulumi.Resource,
): aws.cognito.IdentityPool {
  return new aws.cognito.IdentityPool(
    name,
    {
      identityPoolName: name,
      allowUnauthenticatedIdentities: false,
      // In the classic flow the client itself names the role that it wants.
      allowClassicFlow: false,
      cognitoIdentityProviders: [
        {
          clientId: client.id,
          providerName: pool.endpoint,
          // Whoever signed out, was disabled or deleted gets no more credentials, though the token has not run out.
          serverSideTokenCheck: true,
        },
      ],
      tags: { Name: name },
    },
    // Another pool gives everybody another id, by which nobody finds the own files again.
    { parent, protect },
  );
}

/**
 * Identity pools of the whole world act as one principal. `aud` says that it was this one, and `amr` that somebody is
 * signed in (Cognito developer guide, "IAM roles": role trust and permissions).
 */
function trustIn(pool: aws.cognito.IdentityPool): aws.iam.PolicyDocument {
  // In its parts: as a text it would be unknown until the pool is there, and nobody could tell whom the role is for.
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "SignedInToThisPool",
        Effect: "Allow",
        Principal: { Federated: "cognito-identity.amazonaws.com" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: { "cognito-identity.amazonaws.com:aud": pool.id },
          "ForAnyValue:StringEquals": { "cognito-identity.amazonaws.com:amr": "authenticated" },
        },
      },
    ],
  };
}
