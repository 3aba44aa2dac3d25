import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/** The reads that have come in at a table, whoever asked: a cache, or a function past it. */
export interface TableReads {
  count: number;
  stop: () => void;
}

const channel = "http.server.request.start";

/** Counts where the local DynamoDB listens, in this process: nothing that stands before it can leave something out. */
export function readsOfTable(tableUrl: string): TableReads {
  const port = Number(new URL(tableUrl).port);
  const listen = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    const operation = String(request.headers["x-amz-target"]);
    if (request.socket.localPort === port && /\.(GetItem|Query)$/.test(operation)) reads.count += 1;
  };
  const reads: TableReads = {
    count: 0,
    stop: () => {
      unsubscribe(channel, listen);
    },
  };
  subscribe(channel, listen);
  return reads;
}
