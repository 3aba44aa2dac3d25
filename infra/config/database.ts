import * as z from "zod/mini";
import { engineVersionProblems, replicaVersionProblems } from "../../components/replicated-database/engine-version";
import { instanceClassProblems } from "../../components/replicated-database/instance-class";
import { isReplicaName } from "../../components/replicated-database/names";
import { snapshotProblems } from "../../components/replicated-database/placement";
import { zone } from "./network";
import { takenBy } from "./taken-by";
import { explained, flag, rule, wholeNumber } from "./words";

const smallestClass = "db.t4g.micro";
const instanceClass = explained(
  z.string().check(z.refine((name) => instanceClassProblems("", name).length === 0)),
  () => ({
    allowed: `an instance class of RDS, such as ${smallestClass}`,
    fix: `write ${smallestClass} or a larger one`,
  }),
);

const mostReplicas = 15;
const replicasWords = {
  allowed: `a map of up to ${mostReplicas} replicas: the zone's letter by the name of each`,
  fix: "write each on a line of its own, as catalogue: b",
};
const replicas = explained(z.record(z.string(), zone), () => replicasWords).check(
  rule((given: Record<string, unknown>) => [
    ...(Object.keys(given).length > mostReplicas ? [replicasWords] : []),
    ...Object.keys(given)
      .filter((name) => !isReplicaName(name))
      .map((name) => ({
        at: [name],
        got: `the name ${JSON.stringify(name)}`,
        allowed: "a short name of small letters, digits and single dashes, beginning with a letter",
        fix: "write what reads from it, such as catalogue",
      })),
  ]),
);

const engineVersion = takenBy(engineVersionProblems, {
  allowed: 'a version of PostgreSQL as text: "17", or "17.6" for that release and no other',
  fix: "write it in quotes",
});
const snapshotIdentifier = takenBy(snapshotProblems, {
  allowed: "the identifier or the ARN of a DB snapshot",
  fix: "write it as RDS shows it",
});

const databaseFields = z.strictObject({
  /** The class of the primary and its replicas. Default: db.t4g.micro. */
  instanceClass: z._default(instanceClass, smallestClass),
  /** Whether a standby in another zone takes over when the primary fails. Default: true. */
  multiAz: z._default(flag({ true: "a standby takes over", false: "who waits until it is repaired" }), true),
  /** The read replicas: the letter of each one's zone by its name. Default: none. */
  replicas: z._default(replicas, {}),
  /** How many days one can go back to any moment. Default: 14. */
  backupRetentionDays: z._default(wholeNumber({ from: 1, to: 35 }, 14), 14),
  /** PostgreSQL's version: "17" leaves its minor to AWS, "17.6" is that one. Default: 17. */
  engineVersion: z.exactOptional(engineVersion),
  /** The replicas' version, ahead of engineVersion while a minor version is raised. Default: engineVersion. */
  replicaEngineVersion: z.exactOptional(engineVersion),
  /** Whether engineVersion may rise to another major version. Default: false. */
  allowMajorVersionUpgrade: z._default(
    flag({ true: "RDS may raise the major version, for which there is no way back", false: "RDS refuses to" }),
    false,
  ),
  /** The snapshot to begin with. Changing it replaces the database, so it stays afterwards. Default: none. */
  snapshotIdentifier: z.exactOptional(snapshotIdentifier),
});

/** RDS raises minor versions replicas first, and major ones of all together. */
const versionsFit = rule<z.output<typeof databaseFields>>(
  ({ engineVersion, replicaEngineVersion, replicas }) =>
    replicaVersionProblems("", replicaEngineVersion, { engineVersion, replicas: Object.keys(replicas).length }).map(
      ({ allowed, fix }) => ({ at: ["replicaEngineVersion"], allowed, fix }),
    ),
  ["engineVersion", "replicaEngineVersion", "replicas"],
);

/** The block `database` of the shop. */
export const database = z.prefault(databaseFields.check(versionsFit), {});
