import { isSwitchedOn } from "../plugins/account/holding";
import type { CheckpointResource } from "./checkpoint";

/** Whether an up has to let go of something before a destroy: Pulumi protects it, or AWS does by a switch of its own. */
export function isHeldBack({ type, protect = false, inputs = {} }: CheckpointResource): boolean {
  return protect || isSwitchedOn(type, inputs);
}
