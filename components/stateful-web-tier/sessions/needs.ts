import type * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../policy-statement";
import type { StoreAccess } from "../store-access";

/** What a strategy asks of the tier, and gives to the application. */
export interface SessionNeeds {
  /** What the application finds in its environment. */
  settings: Record<string, pulumi.Input<string>>;
  /** Secrets for the environment, by name. */
  secretArns: Record<string, pulumi.Input<string>>;
  /** What the instances may do for it. */
  permissions: PolicyStatement[];
  /** What the instances call for it. */
  stores: Record<string, StoreAccess>;
  /** Outputs that are known once it can be used. */
  readiness: pulumi.Input<string>[];
}

export const nothingNeeded: SessionNeeds = {
  settings: {},
  secretArns: {},
  permissions: [],
  stores: {},
  readiness: [],
};
