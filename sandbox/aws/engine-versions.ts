/** What RDS takes where nobody names a version, and for whichever release of its line. */
const releases: Readonly<Record<string, string>> = { mariadb: "11.4.5", mysql: "8.0.41", postgres: "17.4" };
/**
 * How many numbers name a major version, of which RDS has a line and a family of parameters: "17" of PostgreSQL, "8.0"
 * of MySQL, "11.4" of MariaDB. One more names a release (RDS user guide, "Working with parameter groups": mysql8.0).
 */
const places: Readonly<Record<string, number>> = { mariadb: 2, mysql: 2, postgres: 1 };
/** What the sandbox takes for the numbers that a line of another version leaves open. */
const open = [4, 4];

/** Oracle, SQL Server and Db2 have rules of their own, of which the sandbox says nothing. */
export const isKnown = (engine: string): boolean => Object.hasOwn(releases, engine);

const placesOf = (engine: string) => places[engine] ?? 1;
const numbers = (version: string) => version.split(".").map(Number);

export const defaultVersion = (engine: string): string => releases[engine] ?? "";

export const majorOf = (engine: string, version: string): string =>
  numbers(version).slice(0, placesOf(engine)).join(".");

/** Whether it names one release, "17.7" or "8.0.41", and not a line of them. */
const isRelease = (engine: string, version: string): boolean => numbers(version).length > placesOf(engine);

/** A bare "17" stands for any of its line, "17.7". */
export const isOfLine = (version: string, line: string): boolean => line !== "" && version.startsWith(`${line}.`);

/** Below zero where the first is older; a bare "17" is as new as any of its line. */
export function compared(one: string, other: string): number {
  const [left, right] = [numbers(one), numbers(other)];
  for (const [place, number] of left.entries()) {
    const against = right[place];
    if (against === undefined) return 0;
    if (number !== against) return number - against;
  }
  return 0;
}

/**
 * The version that an instance runs once it is asked for one. "If you specify only a major version, Amazon RDS updates
 * the DB instance to the default minor version if the current minor version is lower" (RDS API, ModifyDBInstance).
 */
export function actualVersion(engine: string, asked: string, running: string): string {
  if (!isKnown(engine)) return isOfLine(running, asked) ? running : asked;
  if (isRelease(engine, asked)) return asked;
  const first = defaultOfLine(engine, asked);
  return isOfLine(running, asked) && compared(running, first) > 0 ? running : first;
}

function defaultOfLine(engine: string, line: string): string {
  const release = defaultVersion(engine);
  if (isOfLine(release, line)) return release;
  return [...numbers(line), ...open].slice(0, placesOf(engine) + 1).join(".");
}

/** The family of parameters that fits a version: postgres17, mysql8.0. */
export const familyOf = (engine: string, version: string): string | undefined =>
  isKnown(engine) ? engine + majorOf(engine, actualVersion(engine, version, "")) : undefined;

/** The groups that RDS gives who names none: default.mysql8.0 and default:mysql-8-0. */
export function defaultGroups(engine: string, version: string) {
  const family = familyOf(engine, version);
  if (family === undefined) return { optionGroupName: "", parameterGroupName: "" };
  const major = family.slice(engine.length).replaceAll(".", "-");
  return { optionGroupName: `default:${engine}-${major}`, parameterGroupName: `default.${family}` };
}
