import * as ours from "@pulumi/pulumi";
import { closeSecretsIn } from "./closed-secrets";
import { keepLogsIn } from "./logging";

const adopted = new WeakSet<object>();

/**
 * To be called with the copy of Pulumi's SDK that a program with a node_modules of its own brings. All copies share a
 * run's store, and with it the monitor; what the sandbox changes in the SDK's own functions it has to change in each.
 */
export function adoptSdk(sdk: typeof ours): void {
  if (adopted.has(sdk.Config)) return;
  adopted.add(sdk.Config);
  closeSecretsIn(sdk);
  keepLogsIn(sdk);
}

adoptSdk(ours);
