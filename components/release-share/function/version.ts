import { Refusal } from "./refusal";

/*
 * A release's version is the name of its folder on the share, so it comes from people and goes into paths. An upload is
 * named by its key: the last part without ".zip", whatever folders stand before it:
 *
 *   releases/2026-11-20.1.zip → 2026-11-20.1
 *
 * It cannot begin with a dot: such names in `releases/` are the publisher's own.
 */
const versionPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const archiveKey = /(?:^|\/)([^/]*)\.zip$/;

export function isVersion(text: string): boolean {
  return versionPattern.test(text);
}

export function checkedVersion(text: unknown, where: string): string {
  if (typeof text === "string" && isVersion(text)) return text;
  throw new Refusal(
    `${where} gives no version: got ${text === undefined ? "nothing" : JSON.stringify(text)}. Allowed: 1 to 64 letters, digits and ` +
      `characters of ._- that begin with a letter or digit. Fix: name it for example 2026-11-20.1.`,
  );
}

/** The version that an upload is named for; undefined for a key that names no archive. */
export function versionOfKey(key: string): string | undefined {
  const name = archiveKey.exec(key)?.[1];
  return name === undefined ? undefined : checkedVersion(name, `the key ${JSON.stringify(key)}`);
}
