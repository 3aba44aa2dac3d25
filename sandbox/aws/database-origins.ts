import type { Properties } from "../values";
import type { Attempt, Thing } from "./behaviour";
import { sourceOf } from "./database-replicas";
import { isOfLine } from "./engine-versions";
import { text } from "./model";
import { has } from "./reading";

export const snapshots = "aws:rds/snapshot:Snapshot";

/** An instance that is made of another one takes over what a new one has to be told. */
export const isMadeOfAnother = (inputs: Properties) =>
  has(inputs, "replicateSourceDb") || has(inputs, "snapshotIdentifier") || "restoreToPointInTime" in inputs;

/** What an instance was made of, as far as it is in this account: the source of a replica, or a snapshot. */
export function originOf(attempt: Attempt): Thing | undefined {
  const name = text(attempt.inputs["snapshotIdentifier"]);
  const snapshot = name === "" ? undefined : attempt.others(snapshots).find(({ id }) => id === name);
  return sourceOf(attempt) ?? snapshot;
}

/** The version that an instance runs, whatever it was asked for, or that a snapshot is of. */
export const versionOf = (properties: Properties) => {
  const [asked, actual] = [text(properties["engineVersion"]), text(properties["engineVersionActual"])];
  return isOfLine(actual, asked) ? actual : asked;
};

/** What a snapshot keeps of its instance, which runs so again once it is restored. */
export function snapshotOf(properties: Properties, name: string): Omit<Thing, "region"> {
  const { identifier = null, engine = null, allocatedStorage = null, dbName = null, username = null } = properties;
  const { tags = null } = properties;
  const kept = { engine, engineVersion: versionOf(properties), allocatedStorage, dbName, username };
  const copied = properties["copyTagsToSnapshot"] === true && tags !== null ? { tags } : {};
  return {
    type: snapshots,
    id: name,
    properties: { dbSnapshotIdentifier: name, dbInstanceIdentifier: identifier, ...kept, ...copied },
  };
}
