import { isRecord } from "../sandbox/record";
import { Sealed } from "./sealed";

/** A type that Pulumi.yaml may give a key. */
export type ConfigType = { name: "string" | "integer" | "boolean" | "object" } | { name: "array"; items: ConfigType };

export const typeNames = ["string", "integer", "boolean", "array", "object"] as const;

/** What Pulumi.yaml says under `type` and `items`; nothing if that is no type. */
export function readType(type: unknown, items: unknown): ConfigType | undefined {
  const name = typeNames.find((known) => known === type);
  if (name === undefined) return undefined;
  if (name !== "array") return { name };
  const inner = isRecord(items) ? readType(items["type"], items["items"]) : undefined;
  return inner && { name, items: inner };
}

export function typeText(type: ConfigType): string {
  return type.name === "array" ? `array<${typeText(type.items)}>` : type.name;
}

/**
 * Whether a value is of a type, as the engine tells it: text that reads as a number or a truth value is one, and a
 * sealed value is text. One that nobody here can open is taken to be right.
 */
export function fits(value: unknown, type: ConfigType): boolean {
  if (type.name === "object") return isRecord(value);
  if (type.name === "array") return Array.isArray(value) && value.every((item) => fits(item, type.items));
  if (value instanceof Sealed) return value.text === undefined || fits(value.text, type);
  if (type.name === "string") return typeof value === "string";
  if (type.name === "boolean") return typeof value === "boolean" || value === "true" || value === "false";
  return Number.isInteger(value) || (typeof value === "string" && /^[+-]?\d+$/.test(value));
}
