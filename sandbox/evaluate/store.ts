import * as stateModule from "@pulumi/pulumi/runtime/state";

/** What Pulumi's Node runtime keeps for one run: its own inline programs and component providers have one each. */
export interface Store {
  settings: { monitor?: object };
  callbacks?: object;
  logErrorCount: number;
}

/** The runtime does not declare these, so this is the one place that says their types. */
const state = stateModule as unknown as {
  withLocalStorage: <T>(run: () => Promise<T>) => Promise<T>;
  getLocalStore: () => Store | undefined;
};

/** Runs something with a store of its own. */
export const withStore = state.withLocalStorage;

/** The store of the run that is going on, if it has one of its own. */
export const currentStore = state.getLocalStore;
