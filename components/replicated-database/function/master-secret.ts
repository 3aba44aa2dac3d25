import {
  GetSecretValueCommand,
  SecretsManagerClient,
  type SecretsManagerClientConfig,
} from "@aws-sdk/client-secrets-manager";
import { MigrationFailure } from "./failure";

/** Who the master user is. */
interface Credentials {
  username: string;
  password: string;
}

/** Reads the secret with this ARN. */
export type MasterSecret = (secretArn: string) => Promise<Credentials>;

/** Why a secret cannot be read: by its name in the SDK, so that waiting for what passes is possible. */
export class SecretUnreadable extends MigrationFailure {
  constructor(
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

/** The secret as Secrets Manager holds it, whether RDS manages it or not: both are JSON of the same two keys. */
export function secretsManager(config: SecretsManagerClientConfig = {}): MasterSecret {
  // Without a way to the service a call would hang until Lambda's end: it fails soon, and is tried again outside.
  const requestHandler = { connectionTimeout: 3_000, requestTimeout: 5_000 };
  const client = new SecretsManagerClient({ maxAttempts: 2, requestHandler, ...config });
  return async (secretArn) => {
    const answer = await client.send(new GetSecretValueCommand({ SecretId: secretArn })).catch((error: unknown) => {
      const [name, message] = error instanceof Error ? [error.name, error.message] : ["unknown", String(error)];
      throw new SecretUnreadable(name, `The master secret ${secretArn} cannot be read: ${name}: ${message}`);
    });
    return credentialsIn(answer.SecretString, secretArn);
  };
}

function credentialsIn(text: string | undefined, secretArn: string): Credentials {
  const { username, password } = keysOf(text);
  if (typeof username === "string" && username !== "" && typeof password === "string" && password !== "") {
    return { username, password };
  }
  // What it holds instead is not told: it is a secret.
  const allowed = 'JSON {"username": …, "password": …}, both filled';
  throw new MigrationFailure(`The master secret ${secretArn} holds something else. Allowed: ${allowed}.`);
}

function keysOf(text: string | undefined): { username?: unknown; password?: unknown } {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    // The parser's own message quotes what it could not read.
    return {};
  }
}
