import { Agent, request } from "node:http";
import { uuid7 } from "../../../apps/mytodolist/client/uuid7";
import type { Served } from "./served";
import { spread } from "../spread";

const atOnce = 8;
const roundMilliseconds = 1500;
const rounds = 5;
const agent = new Agent({ keepAlive: true, maxSockets: atOnce });

/** How often a second something is answered. */
async function rate(ask: () => Promise<void>): Promise<number> {
  const start = performance.now();
  let answers = 0;
  const client = async () => {
    while (performance.now() - start < roundMilliseconds) {
      await ask();
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, client));
  return (answers * 1000) / (performance.now() - start);
}

function asking(url: string, token: string, body: () => string | undefined) {
  return () =>
    new Promise<void>((resolve, reject) => {
      const sent = body();
      const headers = { authorization: token, ...(sent === undefined ? {} : { "content-type": "application/json" }) };
      const asked = request(
        `${url}/todos`,
        { agent, method: sent === undefined ? "GET" : "POST", headers },
        (answer) => {
          answer.resume();
          answer.on("end", () => {
            if (Number(answer.statusCode) < 300) resolve();
            else reject(new Error(`the bench cannot run: ${String(answer.statusCode)}`));
          });
        },
      );
      asked.on("error", reject);
      asked.end(sent);
    });
}

/** The local API's rates beside those of the bare server, in turn, so that a machine that slows down slows both. */
export async function printRates({ api, bare, token }: Served): Promise<void> {
  const todo = () => JSON.stringify({ token: uuid7(), title: "Buy clothes pegs" });
  const nothing = () => undefined;
  for (const [what, body] of [
    ["create", todo],
    ["list", nothing],
  ] as const) {
    const pairs: { own: number; floor: number }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const own = await rate(asking(api, token, body));
      const floor = await rate(asking(bare, token, body));
      // The first warms up.
      if (round > 0) pairs.push({ own, floor });
    }
    console.log(`local ${what.padEnd(18)} 1/s     ${spread(pairs.map(({ own }) => own))}`);
    console.log(`bare  ${what.padEnd(18)} 1/s     ${spread(pairs.map(({ floor }) => floor))}`);
    console.log(
      `local / bare             ratio   ${spread(pairs.map(({ own, floor }) => own / floor))}   at least 0.5`,
    );
  }
  agent.destroy();
}
