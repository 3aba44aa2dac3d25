import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { clientFor, newChallenge, signInPage, tokensFor } from "./client";
import type { ClientSettings } from "./settings";
import { uuid7 } from "./uuid7";

/**
 * `npm run example -w apps/mytodolist -- SETTINGS.json [FILE]`: signs somebody in, writes a todo down, with a file if one
 * is named, and lists what there is. The settings are the stack's outputs, as client/settings.ts names them.
 */
async function main([settingsFile = "", file]: string[]): Promise<void> {
  const settings = JSON.parse(readFileSync(settingsFile, "utf8")) as ClientSettings;
  const challenge = await newChallenge();
  console.log(`Sign in here:\n  ${signInPage(settings, challenge)}`);
  const tokens = await tokensFor(settings, challenge, await cameBack(settings.redirectUri));
  const { call, folder } = clientFor(settings, tokens);
  const attachments = file === undefined ? [] : ["example"];
  if (file !== undefined) await folder.upload("example", readFileSync(file), "application/octet-stream");
  await call("createTodo", { body: { token: uuid7(), title: "Try MyTodoList", attachments } });
  const { todos } = await call("listTodos", {});
  for (const { title, completedAt, attachments: files } of todos) {
    console.log([completedAt === undefined ? "[ ]" : "[x]", title, ...files].join(" "));
  }
}

/** Waits at the address to which the sign-in page sends people back. */
function cameBack(redirectUri: string): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer((request, response) => {
      response.end("You are signed in. The rest is in the terminal.");
      server.close();
      resolve(new URL(request.url ?? "/", redirectUri).href);
    });
    server.listen(Number(new URL(redirectUri).port), "localhost");
  });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
