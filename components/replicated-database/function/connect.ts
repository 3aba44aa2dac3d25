import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { Client, DatabaseError } from "pg";
import type { Deadline } from "./deadline";
import { MigrationFailure } from "./failure";
import { SecretUnreadable, type MasterSecret } from "./master-secret";
import type { MigrationRequest } from "./request";

/** Where a connection goes, what it trusts and how patient it is. */
export interface Approach {
  masterSecret: MasterSecret;
  /** The file with the authorities that may vouch for the server. */
  authoritiesFile: string;
  /** Between two attempts, in milliseconds. */
  pauseMs: number;
  /** How long a refused sign-in may be a matter of time: a password just changed, a role's policy just made. */
  signInPatienceMs: number;
  log: (line: string) => void;
}

const attemptMs = 10_000;

// A lock on a busy table: whoever waits for it lets everybody behind wait too, so the migration gives way first.
const lockTimeoutMs = 10_000;

// A function that was killed cannot say so. With these the server finds out within half a minute, ends the statement,
// undoes the transaction and frees the advisory lock, so that the next run need not wait for the old one's statement.
const noticeLostClients =
  "-c client_connection_check_interval=5s -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

/** Signs in to the writer as the master user. Waits while the server starts, fails over or is not in DNS yet. */
export async function connectToWriter(
  request: MigrationRequest,
  approach: Approach,
  deadline: Deadline,
  statementTimeoutMs: () => number,
): Promise<Client> {
  const ca = authorities(approach.authoritiesFile);
  const signInDeadline = deadline.within(approach.signInPatienceMs);
  for (;;) {
    try {
      // Read again each time: the password may have changed between two attempts.
      const { username, password } = await approach.masterSecret(request.masterSecretArn);
      return await connectOnce({
        host: request.host,
        port: request.port,
        database: request.databaseName,
        user: username,
        password,
        // verify-full: the chain to an authority of the file, and the name in the certificate. Set here whole, so that
        // no PGSSLMODE can weaken it.
        ssl: { ca, rejectUnauthorized: true, minVersion: "TLSv1.2" },
        application_name: "migrations",
        connectionTimeoutMillis: Math.max(1, Math.min(attemptMs, deadline.left())),
        statement_timeout: Math.max(1, Math.floor(statementTimeoutMs())),
        lock_timeout: lockTimeoutMs,
        options: noticeLostClients,
      });
    } catch (error) {
      const { message, passes } = judge(error, request);
      const patience = { never: 0, signIn: signInDeadline.left(), server: deadline.left() }[passes];
      if (patience <= approach.pauseMs) throw new MigrationFailure(message);
      approach.log(`not yet: ${message}`);
      await pause(approach.pauseMs);
    }
  }
}

async function connectOnce(config: ConstructorParameters<typeof Client>[0]): Promise<Client> {
  const client = new Client(config);
  // A connection lost between two statements is told by the next one; without a listener it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ replica: boolean }>("SELECT pg_is_in_recovery() AS replica");
    // Right after a failover the name may still lead to the server that is no writer any more.
    if (rows[0]?.replica === true) throw new StillReplica();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

class StillReplica extends Error {}

/**
 * AWS keeps this file in its Node.js runtimes: "a certificate file with all Amazon CA certificates located at
 * /var/runtime/ca-cert.pem" (Lambda developer guide, Node.js), those of RDS included, which Node.js does not know. Read
 * here and given to this one connection, it needs no NODE_EXTRA_CA_CERTS, and a bundle in the archive would grow old.
 */
function authorities(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    const fix = "run on a Node.js runtime of Lambda, or set DATABASE_AUTHORITIES_FILE to a file of certificates in PEM";
    throw new MigrationFailure(
      `The certificates of the authorities that sign the server's cannot be read at ${file}. Fix: ${fix}.`,
    );
  }
}

const startingCodes = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"],
  // The server's own: starting up or shutting down, ended by an operator, by a crash; no connection left.
  ...["57P03", "57P01", "57P02", "53300"],
]);
// The driver's own words; the last are for a server that answers the question for TLS with an error: it has no process
// to spare.
const startingTexts = /^Connection terminated|timeout expired|^There was an error establishing an SSL connection/;
// The SDK's names for a role or key whose policy was made a moment ago, and for a service out of reach for a moment.
const passingReasons =
  /AccessDenied|DecryptionFailure|ResourceNotFound|Timeout|Throttling|InternalService|ECONN|ENOTFOUND/;

type Passes = "never" | "signIn" | "server";

function judge(error: unknown, { host, port, databaseName }: MigrationRequest): { message: string; passes: Passes } {
  const server = `the database server ${host}:${port}`;
  if (error instanceof SecretUnreadable) {
    return { message: error.message, passes: passingReasons.test(error.reason) ? "signIn" : "never" };
  }
  if (error instanceof MigrationFailure) return { message: error.message, passes: "never" };
  if (error instanceof StillReplica) {
    return { message: `${host} answers as a read replica. Give the writer's endpoint.`, passes: "server" };
  }
  const { code, text } = codeAndText(error);
  if (error instanceof DatabaseError && code.startsWith("28")) {
    return { message: `${server} refuses the master user: ${text}`, passes: "signIn" };
  }
  if (startingCodes.has(code) || startingTexts.test(text)) {
    return { message: `${server} cannot be reached: ${text}`, passes: "server" };
  }
  if (error instanceof DatabaseError) {
    return { message: `${server} refuses to open the database ${databaseName}: ${text}`, passes: "never" };
  }
  return { message: `there is no safe connection to ${server}: ${text}`, passes: "never" };
}

function codeAndText(error: unknown): { code: string; text: string } {
  // Where a name has several addresses, Node.js gathers the refusals of all of them.
  const first: unknown = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  if (!(first instanceof Error)) return { code: "", text: String(first) };
  const code = "code" in first && typeof first.code === "string" ? first.code : "";
  return { code, text: first.message };
}
