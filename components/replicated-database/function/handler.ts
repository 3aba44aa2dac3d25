import { join } from "node:path";
import { secretsManager } from "./master-secret";
import { migrate, type MigrationResult } from "./migrate";
import { parseRequest } from "./request";

// To tell what went wrong, and to leave the server in order, before Lambda ends the process.
const farewellMs = 5_000;

/** Lambda's entry. The archive holds the migrations beside it, in the folder migrations. */
export async function handler(
  event: unknown,
  context: { getRemainingTimeInMillis: () => number },
): Promise<MigrationResult> {
  const surroundings = {
    masterSecret: secretsManager(),
    authoritiesFile: process.env["DATABASE_AUTHORITIES_FILE"] ?? "/var/runtime/ca-cert.pem",
    migrationsFolder: join(process.env["LAMBDA_TASK_ROOT"] ?? ".", "migrations"),
    pauseMs: 1_000,
    signInPatienceMs: 60_000,
    log: (line: string) => {
      console.log(line);
    },
  };
  return await migrate(parseRequest(event), surroundings, context.getRemainingTimeInMillis() - farewellMs);
}
