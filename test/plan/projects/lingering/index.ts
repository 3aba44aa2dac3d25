import { createServer, type AddressInfo } from "node:net";

// A server that stays open until somebody calls.
const server = createServer((caller) => {
  caller.destroy();
  server.close();
});
server.listen(0, "127.0.0.1", () => {
  console.log(`port ${String((server.address() as AddressInfo).port)}`);
});
