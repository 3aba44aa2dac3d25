import type * as pulumi from "@pulumi/pulumi";
import { currentStore, type Store } from "./store";

type Getter = (this: pulumi.Config, key: string, ...rest: unknown[]) => unknown;

const closedOf = new WeakMap<Store, ReadonlySet<string>>();

/** Says of which keys nobody here knows the secret, for as long as the run's store lives. */
export function keepClosed(store: Store, keys: readonly string[]): void {
  closedOf.set(store, new Set(keys));
}

/**
 * A word can stand for a closed secret that is text. One that the program reads as a number, a truth value or an object
 * is a secret that is unknown, as the value of something that is not made yet: any word would fail to be one.
 */
export function closeSecretsIn({ Config, secret, unknown }: typeof pulumi): void {
  const getters = Config.prototype as unknown as Record<string, Getter>;
  for (const kind of ["Boolean", "Number", "Object"]) {
    for (const method of [`getSecret${kind}`, `requireSecret${kind}`]) {
      const original = getters[method];
      if (!original) throw new Error(`Pulumi's Config has no method ${method}`);
      getters[method] = function (key, ...rest) {
        const store = currentStore();
        const closed = store && closedOf.get(store);
        return closed?.has(`${this.name}:${key}`) ? secret(unknown) : original.call(this, key, ...rest);
      };
    }
  }
}
