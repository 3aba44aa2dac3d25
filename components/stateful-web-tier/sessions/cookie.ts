import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { nothingNeeded, type SessionNeeds } from "./needs";

const keyBytes = 32;

/**
 * Sessions in the browser, sealed with keys that only the instances can read. Generation 5 seals with key 5 and opens
 * what 4, 5 or 6 have sealed. So when 5 becomes 6, instances of both meet in the fleet for a while, and each can open
 * what the other has sealed: no cart is lost by a rotation.
 */
export function cookieNeeds(name: string, generation: number, parent: pulumi.Resource): SessionNeeds {
  const [previous, current, next] = [generation - 1, generation, generation + 1];
  const secretArns = {
    SESSION_COOKIE_KEY_CURRENT: makeKey(name, current, parent),
    SESSION_COOKIE_KEY_PREVIOUS: makeKey(name, previous, parent),
    SESSION_COOKIE_KEY_NEXT: makeKey(name, next, parent),
  };
  return {
    ...nothingNeeded,
    secretArns,
    permissions: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: Object.values(secretArns) }],
  };
}

/** The ARN comes from the secret's value, so that whoever has it can read the key. */
function makeKey(name: string, generation: number, parent: pulumi.Resource): pulumi.Output<string> {
  const keyName = `${name}-session-key-${generation}`;
  const key = new random.RandomBytes(keyName, { length: keyBytes }, { parent });
  const secret = new aws.secretsmanager.Secret(
    keyName,
    {
      description: `Seals the session cookies of ${name}, generation ${generation}`,
      // A key that opens no cookie any more is gone at once. One that was deleted by mistake is made anew by `up`.
      recoveryWindowInDays: 0,
      tags: { Name: keyName },
    },
    { parent },
  );
  const version = { secretId: secret.id, secretString: key.base64 };
  return new aws.secretsmanager.SecretVersion(keyName, version, { parent }).secretArn;
}
