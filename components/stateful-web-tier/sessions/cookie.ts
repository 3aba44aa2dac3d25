import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { nothingNeeded, type SessionNeeds } from "./needs";

const keyBytes = 32;

interface CookieKeys {
  generation: number;
  /** Whether Pulumi refuses to delete the keys that carts are sealed with. */
  protect: boolean;
}

/**
 * Sessions in the browser, sealed with keys that only the instances can read. Generation 5 seals with key 5 and opens
 * what 4, 5 or 6 have sealed. So when 5 becomes 6, instances of both meet in the fleet for a while, and each can open
 * what the other has sealed: no cart is lost by a rotation.
 */
export function cookieNeeds(name: string, { generation, protect }: CookieKeys, parent: pulumi.Resource): SessionNeeds {
  const [previous, current, next] = [generation - 1, generation, generation + 1];
  // The next rotation takes the previous key away, so that one alone may go: whatever else would take a key away, such
  // as another strategy or a slip in the generation, would take the current one too, and is refused before it begins.
  const kept = { protect, parent };
  const secretArns = {
    SESSION_COOKIE_KEY_CURRENT: makeKey(name, current, kept),
    SESSION_COOKIE_KEY_PREVIOUS: makeKey(name, previous, { parent }),
    SESSION_COOKIE_KEY_NEXT: makeKey(name, next, kept),
  };
  return {
    ...nothingNeeded,
    secretArns,
    permissions: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: Object.values(secretArns) }],
  };
}

/** The ARN comes from the secret's value, so that whoever has it can read the key. */
function makeKey(name: string, generation: number, options: pulumi.CustomResourceOptions): pulumi.Output<string> {
  const keyName = `${name}-session-key-${generation}`;
  const key = new random.RandomBytes(keyName, { length: keyBytes }, options);
  const secret = new aws.secretsmanager.Secret(
    keyName,
    {
      description: `Seals the session cookies of ${name}, generation ${generation}`,
      // Whoever deletes the wrong one can have it back. Its name comes with a suffix, so that it is in nobody's way.
      recoveryWindowInDays: 30,
      tags: { Name: keyName },
    },
    options,
  );
  const version = { secretId: secret.id, secretString: key.base64 };
  return new aws.secretsmanager.SecretVersion(keyName, version, options).secretArn;
}
