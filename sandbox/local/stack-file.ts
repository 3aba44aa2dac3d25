import { Problem } from "../problem";

/** A stack's file without what seals its secrets for others; refused if it has such secrets. */
export function forLocalAccount(text: string, stack: string): string {
  const sealed = [...text.matchAll(/^(\s*)(.*?)(?::\s*\n\1\s+|:\s*\{\s*)secure:\s/gm)].map(([, , key]) => key ?? "");
  if (sealed.length > 0) throw new Problem(sealedSecrets(sealed, stack));
  return text.replaceAll(/^(?:encryptionsalt|encryptedkey|secretsprovider):.*\n?/gm, "");
}

function sealedSecrets(keys: readonly string[], stack: string): string {
  return [
    `Pulumi.${stack}.yaml holds secrets that only its own key opens: ${keys.join(", ")}.`,
    "The local account has no use for a real secret and no key for it. Try a stack of its own: copy the file to",
    "Pulumi.try.yaml, write made-up values in their place, and name that stack instead.",
  ].join("\n");
}

/** The line by which the engine finds the key for a stack's secrets again. */
export function saltIn(text: string): string | undefined {
  return /^encryptionsalt: .*$/m.exec(text)?.[0];
}

/** A stack's file that lets go of what it protects: the first step of taking a stack down. */
export function withoutDeletionProtection(text: string): string {
  return text.replaceAll(/\b(deletionProtection["']?:\s*)true\b/g, "$1false");
}
