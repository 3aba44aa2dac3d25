import { Config, secret, unknown } from "@pulumi/pulumi";
import * as stateModule from "@pulumi/pulumi/runtime/state";

type Getter = (this: Config, key: string, ...rest: unknown[]) => unknown;

const { getLocalStore } = stateModule as unknown as { getLocalStore: () => object | undefined };
const getters = Config.prototype as unknown as Record<string, Getter>;
const closedOf = new WeakMap<object, ReadonlySet<string>>();

/** Says of which keys nobody here knows the secret, for as long as the run's store lives. */
export function keepClosed(store: object, keys: readonly string[]): void {
  closedOf.set(store, new Set(keys));
}

/**
 * A word can stand for a closed secret that is text. One that the program reads as a number, a truth value or an object
 * is a secret that is unknown, as the value of something that is not made yet: any word would fail to be one.
 */
for (const kind of ["Boolean", "Number", "Object"]) {
  for (const method of [`getSecret${kind}`, `requireSecret${kind}`]) {
    const original = getters[method];
    if (!original) throw new Error(`Pulumi's Config has no method ${method}`);
    getters[method] = function (key, ...rest) {
      const closed = closedOf.get(getLocalStore() ?? this);
      return closed?.has(`${this.name}:${key}`) ? secret(unknown) : original.call(this, key, ...rest);
    };
  }
}
