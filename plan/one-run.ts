/** What Pulumi's runtime asks of the storage that it keeps in the global object, if somebody has put one there. */
interface Storage {
  run: <Args extends unknown[], Result>(store: unknown, callback: (...args: Args) => Result, ...args: Args) => Result;
  getStore: () => unknown;
}

let current: unknown;

/**
 * To be imported before Pulumi's SDK, in a process that runs one program. The SDK tells runs that go on side by side from
 * each other by Node's AsyncLocalStorage, which on Node 20 follows every promise: an eighth of a plan's time.
 */
const storage: Storage = {
  run: (store, callback, ...args) => {
    current = store;
    return callback(...args);
  },
  getStore: () => current,
};
Object.assign(globalThis, { asyncLocalStorage: storage });
