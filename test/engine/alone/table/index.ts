import * as aws from "@pulumi/aws";
import { Config } from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Network, ServerlessTable } from "../../../../components/index";

/** A table whose capacity, indexes, replicas and accelerator the tests change. */
const config = new Config();
const provider = new aws.Provider("table", { region: aws.config.requireRegion() });
// A default one would come and go with the accelerator.
const names = new random.Provider("names");
const network = new Network("network", { zoneNames: ["eu-west-1a", "eu-west-1b"] }, { providers: [provider] });
const named = (key: string) => config.require(key).split(",").filter(Boolean);

const accelerator = {
  network,
  nodes: 1,
  nodeType: config.require("nodeType"),
  stalenessSeconds: config.requireNumber("stalenessSeconds"),
};
const table = new ServerlessTable(
  "todos",
  {
    partitionKey: "user",
    sortKey: "item",
    indexes: Object.fromEntries(named("indexes").map((index) => [index, { partitionKey: index }])),
    replicaRegions: named("replicaRegions"),
    deletionProtection: config.requireBoolean("deletionProtection"),
    ...(config.requireBoolean("provisioned") ? { provisionedCapacity: { maxReadUnits: 50, maxWriteUnits: 50 } } : {}),
    ...(config.requireBoolean("accelerated") ? { accelerator } : {}),
  },
  { providers: [provider, names] },
);

export const endpoint = table.acceleratorEndpoint;
