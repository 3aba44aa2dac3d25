import type { Change } from "./changes";
import { alone } from "./workspace";

type Edit = (stackFile: string) => string;

const set =
  (key: string, value: string): Edit =>
  (file) =>
    file.replace(new RegExp(`table:${key}: .*`), `table:${key}: ${value}`);
const both =
  (one: Edit, other: Edit): Edit =>
  (file) =>
    other(one(file));

const provisioned = set("provisioned", "true");
const accelerated = set("accelerated", "true");
const replicated = set("replicaRegions", "eu-central-1");
const twoIndexes = set("indexes", "byOwner,byList");

const scalingOf = (part: string) =>
  ["read", "write"].flatMap((kind) => [`Policy ${part}-${kind}-capacity`, `Target ${part}-${kind}-capacity`]);
const scaling = [...scalingOf("todos"), ...scalingOf("todos-index-byOwner")];
const replica = ["Alias", "Key", "TableReplica"].map((kind) => `${kind} todos-eu-central-1`);
/** Their descriptions say what kind of table it is. */
const throttles = ["read", "write"].map((kind) => `MetricAlarm todos-${kind}-throttles`);

/** A change from one configuration to another, in the words of a row. */
const row = (what: string, rest: Pick<Change, "edit"> & Partial<Change>): Change => ({
  what,
  project: alone("table"),
  stack: "dev",
  ...rest,
});
const as: Edit = (file) => file;
const acceleratorAlarms = ["cpu", "evictions", "faults", "throttles"].map(
  (alarm) => `MetricAlarm todos-accelerator-${alarm}`,
);

/**
 * What people change of a table: nothing of it is lost but what they give up. That an accelerator is switched on and off
 * is told of the system that has one.
 */
export const tableChanges: Change[] = [
  row("a table on demand gets a capacity", {
    edit: provisioned,
    created: scaling,
    updated: ["Table todos", ...throttles],
  }),
  row("a table of capacity is on demand again", {
    from: provisioned,
    edit: as,
    updated: ["Table todos", ...throttles],
    deleted: scaling,
  }),
  row("an index is added to a table of capacity", {
    from: provisioned,
    edit: both(provisioned, twoIndexes),
    created: scalingOf("todos-index-byList"),
    updated: ["Table todos"],
  }),
  row("an index is removed from a table on demand", { from: twoIndexes, edit: as, updated: ["Table todos"] }),
  row("a table gets a replica", { edit: replicated, created: replica, updated: ["Table todos"] }),
  row("a table of capacity gets a replica", {
    from: provisioned,
    edit: both(provisioned, replicated),
    created: replica,
    updated: ["Table todos"],
  }),
  row("a table loses its replica", {
    from: replicated,
    edit: as,
    updated: ["Table todos"],
    deleted: replica,
    givenUp: ["Key todos-eu-central-1", "TableReplica todos-eu-central-1"],
  }),
  row("an accelerator's answers may be older", {
    from: accelerated,
    edit: both(accelerated, set("stalenessSeconds", "300")),
    updated: acceleratorAlarms,
    replaced: ["Cluster todos", "ParameterGroup todos", "RandomId todos-accelerator"],
  }),
  row("an accelerator gets other nodes", {
    from: accelerated,
    edit: both(accelerated, set("nodeType", "dax.r5.large")),
    updated: acceleratorAlarms,
    replaced: ["Cluster todos", "RandomId todos-accelerator"],
  }),
];
