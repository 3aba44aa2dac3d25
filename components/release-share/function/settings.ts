import { Refusal } from "./refusal";

/** What an archive may be at most. */
export interface ArchiveLimits {
  /** The archive itself. It is copied to /tmp, of which Lambda gives 512 MB unless told otherwise. */
  archiveBytes: number;
  /** All its files, unpacked. */
  releaseBytes: number;
  /** Its files and folders, those included that only paths name. */
  entries: number;
  /** Unpacked bytes for each byte of the archive. */
  ratio: number;
}

export interface PublisherSettings {
  /** Where the share is mounted: the folder of `releases/` and `current`. */
  sharePath: string;
  /**
   * How many releases stay on the share, from the current one back. Instances change over one after the other, so
   * those of the release before still run from its folder: never fewer than two.
   */
  releasesKept: number;
  limits: ArchiveLimits;
}

const mebibyte = 1024 * 1024;
const numbers = {
  RELEASES_KEPT: { standard: 5, least: 2 },
  MAX_ARCHIVE_BYTES: { standard: 256 * mebibyte, least: 1 },
  MAX_RELEASE_BYTES: { standard: 1024 * mebibyte, least: 1 },
  MAX_ENTRIES: { standard: 20_000, least: 1 },
  MAX_RATIO: { standard: 100, least: 1 },
} as const;

/** Reads the function's environment, and tells all that is wrong with it at once. */
export function publisherSettings(environment: Record<string, string | undefined>): PublisherSettings {
  const problems: string[] = [];
  const number = (name: keyof typeof numbers): number => {
    const { standard, least } = numbers[name];
    const text = environment[name];
    const value = text === undefined ? standard : Number(text);
    if (text?.trim() !== "" && Number.isSafeInteger(value) && value >= least) return value;
    problems.push(
      `${name}: got ${JSON.stringify(text)}. Allowed: a whole number from ${least}. Fix: write for example ${standard}.`,
    );
    return standard;
  };

  const sharePath = environment["SHARE_PATH"] ?? "";
  if (!sharePath.startsWith("/")) {
    problems.push(
      `SHARE_PATH: got ${sharePath === "" ? "nothing" : JSON.stringify(sharePath)}. Allowed: the absolute path at which ` +
        `the function mounts the share. Fix: write for example /mnt/share.`,
    );
  }
  const settings = {
    sharePath,
    releasesKept: number("RELEASES_KEPT"),
    limits: {
      archiveBytes: number("MAX_ARCHIVE_BYTES"),
      releaseBytes: number("MAX_RELEASE_BYTES"),
      entries: number("MAX_ENTRIES"),
      ratio: number("MAX_RATIO"),
    },
  };
  if (problems.length === 0) return settings;
  throw new Refusal(["The publisher's environment cannot be used:", ...problems].join("\n  "));
}
