import assert from "node:assert/strict";
import { InputPropertiesError } from "@pulumi/pulumi";

/** What a component says when it refuses its arguments. */
export function refusal(construct: () => unknown): InputPropertiesError {
  try {
    construct();
  } catch (error) {
    assert.ok(InputPropertiesError.isInstance(error), String(error));
    return error;
  }
  assert.fail("the arguments were taken");
}

/** The paths of the arguments that a component refuses. */
export function refused(construct: () => unknown): string[] {
  return refusal(construct).errors.map(({ propertyPath }) => propertyPath);
}
