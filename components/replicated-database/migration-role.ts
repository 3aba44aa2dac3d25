import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { functionInNetworkStatements, lambdaTakesItOn, writesLog } from "../function-role/statements";

/** What the function may touch. */
export interface MigrationRights {
  masterSecretArn: pulumi.Output<string>;
  key: aws.kms.Key;
  logGroup: aws.cloudwatch.LogGroup;
}

/** The role that alone may read the master secret, and the policies that it must have before the function is used. */
export function makeMigrationRole(
  name: string,
  { masterSecretArn, key, logGroup }: MigrationRights,
  parent: pulumi.Resource,
): { role: aws.iam.Role; policies: { network: aws.iam.RolePolicy; secret: aws.iam.RolePolicy } } {
  const role = new aws.iam.Role(
    name,
    {
      description: `Lets ${name} read the master secret and write its log`,
      assumeRolePolicy: lambdaTakesItOn,
      tags: { Name: name },
    },
    { parent },
  );
  // Apart from the next: the function cannot be made before this one, and the secret's ARN may need the database first.
  const network = new aws.iam.RolePolicy(
    `${name}-network`,
    {
      role: role.id,
      policy: policy([...functionInNetworkStatements, writesLog(logGroup.arn)]),
    },
    { parent },
  );
  const secret = new aws.iam.RolePolicy(
    `${name}-secret`,
    {
      role: role.id,
      policy: policy([
        { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: masterSecretArn },
        {
          Effect: "Allow",
          Action: "kms:Decrypt",
          Resource: key.arn,
          // Secrets Manager names the secret in each of its calls to KMS, so that the key opens nothing else.
          Condition: { StringEquals: { "kms:EncryptionContext:SecretARN": masterSecretArn } },
        },
      ]),
    },
    { parent },
  );
  return { role, policies: { network, secret } };
}

function policy(statements: aws.iam.PolicyStatement[]): aws.iam.PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}
