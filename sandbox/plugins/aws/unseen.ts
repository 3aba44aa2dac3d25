import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { secretTexts } from "../../values";
import { propertiesOf } from "../wire";

/**
 * Runs something whose errors quote what was asked for, and takes out of them what is secret in it: the engine shows
 * an error to everybody.
 */
export function unseen<T>(structs: readonly (Struct | undefined)[], run: () => T): T {
  try {
    return run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // The longest first, because one secret may be a part of another.
    const secrets = structs.flatMap((struct) => secretTexts(propertiesOf(struct)));
    secrets.sort((one, other) => other.length - one.length);
    const shown = secrets.reduce((text, secret) => text.replaceAll(secret, "[secret]"), message);
    throw new Error(shown, { cause: error });
  }
}
