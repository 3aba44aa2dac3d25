import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { build, recipe, type Builds, type Built } from "./build";
import { hashOf, keep, kept, keptAt } from "./cache";
import { bundleFailure } from "./failure";
import { recordIn, type BundleRecord } from "./record";
import { Look } from "./sources";
import { zipOf, type ArchivedFile } from "./zip";

/** An entry and all that it imports, in one archive. */
export interface Bundle {
  /** The archive, as a function or an object in a bucket takes it. */
  archive: pulumi.asset.FileArchive;
  /** The archive's SHA-256 in hexadecimal: the same wherever and whenever the same source is bundled. */
  hash: string;
  /** Where the archive lies. */
  path: string;
}

export interface BundleOptions {
  /** Packages that are not taken in, with `*` for a part of the name. Default: see the function. */
  external?: string[];
  /** Further files: contents by path in the archive. Default: none. */
  files?: Record<string, string>;
}

/** A function to be bundled. */
export interface BundledFunction extends BundleOptions {
  /** The path of its source. */
  entry: string;
}

/**
 * Bundles a Lambda function. The archive holds `index.js`, so that its handler is `index.NAME`. Default for `external`:
 * the clients of the AWS SDK, which Lambda's own runtime brings along; they are most of a bundle.
 */
export function bundleFunction(entry: string, options: BundleOptions = {}): Bundle {
  return bundle(functionOf({ entry, ...options }));
}

/** Bundles functions, each as it would be alone: what several of them import is read and parsed once. */
export function bundleFunctions<Given extends BundledFunction>(functions: readonly Given[]): (Given & Bundled)[] {
  return bundles(functions.map((given) => ({ ...functionOf(given), given }))).map(({ given, bundle }) => ({
    ...given,
    bundle,
  }));
}

export interface Bundled {
  bundle: Bundle;
}

const start = "#!/bin/sh\nexec node server.js\n";

/**
 * Bundles an application as a release: `server.js` with everything that it imports, and `start`, which runs it with
 * Node. Default for `external`: nothing.
 */
export function bundleApplication(entry: string, options: BundleOptions = {}): Bundle {
  const { external = [], files = {} } = options;
  const starter = { name: "start", content: Buffer.from(start), executable: true };
  return bundle({ entry: resolve(entry), name: "server.js", external, others: [...texts(files), starter] });
}

/** What is asked for: a source, what it is called in its archive, what is left out, and what else is there. */
interface Wanted {
  entry: string;
  name: string;
  external: string[];
  others: ArchivedFile[];
}

function functionOf({ entry, external, files = {} }: BundledFunction): Wanted {
  const leftOut = external ?? ["@aws-sdk/client-*", "@aws-sdk/lib-*"];
  return { entry: resolve(entry), name: "index.js", external: leftOut, others: texts(files) };
}

function texts(files: Record<string, string>): ArchivedFile[] {
  return Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text), executable: false }));
}

function bundle(wanted: Wanted): Bundle {
  const look = new Look();
  const key = keyOf(wanted, look);
  return known(wanted, key, look) ?? made(wanted, key, look, build([wanted.entry], wanted.external)(wanted.entry));
}

function bundles<One extends Wanted>(all: readonly One[]): (One & Bundled)[] {
  const look = new Look();
  const asked = all.map((wanted) => {
    const key = keyOf(wanted, look);
    return { wanted, key, found: known(wanted, key, look) };
  });
  const missing = asked.flatMap(({ wanted, found }) => (found ? [] : [wanted]));
  const built = new Map<string, Builds>();
  const builtOf = ({ entry, external }: Wanted): Built => {
    const leftOut = external.join();
    const alike = missing.filter((one) => one.external.join() === leftOut);
    const builds = built.get(leftOut) ?? build([...new Set(alike.map((one) => one.entry))], external);
    built.set(leftOut, builds);
    return builds(entry);
  };
  return asked.map(({ wanted, key, found }) => ({
    ...wanted,
    bundle: found ?? made(wanted, key, look, builtOf(wanted)),
  }));
}

function keyOf({ entry, name, external, others }: Wanted, look: Look): string {
  return hashOf(
    JSON.stringify([recipe, basename(entry), external, name]),
    contentOf(entry),
    look.lockHash(entry),
    zipOf(others),
  );
}

function contentOf(entry: string): Buffer {
  try {
    return readFileSync(entry);
  } catch {
    throw bundleFailure(entry, ["there is no such file"]);
  }
}

/** The bundle as it was kept, if none of its sources has changed since and the archive is whole. */
function known({ entry }: Wanted, key: string, look: Look): Bundle | undefined {
  const record = recordIn(kept(`${key}.json`));
  if (record === undefined || !look.areUnchanged(entry, record.sources)) return undefined;
  const archive = kept(`${record.hash}.zip`);
  if (archive === undefined || hashOf(archive) !== record.hash) return undefined;
  return bundleAt(keptAt(`${record.hash}.zip`), record.hash);
}

function made({ entry, name, others }: Wanted, key: string, look: Look, { code, inputs }: Built): Bundle {
  const zip = zipOf([...others, { name, content: code, executable: false }]);
  const hash = hashOf(zip);
  const path = keep(`${hash}.zip`, zip);
  // The record last: who finds it finds the archive.
  keep(`${key}.json`, JSON.stringify({ sources: look.sourcesOf(entry, inputs), hash } satisfies BundleRecord));
  return bundleAt(path, hash);
}

function bundleAt(path: string, hash: string): Bundle {
  return { archive: new pulumi.asset.FileArchive(path), hash, path };
}
