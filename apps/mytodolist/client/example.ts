import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { listeningFor } from "./came-back";
import { clientFor, newChallenge, signInPage, tokensFor } from "./client";
import { clientSettings, type ClientSettings } from "./settings";
import { uuid7 } from "./uuid7";

const usage = `npm run example -w apps/mytodolist -- SETTINGS.json [FILE]

Signs somebody in, writes a todo down, with a file if one is named, and lists what there is. The settings are what the
stack tells: pulumi stack output mytodolist --json > SETTINGS.json`;

async function main([settingsFile, file]: string[]): Promise<void> {
  if (settingsFile === undefined) throw new Error(usage);
  const settings = settingsIn(settingsFile);
  const content = file === undefined ? undefined : read(file);
  const { cameBack, stop } = await listeningFor(settings.redirectUri);
  const challenge = await newChallenge();
  console.log(`Sign in here:\n  ${signInPage(settings, challenge)}`);
  const tokens = await tokensFor(settings, challenge, await cameBack);
  stop();
  const { call, folder } = clientFor(settings, tokens);
  const attachments = content === undefined ? [] : ["example"];
  if (content !== undefined) await folder.upload("example", content, "application/octet-stream");
  await call("createTodo", { body: { token: uuid7(), title: "Try MyTodoList", attachments } });
  const { todos } = await call("listTodos", {});
  for (const { title, completedAt, attachments: files } of todos) {
    console.log([completedAt === undefined ? "[ ]" : "[x]", title, ...files].join(" "));
  }
}

function settingsIn(file: string): ClientSettings {
  const text = read(file).toString();
  try {
    return clientSettings(JSON.parse(text));
  } catch (error) {
    throw new Error(`${file}: ${reason(error)}`, { cause: error });
  }
}

/** A file as it was named: `npm run -w` goes to the workspace's folder, and tells in INIT_CWD where it was started. */
function read(file: string): Buffer {
  const path = resolve(process.env["INIT_CWD"] ?? "", file);
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(`${file}: got ${reason(error)}. Allowed: a file that can be read. Fix: name one.`, {
      cause: error,
    });
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(reason(error));
  process.exit(1);
});
