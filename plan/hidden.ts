import { isRecord } from "../sandbox/record";

/**
 * Hides secrets in all that is told of a stack, wherever a program let them slip: into an error, a message, a name. As
 * Pulumi does, it leaves words too short to be told from others, and it leaves numbers and truth values.
 */
export function withoutSecrets<T>(told: T, secrets: readonly string[]): T {
  const words = [...new Set(secrets.flatMap(wordsOf))].sort((one, other) => other.length - one.length);
  return words.length === 0 ? told : (hidden(told, words) as T);
}

/** A secret's text, and where that is JSON each text in it. */
function wordsOf(secret: string): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(secret);
  } catch {
    return secret.length < 3 ? [] : [secret];
  }
  return typeof parsed === "object" && parsed !== null ? [secret, ...textsIn(parsed)] : textsIn(parsed);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value.length < 3 ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function hidden(told: unknown, words: readonly string[]): unknown {
  if (typeof told === "string") return words.reduce((text, word) => text.replaceAll(word, "[secret]"), told);
  if (Array.isArray(told)) return told.map((item) => hidden(item, words));
  if (!isRecord(told)) return told;
  return Object.fromEntries(Object.entries(told).map(([key, member]) => [key, hidden(member, words)]));
}
