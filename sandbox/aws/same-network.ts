import type { Value } from "../values";
import type { Attempt } from "./behaviour";
import { text } from "./model";
import { textsOf } from "./reading";

/** The first of them that is known to stand in another VPC than the given one. */
export function standsElsewhere(network: string, ids: Value | undefined, find: Attempt["find"]): string | undefined {
  if (network === "") return undefined;
  return textsOf(ids).find((id) => {
    const own = networkOf(id, find);
    return own !== "" && own !== network;
  });
}

/** The VPC that a subnet, a group or a balancer is in; empty as long as it is not known. */
export function networkOf(id: Value | undefined, find: Attempt["find"]): string {
  return text(find(id)?.properties["vpcId"]);
}
