import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that can be reached. */
export interface Listening {
  url: string;
  stop: () => Promise<void>;
}

/** Listens on a port of this machine alone; 0 takes any that is free. */
export async function listening(server: Server, port: number): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: given } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${given}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
