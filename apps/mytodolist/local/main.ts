import { uuid7 } from "../client/uuid7";
import { issuerServer } from "./issuer-server";
import { listening } from "./listening";
import { startLocalApi } from "./server";

/** The next one is the issuer's, so the last there is will not do. */
const lastPort = 65_534;
/** Short enough to see the cache forget, where the real one keeps answers for minutes. */
const cacheSeconds = 10;
/** A page on this machine, as in the stack dev. */
const allowedOrigins = (process.env["ALLOWED_ORIGINS"] ?? "http://localhost:8080").split(",");

function portFrom(text = "3000"): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= lastPort) return Number(text);
  throw new Error(
    `PORT: got ${JSON.stringify(text)}. Allowed: a whole number from 1 to ${lastPort}, or 0 for any port that is free. ` +
      "Fix: write one, or leave it out for 3000.",
  );
}

async function main(): Promise<void> {
  const port = portFrom(process.env["PORT"]);
  const api = await startLocalApi({ port, cacheSeconds, allowedOrigins });
  const { url: issuer } = await listening(issuerServer(api.issuer), port === 0 ? 0 : port + 1);
  console.log(`MyTodoList is at ${api.url}. All of it is in memory, and gone when it stops (Ctrl-C).

Get a token (for whom you like):
  TOKEN=$(curl -s '${issuer}/token?user=ada')

Create a todo:
  curl -s ${api.url}/todos -H "authorization: $TOKEN" -H 'content-type: application/json' \\
    -d '{ "token": "${uuid7()}", "title": "Buy clothes pegs" }'

List the todos:
  curl -s "${api.url}/todos" -H "authorization: $TOKEN"

The list may be ${cacheSeconds} seconds old, for there is a cache as in prod. With ?revision= and the revision that a write answered
with, it is never older than that write.

Pages of ${allowedOrigins.join(", ")} may call it from browsers (ALLOWED_ORIGINS, with commas).

A token of a todo is a UUID of version 7: the same one again makes no second todo.
Another: ${uuid7()}`);
}

main().catch((error: unknown) => {
  const cause = error instanceof Error ? error.message : String(error);
  console.error(`The server cannot start: ${cause}\nAnother port: PORT=8080 npm run dev -w apps/mytodolist`);
  process.exit(1);
});
