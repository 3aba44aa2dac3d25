import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { build, recipe } from "./build";
import { hashOf, keep, kept, keptAt } from "./cache";
import { bundleFailure } from "./failure";
import { recordIn, type BundleRecord } from "./record";
import { areUnchanged, lockHash, sourcesOf } from "./sources";
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

/**
 * Bundles a Lambda function. The archive holds `index.js`, so that its handler is `index.NAME`. Default for `external`:
 * the clients of the AWS SDK, which Lambda's own runtime brings along; they are most of a bundle.
 */
export function bundleFunction(entry: string, options: BundleOptions = {}): Bundle {
  const { external = ["@aws-sdk/client-*", "@aws-sdk/lib-*"], files = {} } = options;
  return bundle(entry, "index.js", external, texts(files));
}

const start = "#!/bin/sh\nexec node server.js\n";

/**
 * Bundles an application as a release: `server.js` with everything that it imports, and `start`, which runs it with
 * Node. Default for `external`: nothing.
 */
export function bundleApplication(entry: string, options: BundleOptions = {}): Bundle {
  const { external = [], files = {} } = options;
  const starter = { name: "start", content: Buffer.from(start), executable: true };
  return bundle(entry, "server.js", external, [...texts(files), starter]);
}

function texts(files: Record<string, string>): ArchivedFile[] {
  return Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text), executable: false }));
}

function bundle(entry: string, name: string, external: string[], others: ArchivedFile[]): Bundle {
  const file = resolve(entry);
  const key = hashOf(
    JSON.stringify([recipe, basename(file), external, name]),
    contentOf(file),
    lockHash(file),
    zipOf(others),
  );
  return known(file, key) ?? made(file, key, name, external, others);
}

function contentOf(entry: string): Buffer {
  try {
    return readFileSync(entry);
  } catch {
    throw bundleFailure(entry, ["there is no such file"]);
  }
}

/** The bundle as it was kept, if none of its sources has changed since and the archive is whole. */
function known(entry: string, key: string): Bundle | undefined {
  const record = recordIn(kept(`${key}.json`));
  if (record === undefined || !areUnchanged(entry, record.sources)) return undefined;
  const archive = kept(`${record.hash}.zip`);
  if (archive === undefined || hashOf(archive) !== record.hash) return undefined;
  return bundleAt(keptAt(`${record.hash}.zip`), record.hash);
}

function made(entry: string, key: string, name: string, external: string[], others: ArchivedFile[]): Bundle {
  const { code, inputs } = build(entry, external);
  const zip = zipOf([...others, { name, content: code, executable: false }]);
  const hash = hashOf(zip);
  const path = keep(`${hash}.zip`, zip);
  // The record last: who finds it finds the archive.
  keep(`${key}.json`, JSON.stringify({ sources: sourcesOf(entry, inputs), hash } satisfies BundleRecord));
  return bundleAt(path, hash);
}

function bundleAt(path: string, hash: string): Bundle {
  return { archive: new pulumi.asset.FileArchive(path), hash, path };
}
