import { uuid7 } from "../../../apps/mytodolist/client/uuid7";
import { startLocalApi } from "../../../apps/mytodolist/local/server";
import { readsOfTable } from "../../apps/mytodolist/table-reads";

const rounds = 20;
const readsPerWrite = 19;

/**
 * The part of a user's reads that comes in at the table, whoever asked it, where 95 of 100 requests are reads and each
 * sends the revision: of the list, where each write is another todo, and of one todo that is changed over and over.
 */
export async function printShare(): Promise<void> {
  const { url, issuer, tableUrl, stop } = await startLocalApi();
  const headers = { authorization: await issuer.tokenFor({ user: "bench" }), "content-type": "application/json" };
  const reads = readsOfTable(tableUrl);
  let revision = "";
  let id = "";

  const write = async (method: string, path: string, body: object) => {
    const asked = { method, headers, body: JSON.stringify(body) };
    const answer = await fetch(`${url}${path}?revision=${revision}`, asked);
    if (!answer.ok) throw new Error(`the bench cannot run: ${await answer.text()}`);
    const written = (await answer.json()) as { revision: string; todo: { id: string } };
    ({ revision } = written);
    ({ id } = written.todo);
  };
  const title = "Buy clothes pegs";
  const create = () => write("POST", "/todos", { token: uuid7(), title });
  const change = (version: number) => write("PUT", `/todos/${id}`, { version, title, completed: false });
  const print = async (what: string, path: () => string, writes: (round: number) => Promise<void>) => {
    const before = reads.count;
    for (let round = 1; round <= rounds; round += 1) {
      await writes(round);
      for (let read = 0; read < readsPerWrite; read += 1) {
        const answer = await fetch(`${url}${path()}?revision=${revision}`, { headers });
        if (!answer.ok) throw new Error(`the bench cannot run: ${await answer.text()}`);
        await answer.arrayBuffer();
      }
    }
    const share = (100 * (reads.count - before)) / (rounds * readsPerWrite);
    console.log(
      `reads that cost the table   %    ${share.toFixed(1)}   of ${rounds * readsPerWrite} of ${what}, 95 reads to 5 writes`,
    );
  };

  await print("the own list", () => "/todos", create);
  await print("a todo of one's own", () => `/todos/${id}`, change);
  reads.stop();
  await stop();
}
