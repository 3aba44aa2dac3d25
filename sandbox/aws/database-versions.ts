import type { Attempt, Refusal, Thing } from "./behaviour";
import { replicasOf } from "./database-replicas";
import { text } from "./model";

const numbers = (version: string) => version.split(".").map(Number);
/** PostgreSQL counts its major versions by the first number, MySQL and MariaDB by the first two. */
const majorOf = (engine: string, version: string) =>
  numbers(version)
    .slice(0, engine === "postgres" ? 1 : 2)
    .join(".");
const versionOf = ({ properties }: Thing) => text(properties["engineVersion"]);

/** Below zero where the first is older; a bare "17" is as new as any of its line. */
function compared(one: string, other: string): number {
  const [left, right] = [numbers(one), numbers(other)];
  for (const [place, number] of left.entries()) {
    const against = right[place];
    if (against === undefined) return 0;
    if (number !== against) return number - against;
  }
  return 0;
}

/** What RDS refuses of another engine version, or of the parameters that do not fit it. */
export function badVersion(attempt: Attempt): Refusal {
  return badUpgrade(attempt) ?? foreignFamily(attempt);
}

function badUpgrade({ inputs, now, others }: Attempt): Refusal {
  const asked = text(inputs["engineVersion"]);
  const was = now ? versionOf(now) : "";
  if (!now || asked === "" || was === "" || compared(asked, was) === 0) return undefined;
  const engine = text(inputs["engine"]) || text(now.properties["engine"]);
  if (compared(asked, was) < 0) return `InvalidParameterCombination: Cannot upgrade ${engine} from ${was} to ${asked}`;
  if (majorOf(engine, asked) !== majorOf(engine, was)) {
    if (inputs["allowMajorVersionUpgrade"] === true) return undefined;
    return (
      "InvalidParameterCombination: The AllowMajorVersionUpgrade flag must be present when upgrading to a new major " +
      "version."
    );
  }
  // RDS user guide, "Upgrades of the RDS for PostgreSQL DB engine": within a major version replicas go first.
  const behind = replicasOf(text(now.properties["identifier"]), others).filter(
    (replica) => compared(versionOf(replica), asked) < 0,
  );
  if (behind.length === 0) return undefined;
  const names = behind.map(({ properties }) => text(properties["identifier"])).sort();
  return (
    `DBUpgradeDependencyFailure: One or more of the DB instance's read replicas have to be upgraded to ${asked} before ` +
    `it: ${names.join(", ")}`
  );
}

function foreignFamily({ inputs, now, others }: Attempt): Refusal {
  const name = text(inputs["parameterGroupName"]);
  const version = text(inputs["engineVersion"]) || (now ? versionOf(now) : "");
  const engine = text(inputs["engine"]) || text(now?.properties["engine"]);
  const group = others("aws:rds/parameterGroup:ParameterGroup").find(({ id }) => id === name);
  if (!group || version === "" || engine === "") return undefined;
  const [family, expected] = [text(group.properties["family"]), `${engine}${majorOf(engine, version)}`];
  if (family === expected) return undefined;
  return (
    `InvalidParameterCombination: The parameter group ${name} with DBParameterGroupFamily ${family} can't be used for ` +
    `this instance. Please use a parameter group with DBParameterGroupFamily ${expected}.`
  );
}
