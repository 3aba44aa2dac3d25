import { DatabaseError, type Client } from "pg";
import { MigrationFailure, refuseAll } from "./failure";
import { ledgerProblems, openLedger, writeApplied, writeBegun } from "./ledger";
import type { Migration } from "./migrations";
import { lineAt, type Statement } from "./statements";

/** Brings the database up to the migrations, each once and in their order. Answers with the names of the new ones. */
export async function applyMigrations(
  client: Client,
  migrations: Migration[],
  log: (line: string) => void,
): Promise<string[]> {
  const entries = await openLedger(client);
  refuseAll("Migrations have changed since they were applied:", ledgerProblems(entries, migrations));
  const finished = new Set(entries.filter((entry) => entry.finished).map(({ number }) => number));
  const applied: string[] = [];
  for (const migration of migrations.filter(({ number }) => !finished.has(number))) {
    try {
      await (migration.transactional ? applyInTransaction : applyStepByStep)(client, migration);
    } catch (error) {
      const earlier = applied.length > 0 ? ` Before it, ${applied.join(", ")} applied and stay.` : "";
      throw new MigrationFailure(`${error instanceof Error ? error.message : String(error)}${earlier}`);
    }
    log(`applied ${migration.name}`);
    applied.push(migration.name);
  }
  return applied;
}

async function applyInTransaction(client: Client, migration: Migration): Promise<void> {
  const undone = "Nothing of it stays.";
  await freshSession(client);
  await client.query("BEGIN");
  try {
    for (const statement of migration.statements) await run(client, migration, statement);
    // The file may have become another role, which has no rights on the ledger.
    await client.query("RESET ROLE");
    await writeBegun(client, migration);
    await writeApplied(client, migration);
    // Constraints that are deferred speak up only now.
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw new MigrationFailure(`${located(error, migration.name)}\n${undone}`);
  }
}

/** Without a transaction to undo it, the ledger says that it began before it begins, and that it is applied after. */
async function applyStepByStep(client: Client, migration: Migration): Promise<void> {
  await freshSession(client);
  await writeBegun(client, migration);
  try {
    for (const statement of migration.statements) await run(client, migration, statement);
    await freshSession(client);
    await refuseInvalidIndexes(client);
    await writeApplied(client, migration);
  } catch (error) {
    const left = "It runs without a transaction, so what it did before stays, and the next deployment begins it again.";
    throw new MigrationFailure(`${located(error, migration.name)}\n${left}`);
  }
}

/**
 * An index whose building failed stays, unused and invalid, and CREATE INDEX CONCURRENTLY IF NOT EXISTS then passes by
 * without a word.
 */
async function refuseInvalidIndexes(client: Client): Promise<void> {
  // An index of a partitioned table (relkind I) is invalid for good reason until all its parts are there.
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT i.indisvalid AND c.relkind = 'i' AND n.nspname <> 'pg_toast' ORDER BY 1`,
  );
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => name).join(", ");
  const fix = "drop it in the same file before it is created (DROP INDEX CONCURRENTLY IF EXISTS)";
  throw new MigrationFailure(`the index ${names} is invalid: an earlier attempt to build it failed. Fix: ${fix}.`);
}

/** What one file set, another must not find. */
async function freshSession(client: Client): Promise<void> {
  await client.query("RESET ROLE");
  await client.query("RESET ALL");
}

async function run(client: Client, { name, statements }: Migration, statement: Statement): Promise<void> {
  try {
    await client.query(statement.text);
  } catch (error) {
    const position = error instanceof DatabaseError ? error.position : undefined;
    const line = statement.line + (position === undefined ? 0 : lineOfCharacter(statement.text, Number(position)) - 1);
    const which = `statement ${statements.indexOf(statement) + 1} of ${statements.length}`;
    throw new MigrationFailure(located(error, `${name}, line ${line}, ${which}`));
  }
}

/** PostgreSQL counts characters, from 1; JavaScript counts some of them twice. */
function lineOfCharacter(text: string, character: number): number {
  const before = Array.from(text)
    .slice(0, character - 1)
    .join("");
  return lineAt(text, before.length);
}

/**
 * What PostgreSQL said, with its hint and, for an error in a function's body, the place in there. Its detail is left
 * out: it quotes rows, and this is shown in logs.
 */
function located(error: unknown, place: string): string {
  if (error instanceof MigrationFailure)
    return error.message.startsWith(place) ? error.message : `${place}: ${error.message}`;
  if (!(error instanceof DatabaseError)) {
    return `${place}: ${error instanceof Error ? error.message : String(error)}`;
  }
  const inside = error.where === undefined ? "" : ` (${error.where.split("\n")[0] ?? ""})`;
  const hint = error.hint === undefined ? "" : ` ${error.hint}`;
  return `${place}: ${error.message}${inside}.${hint} [${error.code ?? "no code"}]`;
}
