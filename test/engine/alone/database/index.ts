import * as aws from "@pulumi/aws";
import { Config } from "@pulumi/pulumi";
import { Network, ReplicatedDatabase } from "../../../../components/index";

/** A database with its standby and two replicas, whose versions the tests change. */
const config = new Config();
const provider = new aws.Provider("database", { region: aws.config.requireRegion() });
const network = new Network("network", { zoneNames: ["eu-west-1a", "eu-west-1b"] }, { providers: [provider] });
const database = new ReplicatedDatabase(
  "users",
  {
    network,
    instanceClass: "db.t4g.micro",
    replicas: { one: { zoneName: "eu-west-1a" }, two: { zoneName: "eu-west-1b" } },
    engineVersion: config.require("engineVersion"),
    replicaEngineVersion: config.require("replicaEngineVersion"),
    allowMajorVersionUpgrade: config.requireBoolean("allowMajorVersionUpgrade"),
  },
  { providers: [provider], dependsOn: network },
);

export const host = database.host;
export const readerHosts = database.readerHosts;
