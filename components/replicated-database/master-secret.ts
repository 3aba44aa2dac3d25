import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { ArgumentProblem } from "../arguments/problem";
import { choiceProblems } from "../arguments/choice";

/** Who keeps the master user's password. */
export const MasterSecret = {
  /** A password of Pulumi's making in a secret of the component's. */
  Generated: "generated",
  /** RDS makes it, and another one every week; not beside replicas. */
  Managed: "managed",
} as const;
export type MasterSecret = (typeof MasterSecret)[keyof typeof MasterSecret];

/**
 * What tells the primary its password. `manageMasterUserPassword: false` is never said: beside a password the provider
 * refuses the word itself, and leaving it out turns a managed password into this one in place.
 */
export type MasterPassword =
  | { manageMasterUserPassword: true; masterUserSecretKmsKeyId: pulumi.Output<string> }
  | { password: pulumi.Output<string> };

/** The password, and the ARN of the secret that holds it, which in one case only the primary can tell. */
export interface MadeMasterSecret {
  password: MasterPassword;
  arnOf: (primary: aws.rds.Instance) => pulumi.Output<string>;
}

export function makeMasterSecret(
  name: string,
  { kind, username, key }: { kind: MasterSecret; username: string; key: aws.kms.Key },
  parent: pulumi.Resource,
): MadeMasterSecret {
  if (kind === MasterSecret.Managed) {
    return {
      password: { manageMasterUserPassword: true, masterUserSecretKmsKeyId: key.arn },
      arnOf: ({ masterUserSecrets }) => masterUserSecrets.apply(([secret]) => secret?.secretArn ?? ""),
    };
  }
  const secretName = `${name}-master`;
  // RDS takes printable ASCII besides / @ " and the space.
  const { result } = new random.RandomPassword(
    secretName,
    { length: 40, overrideSpecial: "!#%&*()-_=+[]<>:?" },
    { parent },
  );
  const secret = new aws.secretsmanager.Secret(
    secretName,
    {
      description: `The master user of ${name}, for its migrations alone`,
      kmsKeyId: key.arn,
      tags: { Name: secretName },
    },
    { parent },
  );
  const version = new aws.secretsmanager.SecretVersion(
    secretName,
    { secretId: secret.id, secretString: pulumi.jsonStringify({ username, password: result }) },
    { parent },
  );
  // By the version, so that whoever is told of the secret finds something in it.
  return { password: { password: result }, arnOf: () => version.secretArn };
}

/** What is wrong with the choice. */
export function masterSecretProblems(argument: string, value: unknown, replicas: number): ArgumentProblem[] {
  if (value === MasterSecret.Managed && replicas > 0) {
    return [
      {
        argument,
        got: value,
        allowed: `${JSON.stringify(MasterSecret.Generated)} beside replicas, because RDS manages no password that replicas share`,
        fix:
          "leave it out; or take the replicas away in one run and write it in the next, since RDS refuses it until the " +
          "last one is gone",
      },
    ];
  }
  return choiceProblems(argument, value, Object.values(MasterSecret), MasterSecret.Generated);
}
