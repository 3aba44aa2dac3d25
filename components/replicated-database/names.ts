import type { ArgumentProblem } from "../arguments/problem";
import { applicationUserPattern, reservedUsers } from "./function/request";

// An instance has 63 characters, for the component's name, a replica's and a suffix with its dashes.
const longestName = 32;
export const longestReplicaName = 20;
const partOfIdentifier = /^[a-z](?:-?[a-z0-9])*$/;

/** PostgreSQL's reserved words (its manual, appendix C), and the databases that every server has. */
const reservedDatabases = new Set(
  (
    "all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation " +
    "column concurrently constraint create cross current_catalog current_date current_role current_schema " +
    "current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for " +
    "foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral " +
    "leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps " +
    "placing primary references returning right select session_user similar some symmetric system_user table " +
    "tablesample then to trailing true union unique user using variadic verbose when where window with " +
    "rdsadmin template0 template1"
  ).split(" "),
);

/** RDS API, CreateDBInstance: MasterUsername cannot be a word that the engine keeps. */
const reservedMasters = /^(?:admin$|pg_|rds|public$|none$|user$|current_user$|session_user$)/;

/** Refuses a name of which RDS could not make the instances' identifiers. */
export function databaseComponentNameProblems(name: unknown): ArgumentProblem[] {
  if (typeof name === "string" && partOfIdentifier.test(name) && name.length <= longestName) return [];
  return [
    {
      argument: "name",
      got: name,
      allowed: `1 to ${longestName} small letters, digits and single dashes, a letter first and no dash at the end`,
      fix: 'write a short name in the form "system-purpose"',
    },
  ];
}

/** Whether RDS can make a part of an identifier from the name of a replica. */
export function isReplicaName(name: string): boolean {
  return partOfIdentifier.test(name) && name.length <= longestReplicaName;
}

export function databaseNameProblems(argument: string, value: unknown, fallback: string): ArgumentProblem[] {
  const fits = typeof value === "string" && /^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(value);
  if (value === undefined || (fits && !reservedDatabases.has(value.toLowerCase()))) return [];
  return [
    {
      argument,
      got: value,
      allowed: "1 to 63 letters, digits and underscores, a letter first, and no word that PostgreSQL keeps for itself",
      fix: `write another one, or leave it out for ${JSON.stringify(fallback)}`,
    },
  ];
}

export function applicationUserProblems(
  argument: string,
  value: unknown,
  { fallback, masterUsername }: { fallback: string; masterUsername: unknown },
): ArgumentProblem[] {
  const user = value ?? fallback;
  const fits = typeof user === "string" && applicationUserPattern.test(user) && !reservedUsers.test(user);
  if (fits && user !== masterUsername) return [];
  return [
    {
      argument,
      got: value,
      allowed:
        "1 to 63 small letters, digits and underscores, no digit first, no name that PostgreSQL or RDS keeps for " +
        "itself, and not the master user's",
      fix: `write another one, or leave it out for ${JSON.stringify(fallback)}`,
    },
  ];
}

export function masterUsernameProblems(argument: string, value: unknown, fallback: string): ArgumentProblem[] {
  const fits = typeof value === "string" && /^[a-z][a-z0-9_]{0,62}$/.test(value);
  if (value === undefined || (fits && !reservedMasters.test(value))) return [];
  return [
    {
      argument,
      got: value,
      allowed: "1 to 63 small letters, digits and underscores, a letter first, and no name that RDS keeps for itself",
      fix: `write another one, or leave it out for ${JSON.stringify(fallback)}`,
    },
  ];
}
