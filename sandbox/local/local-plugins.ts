import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { awsVersion } from "../awsx/family";

/** A provider that the engine starts, in the place of the real one. */
export interface LocalPlugin {
  name: string;
  version: string;
  /** Its source in sandbox/plugins. */
  entry: string;
}

/**
 * The providers that stand in for the real ones: every file in sandbox/plugins that is named as one with an SDK here, in
 * the SDK's version, which is what a program asks for.
 */
export function localPlugins(): LocalPlugin[] {
  const sources = readdirSync(join(__dirname, "..", "plugins")).filter((file) => file.endsWith(".ts"));
  const providers = sources.flatMap((entry) => {
    const name = entry.slice(0, -".ts".length);
    const version = versionOf(`@pulumi/${name}`);
    return version === undefined ? [] : [{ name, version, entry }];
  });
  // awsx asks for the version that it was built with, wherever nobody hands it a provider.
  return [...providers, { name: "aws", version: awsVersion, entry: "aws.ts" }];
}

/** The version of an SDK, if it is one that is here. */
function versionOf(sdk: string): string | undefined {
  let file: string;
  try {
    file = require.resolve(`${sdk}/package.json`);
  } catch {
    return undefined;
  }
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
