import { kept } from "./kept";
import { ownFolder, type OwnFolder } from "./own-folder";
import type { ClientSettings } from "./settings";
import { refreshed, type Tokens } from "./sign-in";
import { todoApi } from "./todos";

export { newChallenge } from "./pkce";
export { signInPage, tokensFor } from "./sign-in";

/** All that a signed-in person can do. */
export interface Client {
  call: ReturnType<typeof todoApi>;
  folder: OwnFolder;
}

/** A client for whoever has signed in: tokens and credentials are replaced before they expire. */
export function clientFor(settings: ClientSettings, tokens: Tokens, awsEndpoint?: string): Client {
  const current = kept<Tokens>((old) => refreshed(settings, old ?? tokens), tokens);
  return {
    call: todoApi(settings.apiUrl, async () => (await current()).accessToken),
    folder: ownFolder(settings, async () => (await current()).idToken, awsEndpoint),
  };
}
