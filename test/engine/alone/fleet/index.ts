import { join } from "node:path";
import * as aws from "@pulumi/aws";
import { Config } from "@pulumi/pulumi";
import { bundleApplication, Network, ReleaseShare, StatefulWebTier } from "../../../../components/index";

/** A web tier with its releases, of which the tests change what the program of this repository leaves to defaults. */
const config = new Config();
const provider = new aws.Provider("fleet", { region: aws.config.requireRegion() });
const network = new Network("network", { zoneNames: ["eu-west-1a", "eu-west-1b"] }, { providers: [provider] });
const options = { providers: [provider], dependsOn: network };

const { path: releaseArchivePath } = bundleApplication(join(__dirname, "../../../../apps/whatisthetime/server.ts"), {
  files: { RELEASE: config.require("release") },
});
const releases = new ReleaseShare("releases", { network, releaseArchivePath }, options);
const web = new StatefulWebTier(
  "web",
  {
    ...{ network, releaseShare: releases, plainHttp: true },
    bootTimeoutSeconds: config.requireNumber("bootTimeoutSeconds"),
  },
  options,
);

export const url = web.url;
