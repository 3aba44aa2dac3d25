import { createServer, type Server } from "node:http";
import { allScopes, type Issuer } from "./issuer";

/** Hands out test tokens to whoever names a user: `/token?user=ada`, with `&scope=todos/read` for less. */
export function issuerServer({ tokenFor, keys }: Issuer): Server {
  return createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://local");
    const user = searchParams.get("user") ?? "";
    if (pathname === "/.well-known/jwks.json") {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(keys));
    } else if (pathname !== "/token" || user === "") {
      response.writeHead(404).end("Ask for /token?user=NAME\n");
    } else {
      const scope = searchParams.get("scope") ?? allScopes;
      void tokenFor({ user, scope }).then((token) => response.writeHead(200).end(token));
    }
  });
}
