/** Something that expires: both in milliseconds since 1970. */
interface Expiring {
  madeAt: number;
  expiresAt: number;
}

/**
 * How long before its end something is replaced: longer than any request takes, and for what lives for minutes alone, as
 * Cognito's tokens may, a part of its life, so that not every request asks for another.
 */
function marginOf({ madeAt, expiresAt }: Expiring): number {
  return Math.min(5 * 60_000, (expiresAt - madeAt) / 4);
}

/** Something that expires, made anew before it does. Whoever asks while it is being made waits for the same. */
export function kept<Value extends Expiring>(
  make: (old: Value | undefined) => Promise<Value>,
  first?: Value,
): () => Promise<Value> {
  let value = first;
  let making: Promise<Value> | undefined;
  return async () => {
    if (value !== undefined && value.expiresAt - marginOf(value) > Date.now()) return value;
    making ??= make(value).finally(() => {
      making = undefined;
    });
    value = await making;
    return value;
  };
}
