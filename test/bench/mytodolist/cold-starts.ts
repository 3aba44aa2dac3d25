import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { leftToRuntime } from "../../../infra/todo-handlers";
import { bundleFunction } from "../../../components/bundle/bundle";
import { uuid7 } from "../../../apps/mytodolist/client/uuid7";
import { spread } from "../spread";
import type { Served } from "./served";

const root = join(__dirname, "..", "..", "..");
const functions = join(root, "apps", "mytodolist", "functions");
const runs = 7;

/**
 * What reads through DAX, measured also with an endpoint on this machine that refuses connections: DAX's client is
 * loaded and made, asks, and is given up, and the table gives the first answer. A cluster that answers takes less.
 */
const readers = ["listTodos", "readTodo"];
const refusing = "daxs://127.0.0.1:9";

/** The two ways to a bundle that docs/decisions/bundled-sdk.md weighs. */
const ways = {
  "SDK bundled, as deployed": leftToRuntime,
  "SDK of the runtime": ["@aws-sdk/*", "@smithy/*"],
};

/** The code in an archive of one file, which is stored as it is. */
function onlyFileOf(zip: Buffer): Buffer {
  const start = 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28);
  return zip.subarray(start, start + zip.readUInt32LE(18));
}

/** What a file of ours says once it has loaded a handler and that has answered a request. */
const starter = (file: string) => `
const { handler } = require(${JSON.stringify(file)});
handler(JSON.parse(process.env.EVENT)).then((answer) => {
  if (answer.statusCode >= 500) throw new Error(answer.body);
  const { user, system } = process.cpuUsage();
  process.stderr.write("\\ntook " + (user + system) / 1000);
  process.exit();
});`;

const bodies: Record<string, object> = {
  createTodo: { token: uuid7(), title: "Buy clothes pegs" },
  updateTodo: { version: 1, title: "Buy clothes pegs", completed: true },
};

function event(operation: string): string {
  return JSON.stringify({
    requestContext: { authorizer: { claims: { sub: "cold" } } },
    headers: { "content-type": "application/json" },
    pathParameters: { todoId: uuid7() },
    queryStringParameters: operation === "deleteTodo" ? { version: "1" } : null,
    body: operation in bodies ? JSON.stringify(bodies[operation]) : null,
  });
}

/** Milliseconds of processor time from the start of Node to the first answer: the clock would tell of the neighbours. */
function coldStart(
  folder: string,
  file: string,
  operation: string,
  { tableUrl, tableName, daxEndpoint = "" }: Served & { daxEndpoint?: string },
): number {
  const main = join(folder, "starter.cjs");
  writeFileSync(main, starter(file));
  const { stderr } = spawnSync(process.execPath, ["--no-warnings", main], {
    encoding: "utf8",
    env: {
      EVENT: event(operation),
      TABLE_NAME: tableName,
      DAX_ENDPOINT: daxEndpoint,
      AWS_ENDPOINT_URL_DYNAMODB: tableUrl,
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
    },
  });
  const took = /took ([\d.]+)$/.exec(stderr)?.[1];
  if (took === undefined) throw new Error(`the bench cannot run: ${operation} did not start: ${stderr}`);
  return Number(took);
}

/** Each bundle's size and the local cold start of its handler, beside those of a handler that does nothing. */
export function printColdStarts(served: Served): void {
  // Within the tree, so that what is left to the runtime is found as it is there.
  const cache = join(root, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "clothesline-cold-starts-"));
  try {
    const empty = join(folder, "empty.cjs");
    writeFileSync(empty, "exports.handler = async () => ({ statusCode: 200 });");
    const floor = Array.from({ length: runs }, () => coldStart(folder, empty, "none", served));
    console.log(`an empty handler         CPU ms      ${spread(floor, 0)}`);
    for (const [way, external] of Object.entries(ways)) {
      for (const name of readdirSync(functions).map((file) => file.replace(".ts", ""))) {
        const code = join(folder, `${name}.cjs`);
        const { path } = bundleFunction(join(functions, `${name}.ts`), { external });
        writeFileSync(code, onlyFileOf(readFileSync(path)));
        const kilobytes = statSync(code).size / 1024;
        for (const daxEndpoint of readers.includes(name) ? ["", refusing] : [""]) {
          const starts = Array.from({ length: runs }, () => coldStart(folder, code, name, { ...served, daxEndpoint }));
          const through = daxEndpoint === "" ? "" : ", DAX's client loaded";
          console.log(
            `${name.padEnd(14)} ${kilobytes.toFixed(0).padStart(4)} KB  CPU ms   ${spread(starts, 0)}   ${way}${through}`,
          );
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
