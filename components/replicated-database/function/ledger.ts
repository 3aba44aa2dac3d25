import type { Client } from "pg";
import type { Migration } from "./migrations";

/** What the database remembers of a migration. */
export interface LedgerEntry {
  number: number;
  name: string;
  sha256: string;
  /** Whether it ran to its end. Only one without a transaction can have begun and not finished. */
  finished: boolean;
}

/**
 * Makes the ledger where there is none. A schema of its own keeps it out of the application's reach: there the
 * application user has no rights.
 */
export async function openLedger(client: Client): Promise<LedgerEntry[]> {
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS clothesline;
    CREATE TABLE IF NOT EXISTS clothesline.migration (
      number integer PRIMARY KEY,
      name text NOT NULL,
      sha256 text NOT NULL,
      begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      applied_at timestamptz
    )`);
  const { rows } = await client.query<LedgerEntry>(
    "SELECT number, name, sha256, applied_at IS NOT NULL AS finished FROM clothesline.migration ORDER BY number",
  );
  return rows;
}

export async function writeBegun(client: Client, { number, name, sha256 }: Migration): Promise<void> {
  await client.query(
    `INSERT INTO clothesline.migration (number, name, sha256) VALUES ($1, $2, $3)
     ON CONFLICT (number) DO UPDATE SET name = excluded.name, sha256 = excluded.sha256, begun_at = clock_timestamp()`,
    [number, name, sha256],
  );
}

export async function writeApplied(client: Client, { number }: Migration): Promise<void> {
  await client.query("UPDATE clothesline.migration SET applied_at = clock_timestamp() WHERE number = $1", [number]);
}

/** What has been applied and is not what the files say now, in words. */
export function ledgerProblems(entries: LedgerEntry[], migrations: Migration[]): string[] {
  const byNumber = new Map(migrations.map((migration) => [migration.number, migration]));
  return entries.flatMap((entry) => {
    const file = byNumber.get(entry.number);
    const restore = "Fix: restore the file as it was, and write what is to change into a new migration.";
    if (file === undefined) {
      return [`${entry.name}: removed after it ${entry.finished ? "was applied" : "had begun"}. ${restore}`];
    }
    if (!entry.finished) return [];
    if (file.name !== entry.name) return [`${entry.name}: renamed to ${file.name} after it was applied. ${restore}`];
    if (file.sha256 === entry.sha256) return [];
    return [`${entry.name}: altered after it was applied, from ${entry.sha256} to ${file.sha256}. ${restore}`];
  });
}
