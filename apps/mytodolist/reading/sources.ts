import { settingsFrom, type Settings } from "../settings";
import { documents } from "../table";
import { count, logger } from "../answers/telemetry";
import type { Hasty, Sources } from "./fresh";
import { hasty } from "./hasty";
import { sourceOf, type Documents } from "./source";

const caches = new Map<string, Hasty>();
const leaving: (() => void)[] = [];

/** Where reads get their answers, as the environment says. */
export async function sources(): Promise<Sources> {
  const settings = settingsFrom(process.env);
  const table = sourceOf(documents(), settings.tableName);
  const cache = await cacheAt(settings);
  return { table, count, ...(cache === undefined ? {} : { cache }) };
}

/** Ends what looks after connections to DAX. A function never does; a process that goes on without its caches has to. */
export function leaveCaches(): void {
  caches.clear();
  for (const leave of leaving.splice(0)) leave();
}

/** A cache that there is no client of. */
const silent: Hasty = { stretch: () => Promise.resolve("no answer"), one: () => Promise.resolve("no answer") };

/** One for as long as the process lives, as its connections do. Without its client reads go to the table. */
async function cacheAt(settings: Settings): Promise<Hasty | undefined> {
  const { daxEndpoint, tableName, daxTimeoutMilliseconds, daxRestMilliseconds } = settings;
  if (daxEndpoint === undefined) return undefined;
  const key = JSON.stringify(settings);
  const known = caches.get(key);
  if (known !== undefined) return known;
  const patience = { timeoutMilliseconds: daxTimeoutMilliseconds, restMilliseconds: daxRestMilliseconds };
  try {
    const made = hasty(sourceOf(await clientOf(daxEndpoint, daxTimeoutMilliseconds), tableName), patience);
    caches.set(key, made);
    return made;
  } catch (error) {
    logger.error("no client of DAX", error instanceof Error ? error : new Error(String(error)));
    return silent;
  }
}

/** DAX speaks a protocol of its own; what stands in for it speaks DynamoDB's, by HTTP. */
async function clientOf(endpoint: string, timeoutMilliseconds: number): Promise<Documents> {
  if (endpoint.startsWith("http:")) return documents(endpoint);
  // Loaded where there is a cluster alone: it is most of the function.
  const { DaxDocument } = await import("@amazon-dax-sdk/lib-dax");
  const client: Documents & { shutdown?: () => void } = new DaxDocument({
    endpoint,
    region: process.env["AWS_REGION"] ?? "",
    connectTimeout: timeoutMilliseconds,
    requestTimeout: timeoutMilliseconds,
    // A second try would be after the bound.
    maxRetries: 0,
  });
  // Its types leave it out: they say that it was DynamoDB's own client.
  leaving.push(() => client.shutdown?.());
  return client;
}
