import type { Challenge } from "./pkce";
import type { ClientSettings } from "./settings";

/** What a person has after signing in. It stays in memory: what is stored in a browser, any script there can read. */
export interface Tokens {
  accessToken: string;
  idToken: string;
  refreshToken: string;
  /** Milliseconds since 1970, as is the next. */
  madeAt: number;
  expiresAt: number;
}

type Pool = Pick<ClientSettings, "signInUrl" | "clientId" | "redirectUri">;

const scopes = "openid todos/read todos/write";

/** The page where a person signs in. */
export function signInPage({ signInUrl, clientId, redirectUri }: Pool, { challenge, state }: Challenge): string {
  const asked = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes,
    state,
    code_challenge: challenge,
    code_challenge_method: "S256",
  });
  return `${signInUrl}/oauth2/authorize?${asked.toString()}`;
}

/** The tokens for the code with which the sign-in page sent the person back. */
export async function tokensFor(pool: Pool, { verifier, state }: Challenge, cameBackTo: string): Promise<Tokens> {
  const { searchParams } = new URL(cameBackTo);
  if (searchParams.get("state") !== state) throw new Error("This is the answer to another sign-in. Sign in again.");
  const code = searchParams.get("code");
  if (code === null) throw new Error(`Signing in failed: ${searchParams.get("error") ?? "there is no code"}.`);
  const { clientId, redirectUri } = pool;
  const grant = { grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: verifier };
  return asked(pool, { ...grant, client_id: clientId }, "");
}

/** The next tokens, without the person. */
export function refreshed(pool: Pool, { refreshToken }: Tokens): Promise<Tokens> {
  const grant = { grant_type: "refresh_token", refresh_token: refreshToken, client_id: pool.clientId };
  return asked(pool, grant, refreshToken);
}

interface TokenAnswer {
  access_token: string;
  id_token: string;
  /** Left out where the one that was sent goes on. */
  refresh_token?: string;
  expires_in: number;
}

async function asked({ signInUrl }: Pool, grant: Record<string, string>, refreshToken: string): Promise<Tokens> {
  const madeAt = Date.now();
  const answer = await fetch(`${signInUrl}/oauth2/token`, { method: "POST", body: new URLSearchParams(grant) });
  if (!answer.ok) throw new Error(`The user pool gives no tokens: ${String(answer.status)}. Sign in again.`);
  const told = (await answer.json()) as TokenAnswer;
  return {
    accessToken: told.access_token,
    idToken: told.id_token,
    refreshToken: told.refresh_token ?? refreshToken,
    madeAt,
    expiresAt: madeAt + told.expires_in * 1000,
  };
}
