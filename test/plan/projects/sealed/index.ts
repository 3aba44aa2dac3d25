import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface Limits {
  days: number;
  name: string;
}

// Every way to read a secret. One who asks for it without its being one gets it in clear, and lets it slip.
const config = new pulumi.Config();
const limits = config.requireSecretObject<Limits>("limits");
const named = new aws.cloudwatch.LogGroup("named", {
  name: config.require("owner"),
  retentionInDays: config.requireSecretNumber("retention"),
  tags: {
    Project: "sealing",
    Environment: "dev",
    Owner: config.requireObject<{ name: string }[]>("teams")[0]?.name ?? "",
  },
});

if (process.env["SEALING_FAILS"] === "number") config.requireNumber("owner");
if (process.env["SEALING_FAILS"] === "throw") throw new Error(`nobody knows ${config.require("owner")}`);

export const days = limits.days;
export const loud = config.requireSecretBoolean("loud");
export const owner = config.requireSecret("owner");
export const name = named.name;
