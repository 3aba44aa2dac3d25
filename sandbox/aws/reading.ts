import { isObject, type Properties, type Value } from "../values";
import { text } from "./model";

/** Arguments as what they are for; what is not there is empty. */
export const listOf = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : []);
export const textsOf = (value: Value | undefined): string[] => listOf(value).map(text);
export const blockOf = (value: Value | undefined): Properties => (value !== undefined && isObject(value) ? value : {});
export const blocksOf = (value: Value | undefined): Properties[] => listOf(value).filter(isObject);

export const has = (inputs: Properties, argument: string) => text(inputs[argument]) !== "";

export function isJson(value: Value | undefined): boolean {
  try {
    JSON.parse(text(value));
    return true;
  } catch {
    return false;
  }
}
