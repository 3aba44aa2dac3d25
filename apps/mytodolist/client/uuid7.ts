/** A UUID of version 7 (RFC 9562, section 5.7): the moment in milliseconds, and chance. A token for a new todo. */
export function uuid7(now = Date.now()): string {
  const time = now.toString(16).padStart(12, "0");
  // The last three groups of a random UUID are what they are to be; of the third the version is another.
  const [, , chance = "", variant = "", node = ""] = crypto.randomUUID().split("-");
  return [time.slice(0, 8), time.slice(8), `7${chance.slice(1)}`, variant, node].join("-");
}
