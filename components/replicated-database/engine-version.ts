import type { ArgumentProblem } from "../arguments/problem";

/** The version of PostgreSQL where nobody says. */
export const defaultEngineVersion = "17";

/** The oldest of PostgreSQL's versions of which AWS keeps the standard support. */
const oldestMajor = 14;

/** A version, as "17" (any of its line) or "17.6" (that one). */
interface EngineVersion {
  major: number;
  minor: number | undefined;
}

/**
 * Whether a version names one release. A whole line ("17") leaves the choice to AWS, who then raises it in maintenance
 * windows; one release ("17.6") stays until the argument changes, because the provider would see each of AWS's upgrades
 * as a difference and ask for a downgrade, which RDS refuses.
 */
export function isPinned(version: string): boolean {
  return parse(version)?.minor !== undefined;
}

/** The parameter group's family. */
export function familyOf(version: string): string {
  return `postgres${parse(version)?.major ?? ""}`;
}

export function engineVersionProblems(argument: string, value: unknown): ArgumentProblem[] {
  const version = parse(value);
  if (value === undefined || (version !== undefined && version.major >= oldestMajor)) return [];
  return [
    {
      argument,
      got: value,
      allowed: `a version of PostgreSQL from ${oldestMajor} on, as text: "17", or "17.6" for that release and no other`,
      fix: `write one of these, or leave it out for ${JSON.stringify(defaultEngineVersion)}`,
    },
  ];
}

/**
 * What is wrong with the replicas' version. RDS upgrades minor versions replicas first and refuses the other order
 * (DBUpgradeDependencyFailure); major versions it upgrades together with the primary, and never apart.
 */
export function replicaVersionProblems(
  argument: string,
  value: unknown,
  { engineVersion, replicas }: { engineVersion: unknown; replicas: number },
): ArgumentProblem[] {
  if (value === undefined) return [];
  if (replicas === 0) {
    return [{ argument, got: value, allowed: "nothing where there are no replicas", fix: "leave it out" }];
  }
  const [own, primary] = [parse(value), parse(engineVersion ?? defaultEngineVersion)];
  // What is wrong with the primary's version is told beside that.
  if (primary === undefined) return [];
  if (primary.minor === undefined) {
    const fix = 'leave it out, or write engineVersion with its minor version, for example "17.6"';
    return [{ argument, got: value, allowed: "nothing beside an engineVersion whose minor AWS raises", fix }];
  }
  if (own?.minor !== undefined && own.major === primary.major && own.minor >= primary.minor) return [];
  return [
    {
      argument,
      got: value,
      allowed: `"${primary.major}.${primary.minor}" like engineVersion, or a later minor version of ${primary.major}`,
      fix: "upgrade the replicas first and engineVersion in a second run; a major version goes into engineVersion alone",
    },
  ];
}

function parse(value: unknown): EngineVersion | undefined {
  if (typeof value !== "string") return undefined;
  const [, major, minor] = /^(\d{2})(?:\.(\d{1,2}))?$/.exec(value) ?? [];
  if (major === undefined) return undefined;
  return { major: Number(major), minor: minor === undefined ? undefined : Number(minor) };
}
