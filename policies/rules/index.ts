import type { Rule } from "../rule";
import dataSubnetsHaveNoInternetRoute from "./data-subnets-have-no-internet-route";
import explicitSecurityGroups from "./explicit-security-groups";
import resourcesAreTagged from "./resources-are-tagged";

/** Every rule of the pack. */
export const rules: readonly Rule[] = [dataSubnetsHaveNoInternetRoute, explicitSecurityGroups, resourcesAreTagged];
