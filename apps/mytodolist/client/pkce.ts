/** What the code flow keeps between the way to the sign-in page and the way back (RFC 7636). */
export interface Challenge {
  /** Stays here. */
  verifier: string;
  /** Goes along: its hash. */
  challenge: string;
  /** Comes back, so that nobody else's sign-in is taken for ours. */
  state: string;
}

export async function newChallenge(): Promise<Challenge> {
  const verifier = chance();
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return { verifier, challenge: base64url(new Uint8Array(hash)), state: chance() };
}

function chance(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
