import { createServer } from "node:http";
import { answer } from "./answer";
import { whereToListen } from "./listen";
import { settingsFrom } from "./settings";
import { endInOrder } from "./stop";

const settings = settingsFrom(process.env);
if (Array.isArray(settings)) {
  console.error(["The server cannot start:", ...settings].join("\n  "));
  process.exit(1);
}
const { port, keepAliveSeconds, place } = settings;

/** The journal and the log service read lines of JSON. Requests are the load balancer's to log. */
const log = (event: string, facts = {}): void => {
  console.log(JSON.stringify({ event, ...place, ...facts }));
};

const server = createServer((request, response) => {
  const { method = "", url = "", headers } = request;
  const question = { method, url, accept: headers.accept };
  const { status, headers: fields, body } = answer(question, { now: new Date(), place, stopping: ending.begun });
  if (ending.begun) response.setHeader("connection", "close");
  response.writeHead(status, fields).end(body);
  // Nobody has anything to tell us: what comes along is read and dropped, so that the connection stays usable.
  request.resume();
});
server.keepAliveTimeout = keepAliveSeconds * 1000;
// Counted from the last answer on a kept connection, so it must not be the shorter of the two.
server.headersTimeout = (keepAliveSeconds + 1) * 1000;

const ending = endInOrder(server, settings, log);
server.on("error", ({ message }) => {
  console.error(`The server cannot start: ${message}`);
  process.exit(1);
});
server.listen(whereToListen(port, process.pid, process.env), () => {
  const address = server.address();
  log("listening", { port: typeof address === "object" ? address?.port : address });
});
