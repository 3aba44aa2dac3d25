const longestPath = 1024;
const longestName = 255;

/**
 * What is wrong with the name of an archive's entry, if anything. A name that passes leads to a place below the release,
 * on any system: nothing here is mended or made relative, since two unpackers mend differently.
 *
 * Names that differ only in case pass: the share, as Linux, tells them apart.
 */
export function entryPathProblem(name: string): string | undefined {
  if (name.startsWith("/") || /^[A-Za-z]:/.test(name)) return "it is absolute";
  if (name.includes("\\")) return "it holds a backslash, which is a folder to some and a letter to others";
  if (/\p{Cc}|\uFFFD/u.test(name)) return "it holds characters that cannot be shown";
  if (Buffer.byteLength(name) > longestPath) return `it is longer than ${longestPath} bytes`;

  const names = withoutSlash(name).split("/");
  if (names.includes("..")) return 'it leads upwards with ".."';
  if (names.some((part) => part === "" || part === ".")) return "it has an empty part or a part of one dot";
  if (names.some((part) => Buffer.byteLength(part) > longestName)) {
    return `a part of it is longer than ${longestName} bytes, the longest that EFS takes`;
  }
  return undefined;
}

/** A folder's name ends in a slash. */
export function withoutSlash(name: string): string {
  return name.endsWith("/") ? name.slice(0, -1) : name;
}

/** The folders that a path goes through, from the top. */
export function foldersAbove(path: string): string[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}
