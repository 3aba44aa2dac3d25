export { evaluate, type EvaluateArgs, type Evaluation } from "./evaluate/evaluate";
export { adoptSdk } from "./evaluate/sdk-copies";
export { ProgramError } from "./evaluate/program-error";
export type { EvaluatedResource } from "./evaluate/entry";
export type { Knowledge } from "./aws/model";
export * from "./values";
