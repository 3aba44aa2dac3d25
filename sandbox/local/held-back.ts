import type { CheckpointResource } from "./checkpoint";

/** Whether an up has to let go of something before a destroy: Pulumi protects it, or AWS does by a switch of its own. */
export function isHeldBack({ protect = false, inputs = {} }: CheckpointResource): boolean {
  // RDS, DynamoDB and load balancers have the switch as a boolean, Cognito as a word.
  const isSwitchedOn = ([name, value]: [string, unknown]) =>
    /deletionProtection/i.test(name) && (value === true || value === "ACTIVE");
  return protect || Object.entries(inputs).some(isSwitchedOn);
}
