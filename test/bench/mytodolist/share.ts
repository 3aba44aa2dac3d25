import { uuid7 } from "../../../apps/mytodolist/client/uuid7";
import { startLocalApi } from "../../../apps/mytodolist/local/server";

const rounds = 20;
const readsPerWrite = 19;

/** The part of a user's reads that reaches the table, where 95 of 100 requests are reads and each sends the revision. */
export async function printShare(): Promise<void> {
  const { url, issuer, cache, stop } = await startLocalApi();
  const headers = { authorization: await issuer.tokenFor({ user: "bench" }), "content-type": "application/json" };
  let revision = "";
  for (let round = 0; round < rounds; round += 1) {
    const body = JSON.stringify({ token: uuid7(), title: "Buy clothes pegs" });
    const written = await fetch(`${url}/todos?revision=${revision}`, { method: "POST", headers, body });
    ({ revision } = (await written.json()) as { revision: string });
    for (let reads = 0; reads < readsPerWrite; reads += 1)
      await fetch(`${url}/todos?revision=${revision}`, { headers });
  }
  await stop();
  const share = (100 * cache.seen.misses) / (rounds * readsPerWrite);
  console.log(
    `reads that cost the table   %    ${share.toFixed(1)}   of ${rounds * readsPerWrite}, 95 reads to 5 writes`,
  );
}
