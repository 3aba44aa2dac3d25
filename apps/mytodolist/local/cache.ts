import { createServer, type IncomingMessage } from "node:http";
import { listening, type Listening } from "./listening";

/** A stand-in for DAX that listens, and what it has seen. */
export interface LocalCache extends Listening {
  /** How many reads it was asked for, and how many of them it asked the table. */
  seen: { reads: number; misses: number };
  /** Lets the time pass that entries are kept. */
  expire: () => void;
}

/**
 * Stands in for DAX, in front of a local table and speaking its protocol: an item cache by key and a query cache by all
 * that a query asks, neither of which hears of writes that go to the table itself. Consistent reads pass through.
 */
export async function localCache(tableUrl: string, keepSeconds: number): Promise<LocalCache> {
  const kept = new Map<string, { text: string; until: number }>();
  const seen = { reads: 0, misses: 0 };

  const answer = async (request: IncomingMessage): Promise<{ status: number; text: string }> => {
    const question = await textOf(request);
    const operation = String(request.headers["x-amz-target"]);
    const isKept = /\.(GetItem|Query)$/.test(operation) && !question.includes('"ConsistentRead":true');
    const key = `${operation} ${question}`;
    seen.reads += 1;
    const known = isKept ? kept.get(key) : undefined;
    if (known !== undefined && known.until > Date.now()) return { status: 200, text: known.text };
    seen.misses += 1;
    const headers = Object.entries(request.headers).filter(([name]) =>
      /^(x-amz-|authorization|content-type)/.test(name),
    );
    const asked = await fetch(tableUrl, { method: "POST", body: question, headers: headers as [string, string][] });
    const text = await asked.text();
    if (isKept && asked.ok) kept.set(key, { text, until: Date.now() + keepSeconds * 1000 });
    return { status: asked.status, text };
  };

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, text }) => response.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(text),
      () => response.destroy(),
    );
  });
  const expire = () => {
    kept.clear();
  };
  return { ...(await listening(server, 0)), seen, expire };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
