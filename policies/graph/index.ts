/** What a program needs to show its resources to the rules. */
export type { PlainResource, ResourceOptions } from "./resource";
export { UNKNOWN, type Unknown, type Value, type ValueRecord } from "./value";
