import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { statementsOf, type Statement } from "./statements";

/*
 * A migration is a file 001-what-it-does.sql: numbers from 001, none left out, none twice. It runs in a transaction of
 * its own. A statement that PostgreSQL refuses in one (CREATE INDEX CONCURRENTLY) goes into a file whose first line is
 *
 *   -- clothesline: no transaction
 *
 * Its statements run one by one. If one fails, those before it stay, and the next deployment runs the file again from
 * its top: write it so that it can (DROP INDEX CONCURRENTLY IF EXISTS … first). Until it has finished it may be changed.
 */
export interface Migration {
  number: number;
  /** The file's name. */
  name: string;
  /** Of the content, line endings aside. */
  sha256: string;
  /** Whether it runs, with its row in the ledger, in a transaction. */
  transactional: boolean;
  statements: Statement[];
}

const fileName = /^(\d{3,})-[a-z0-9]+(?:-[a-z0-9]+)*\.sql$/;
const marker = /^--\s*clothesline:\s*(.*?)\s*$/gm;
const noTransaction = "no transaction";
const endsTransaction = /^(?:ABORT|BEGIN|COMMIT|END|START TRANSACTION|PREPARE TRANSACTION|ROLLBACK(?! TO\b))(?: |$)/;

/**
 * The migrations of a folder in their order, and what is wrong with them in words. A folder that does not exist has
 * none. Files of other kinds, a README for example, are left alone.
 */
export function readMigrations(folder: string): { migrations: Migration[]; problems: string[] } {
  const names = sqlFilesOf(folder);
  const problems = names
    .filter((name) => !fileName.test(name))
    .map((name) => `${name}: not a migration's name. Allowed: 001-what-it-does.sql, with a number and small letters.`);
  const migrations = names
    .filter((name) => fileName.test(name))
    .map((name) => readMigration(join(folder, name), name, problems))
    .sort((one, other) => one.number - other.number || (one.name < other.name ? -1 : 1));
  return { migrations, problems: [...problems, ...orderProblems(migrations)] };
}

/** One value for a set of migrations, which changes when any of them does. */
export function digestOf(migrations: Migration[]): string {
  return sha256(JSON.stringify(migrations.map(({ name, sha256: hash }) => [name, hash])));
}

function sqlFilesOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.toLowerCase().endsWith(".sql"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

function readMigration(path: string, name: string, problems: string[]): Migration {
  const bytes = readFileSync(path);
  // A checkout may turn LF into CRLF and back, and an editor may put a byte order mark before it all. Neither changes
  // what a migration does, so neither makes it another one.
  const sql = bytes
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .replace(/\r\n/g, "\n");
  const marks = [...sql.matchAll(marker)];
  const transactional = !(marks[0]?.index === 0 && marks[0][1] === noTransaction);
  const migration = {
    number: Number.parseInt(name, 10),
    name,
    sha256: sha256(sql),
    transactional,
    statements: statementsOf(sql),
  };

  if (sql.includes("\uFFFD")) problems.push(`${name}: not UTF-8. Fix: save it as UTF-8.`);
  if (marks.length > (transactional ? 0 : 1)) {
    const allowed = `-- clothesline: ${noTransaction}`;
    problems.push(`${name}: a line "-- clothesline: …" that means nothing. Allowed: ${allowed}, as the first line.`);
  }
  if (migration.statements.length === 0) {
    problems.push(`${name}: holds no statement. Fix: write one, SELECT 1 for example, or delete the file.`);
  }
  for (const { line, words } of migration.statements) {
    if (!endsTransaction.test(words.slice(0, 2).join(" "))) continue;
    const why = "the function begins and ends the transaction, so that the ledger tells the truth";
    problems.push(`${name}, line ${line}: got ${words[0] ?? ""}, but ${why}. Fix: leave it out.`);
  }
  return migration;
}

function orderProblems(migrations: Migration[]): string[] {
  const namesOf = (number: number) => migrations.filter((one) => one.number === number).map(({ name }) => name);
  const last = migrations.at(-1)?.number ?? 0;
  const first = migrations[0]?.number ?? 1;
  const problems: string[] = first === 0 ? [`${namesOf(0).join(", ")}: got 000. Allowed: numbers from 001.`] : [];
  for (const number of new Set(migrations.map((one) => one.number))) {
    const names = namesOf(number);
    if (names.length > 1)
      problems.push(`${names.join(" and ")}: one number twice. Fix: give one of them another number.`);
  }
  const numbers = new Set(migrations.map((one) => one.number));
  const missing = [];
  // A number like 20260101 leaves millions out: one of them is enough to tell.
  for (let number = 1; number < last && missing.length === 0; number += 1) {
    if (!numbers.has(number)) missing.push(String(number).padStart(3, "0"));
  }
  return missing.length === 0
    ? problems
    : [
        ...problems,
        `${missing.join("")}: missing. Allowed: numbers from 001, none left out. Fix: renumber the new ones.`,
      ];
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
