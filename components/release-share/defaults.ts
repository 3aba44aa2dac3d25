/** What the numbers may be, and what they are where nobody says. */
export const shareLimits = {
  // The publisher wants two: while instances change over, those of the release before still run from its folder.
  releasesKept: { from: 2, to: 50, fallback: 5 },
  // The program holds it in memory once, to tell its content from others.
  maxArchiveMegabytes: { from: 1, to: 1024, fallback: 256 },
} as const;

/** The port of NFS, on which mount targets listen. */
export const sharePort = 2049;

/** Where in the bucket archives are uploaded to. */
export const uploadPrefix = "releases/";

/** Where the publisher mounts the share; Lambda wants it below /mnt. */
export const publisherMountPath = "/mnt/releases";
