import { randomUUID } from "node:crypto";
import { exportJWK, generateKeyPair, SignJWT, type JWK } from "jose";

/** Who a token is for, and how it differs from one that is good. */
export interface TokenWish {
  user: string;
  scope?: string;
  use?: "access" | "id";
  /** Counted from now; less than 0 is expired. */
  lifetimeSeconds?: number;
}

/** Stands in for a Cognito user pool: signs tokens as it does, with a key that is made at start and kept by nobody. */
export interface Issuer {
  issuer: string;
  keys: { keys: JWK[] };
  tokenFor: (wish: TokenWish) => Promise<string>;
}

export const allScopes = "todos/read todos/write";

export async function localIssuer(pool = "eu-west-1_local"): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const key = { ...(await exportJWK(publicKey)), alg: "RS256", use: "sig", kid: randomUUID() };
  const issuer = `https://cognito-idp.eu-west-1.amazonaws.com/${pool}`;
  return {
    issuer,
    keys: { keys: [key] },
    // What Cognito puts into tokens: developer guide, "Understanding user pool JSON web tokens".
    tokenFor: ({ user, scope, use = "access", lifetimeSeconds = 3600 }) => {
      const now = Math.floor(Date.now() / 1000);
      const client = use === "access" ? { client_id: "local", scope: scope ?? allScopes } : { aud: "local", scope };
      return new SignJWT({ sub: user, token_use: use, username: user, ...client })
        .setProtectedHeader({ alg: "RS256", kid: key.kid })
        .setIssuer(issuer)
        .setIssuedAt(now)
        .setExpirationTime(now + lifetimeSeconds)
        .sign(privateKey);
    },
  };
}
