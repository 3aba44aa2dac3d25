import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "pg";
import { prepareApplicationUser } from "./application-user";
import { applyMigrations } from "./apply";
import { connectToWriter, type Approach } from "./connect";
import { Deadline } from "./deadline";
import { MigrationFailure, refuseAll } from "./failure";
import { digestOf, readMigrations, type Migration } from "./migrations";
import type { MigrationRequest } from "./request";

/** What the function lives in. */
export interface Surroundings extends Approach {
  migrationsFolder: string;
}

/** What the invocation answers: small, and without secrets, since Pulumi keeps it. */
export interface MigrationResult {
  applicationUser: string;
  /** The migrations that this run applied. */
  applied: string[];
  /** How many the database has now, earlier ones included. */
  total: number;
  migrationsSha256: string;
}

// One key for all: advisory locks are a database's own. The digits say nothing.
const lockKey = 7_250_411;

/** Makes the database usable: the application's user with its rights, then the migrations. */
export async function migrate(
  request: MigrationRequest,
  surroundings: Surroundings,
  milliseconds: number,
): Promise<MigrationResult> {
  const deadline = new Deadline(milliseconds);
  const migrations = migrationsMeant(request, surroundings.migrationsFolder);
  // The other half is for the migrations themselves.
  const client = await connectToWriter(request, surroundings, deadline.within(milliseconds / 2), () => deadline.left());
  // Ending the connection ends its statement as well: the server looks after its client every few seconds.
  const outOfTime = setTimeout(() => void client.end().catch(() => undefined), deadline.left());
  try {
    await lock(client, deadline, surroundings.pauseMs);
    await prepareApplicationUser(client, request.applicationUser, request.databaseName);
    const applied = await applyMigrations(client, migrations, surroundings.log);
    const { applicationUser, migrationsSha256 } = request;
    return { applicationUser, applied, total: migrations.length, migrationsSha256 };
  } catch (error) {
    if (deadline.left() > 0) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const fix =
      "give the migration function a longer timeout (15 minutes at most), or cut the migration into smaller ones";
    throw new MigrationFailure(`${message}\nThe time was up. Fix: ${fix}.`);
  } finally {
    clearTimeout(outOfTime);
    await client.end().catch(() => undefined);
  }
}

function migrationsMeant(request: MigrationRequest, folder: string): Migration[] {
  const { migrations, problems } = readMigrations(folder);
  refuseAll("The migrations cannot be used:", problems);
  const found = digestOf(migrations);
  if (found === request.migrationsSha256) return migrations;
  throw new MigrationFailure(
    `The function holds other migrations than the invocation means: got ${found}, allowed ${request.migrationsSha256}. ` +
      "Fix: deploy again, so that the function is there before it is invoked.",
  );
}

/**
 * One at a time: whoever comes second finds everything done. It asks again and again, where pg_advisory_lock would wait
 * inside a statement: CREATE INDEX CONCURRENTLY waits for statements as old as that one, and both would wait for ever.
 */
async function lock(client: Client, deadline: Deadline, pauseMs: number): Promise<void> {
  while (deadline.left() > pauseMs) {
    const { rows } = await client.query<{ held: boolean }>("SELECT pg_try_advisory_lock($1) AS held", [lockKey]);
    if (rows[0]?.held === true) return;
    await pause(pauseMs);
  }
  throw new MigrationFailure("Another run of the migrations has not finished. Fix: deploy again when it has.");
}
