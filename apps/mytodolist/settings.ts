/** What a function is told by its environment. */
export interface Settings {
  tableName: string;
  /** How long the cache in front of the table keeps an answer: for so long others may see an older list. */
  cacheSeconds: number;
  /** Where DAX is; absent where the stack has none. */
  daxEndpoint?: string;
  /** How long a read waits for DAX before it asks the table. */
  daxTimeoutMilliseconds: number;
  /** How long DAX is left alone after it did not answer. */
  daxRestMilliseconds: number;
}

type Environment = Record<string, string | undefined>;

/** Reads the settings, or tells all that is wrong with them. */
export function settingsFrom(environment: Environment): Settings {
  const problems: string[] = [];
  const number = (name: string, fallback: number, most: number): number => {
    const text = environment[name] ?? "";
    if (text === "") return fallback;
    if (/^[1-9]\d*$/.test(text) && Number(text) <= most) return Number(text);
    problems.push(
      `${name}: got ${JSON.stringify(text)}. Allowed: a whole number from 1 to ${most}. Fix: write one, or leave it out for ${fallback}.`,
    );
    return fallback;
  };
  const tableName = environment["TABLE_NAME"] ?? "";
  if (tableName === "") problems.push("TABLE_NAME: got nothing. Allowed: a table's name. Fix: write it.");
  const daxEndpoint = environment["DAX_ENDPOINT"] ?? "";
  if (!/^((daxs?|http):\/\/[^/]+)?$/.test(daxEndpoint)) {
    problems.push(
      `DAX_ENDPOINT: got ${JSON.stringify(daxEndpoint)}. Allowed: daxs://HOST[:PORT], or http://HOST:PORT of a stand-in. Fix: write the cluster's endpoint, or leave it out where there is no DAX.`,
    );
  }
  const settings: Settings = {
    tableName,
    // DAX keeps both items and queries for five minutes unless its parameter group says otherwise (DynamoDB developer
    // guide, "DAX: how it works").
    cacheSeconds: number("CACHE_SECONDS", 300, 86_400),
    ...(daxEndpoint === "" ? {} : { daxEndpoint }),
    daxTimeoutMilliseconds: number("DAX_TIMEOUT_MILLISECONDS", 300, 5_000),
    daxRestMilliseconds: number("DAX_REST_MILLISECONDS", 5_000, 60_000),
  };
  if (problems.length > 0) throw new Error(["The function cannot run:", ...problems].join("\n  "));
  return settings;
}
