import { readFileSync } from "node:fs";
import { awsVersion } from "../awsx/family";

/** A provider that the engine starts, in the place of the real one. */
export interface LocalPlugin {
  name: string;
  version: string;
  /** Its source in sandbox/plugins. */
  entry: string;
}

/** The providers that stand in for the real ones, in the versions that the SDKs here ask for. */
export function localPlugins(): LocalPlugin[] {
  return [
    { name: "aws", version: versionOf("@pulumi/aws"), entry: "aws.ts" },
    // awsx asks for the version that it was built with, wherever nobody hands it a provider.
    { name: "aws", version: awsVersion, entry: "aws.ts" },
    { name: "awsx", version: versionOf("@pulumi/awsx"), entry: "awsx.ts" },
    { name: "random", version: versionOf("@pulumi/random"), entry: "random.ts" },
  ];
}

function versionOf(sdk: string): string {
  const about = JSON.parse(readFileSync(require.resolve(`${sdk}/package.json`), "utf8")) as { version: string };
  return about.version;
}
