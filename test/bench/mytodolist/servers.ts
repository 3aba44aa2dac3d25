import { createServer } from "node:http";
import { uuid7 } from "../../../apps/mytodolist/client/uuid7";
import { listening } from "../../../apps/mytodolist/local/listening";
import { startLocalApi } from "../../../apps/mytodolist/local/server";
import { documents } from "../../../apps/mytodolist/table";

/** In a process of its own: the local API, and beside it the least that reads and writes the same table by HTTP. */
async function main(): Promise<void> {
  // Both ask the table itself.
  const api = await startLocalApi({ daxEndpoint: "" });
  const table = documents(api.tableUrl);
  const bare = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const done = request.method === "POST" ? put(Buffer.concat(chunks).toString()) : list();
      void done.then((answer) => response.end(JSON.stringify(answer)));
    });
  });
  const put = async (body: string): Promise<object> => {
    const Item = { pk: "USER#bare", sk: `TODO#${uuid7()}`, ...(JSON.parse(body) as object) };
    await table.put({ TableName: api.tableName, Item });
    return Item;
  };
  const list = async (): Promise<object> =>
    table.query({
      TableName: api.tableName,
      KeyConditionExpression: "pk = :user",
      ExpressionAttributeValues: { ":user": "USER#bare" },
      Limit: 25,
      ScanIndexForward: false,
    });
  const { url } = await listening(bare, 0);
  const token = await api.issuer.tokenFor({ user: "bench" });
  process.send?.({ api: api.url, bare: url, token, tableUrl: api.tableUrl, tableName: api.tableName });
}

void main();
