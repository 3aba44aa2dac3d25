/** How long before its end something is replaced: longer than any request takes. */
const earlyMilliseconds = 5 * 60_000;

/** Something that expires, made anew before it does. Whoever asks while it is being made waits for the same. */
export function kept<Value extends { expiresAt: number }>(
  make: (old: Value | undefined) => Promise<Value>,
  first?: Value,
): () => Promise<Value> {
  let value = first;
  let making: Promise<Value> | undefined;
  return async () => {
    if (value !== undefined && value.expiresAt - earlyMilliseconds > Date.now()) return value;
    making ??= make(value).finally(() => {
      making = undefined;
    });
    value = await making;
    return value;
  };
}
