import { refuseAll } from "./failure";

/** What the invocation asks for. It holds no secret: Pulumi keeps it in its state. */
export interface MigrationRequest {
  /** The writer's own endpoint: the server's certificate holds no alias of it. */
  host: string;
  port: number;
  databaseName: string;
  /** The secret with the master user, as JSON `{"username": …, "password": …}`. */
  masterSecretArn: string;
  /** The user that the application signs in as. */
  applicationUser: string;
  /**
   * The digest of the migrations that are meant, from `digestOf`. It makes the invocation differ whenever they do, and
   * an archive with other migrations is refused.
   */
  migrationsSha256: string;
}

/** What the application's user may be called. */
export const applicationUserPattern = /^[a-z_][a-z0-9_]{0,62}$/;

/** Names that PostgreSQL and RDS keep for themselves. */
export const reservedUsers = /^(?:pg_|rds|postgres$|public$|none$|user$|current_user$|session_user$)/;

/** Checks what was sent, all of it at once. Keys that it does not know are left alone. */
export function parseRequest(event: unknown): MigrationRequest {
  const given = new Map<string, unknown>(typeof event === "object" && event !== null ? Object.entries(event) : []);
  const problems: string[] = [];
  const text = (key: keyof MigrationRequest, pattern: RegExp, allowed: string): string => {
    const value = given.get(key);
    if (typeof value === "string" && pattern.test(value)) return value;
    problems.push(`${key}: got ${shown(value)}. Allowed: ${allowed}.`);
    return "";
  };
  const port = given.get("port");
  const portIsOne = typeof port === "number" && Number.isInteger(port) && port >= 1 && port <= 65535;

  const request: MigrationRequest = {
    host: text("host", /^[A-Za-z0-9][A-Za-z0-9.:-]*$/, "the writer's endpoint, without its port"),
    port: portIsOne ? port : 0,
    databaseName: text(
      "databaseName",
      /^[A-Za-z_][A-Za-z0-9_]{0,62}$/,
      "1 to 63 letters, digits and underscores, no digit first",
    ),
    masterSecretArn: text("masterSecretArn", /^arn:[^:]+:secretsmanager:.+$/, "the ARN of a secret in Secrets Manager"),
    applicationUser: text(
      "applicationUser",
      applicationUserPattern,
      "1 to 63 small letters, digits and underscores, no digit first",
    ),
    migrationsSha256: text("migrationsSha256", /^[0-9a-f]{64}$/, "the digest of the migrations, 64 hexadecimal digits"),
  };
  if (!portIsOne) {
    problems.push(`port: got ${shown(port)}. Allowed: a whole number from 1 to 65535.`);
  }
  if (reservedUsers.test(request.applicationUser)) {
    const taken = JSON.stringify(request.applicationUser);
    problems.push(`applicationUser: got ${taken}. Allowed: a name that neither PostgreSQL nor RDS keeps for itself.`);
  }
  refuseAll("The migration function cannot use what it was sent:", problems);
  return request;
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
