import { createLocalJWKSet, jwtVerify, type JWTPayload } from "jose";
import type { Issuer } from "./issuer";

/** Tells the claims of a token that may do what an operation does, or nothing. */
export type Authoriser = (header: string | undefined, scopes: string[]) => Promise<Record<string, string> | undefined>;

/**
 * Refuses as API Gateway's Cognito authoriser does: by signature, issuer and expiry; and where an operation names
 * scopes, by token_use (an id token has no scopes) and by scope, of which one is enough. All of it is answered with 401.
 * It asks for no client: any of the pool's may come.
 */
export function authoriserOf({ issuer, keys }: Pick<Issuer, "issuer" | "keys">): Authoriser {
  const keySet = createLocalJWKSet(keys);
  return async (header = "", scopes) => {
    const token = header.replace(/^Bearer /, "");
    const payload = await verified(token);
    if (payload === undefined) return undefined;
    const { scope: granted, token_use: use } = payload;
    if (use !== "access" || typeof granted !== "string") return undefined;
    if (!scopes.some((scope) => granted.split(" ").includes(scope))) return undefined;
    // They reach a function as texts.
    return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
  };

  async function verified(token: string): Promise<JWTPayload | undefined> {
    try {
      return (await jwtVerify(token, keySet, { issuer, algorithms: ["RS256"] })).payload;
    } catch {
      return undefined;
    }
  }
}
