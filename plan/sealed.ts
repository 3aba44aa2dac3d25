import { createDecipheriv, pbkdf2Sync } from "node:crypto";
import { readFileSync } from "node:fs";
import { Problem } from "../sandbox/problem";
import { isRecord } from "../sandbox/record";

/** A value that the stack's key seals: its text where that key is at hand, and otherwise only that it is there. */
export class Sealed {
  constructor(readonly text: string | undefined) {}
}

/** What a program reads of a secret that stays closed. */
export const standIn = "a-secret-that-only-the-engine-opens";

/** Puts a Sealed in the place of each `{secure: ciphertext}`. */
export function seal(value: unknown, open: (ciphertext: string) => Sealed): unknown {
  if (Array.isArray(value)) return value.map((item) => seal(item, open));
  if (!isRecord(value)) return value;
  const { secure, ...others } = value;
  if (typeof secure === "string" && Object.keys(others).length === 0) return open(secure);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, seal(member, open)]));
}

/** All that is sealed in a value. */
export function sealedIn(value: unknown): Sealed[] {
  if (value instanceof Sealed) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(sealedIn) : [];
}

/**
 * A value as the engine hands it to the program: text as it is, nothing as no text, everything else as JSON, with its
 * keys in order.
 */
export function configText(value: unknown): string {
  if (value === null || value === undefined) return "";
  const plain = unsealed(value);
  return typeof plain === "string" ? plain : JSON.stringify(plain);
}

function unsealed(value: unknown): unknown {
  if (value instanceof Sealed) return value.text ?? standIn;
  if (Array.isArray(value)) return value.map(unsealed);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, unsealed(member)]));
}

/**
 * Opens what a passphrase seals, if the environment has the passphrase as Pulumi itself takes it. What a service or a
 * key of a cloud seals stays closed: a plan asks nobody.
 */
export function openerOf(file: string, salt: unknown): (ciphertext: string) => Sealed {
  let key: Buffer | undefined;
  const passphrase = typeof salt === "string" ? passphraseAtHand() : undefined;
  if (typeof salt !== "string" || passphrase === undefined) return () => new Sealed(undefined);
  return (ciphertext) => {
    key ??= keyOf(passphrase, salt, file);
    const text = decrypted(ciphertext, key);
    if (text === undefined)
      throw new Problem(`${file}: a secret is not whole; set it again: pulumi config set --secret`);
    return new Sealed(text);
  };
}

function passphraseAtHand(): string | undefined {
  const { PULUMI_CONFIG_PASSPHRASE: phrase, PULUMI_CONFIG_PASSPHRASE_FILE: file } = process.env;
  if (phrase !== undefined || !file) return phrase;
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new Problem(`PULUMI_CONFIG_PASSPHRASE_FILE cannot be read: ${cause}`);
  }
}

/** The key that Pulumi makes of a passphrase and a stack's salt, which is followed by a known word to try it on. */
function keyOf(passphrase: string, salt: string, file: string): Buffer {
  const [version, bytes = "", ...trial] = salt.split(":");
  if (version !== "v1")
    throw new Problem(`${file}: encryptionsalt is not of the form v1:…; take it from pulumi stack init`);
  const key = pbkdf2Sync(passphrase, Buffer.from(bytes, "base64"), 1_000_000, 32, "sha256");
  if (decrypted(trial.join(":"), key) === "pulumi") return key;
  throw new Problem(
    `${file}: its secrets are sealed with another passphrase than the one in PULUMI_CONFIG_PASSPHRASE (or the file\n` +
      "that PULUMI_CONFIG_PASSPHRASE_FILE names); give the right one, or none, and the plan does without the secrets.",
  );
}

/** AES-256-GCM, written v1:nonce:text; the last 16 bytes of the text are its seal. */
function decrypted(ciphertext: string, key: Buffer): string | undefined {
  const [version, nonce = "", text = ""] = ciphertext.split(":");
  const bytes = Buffer.from(text, "base64");
  if (version !== "v1" || bytes.length < 16) return undefined;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
