import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

const ofThisMachine = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Listens at the address to which the sign-in page sends people back, and then tells the address with which somebody came.
 * What else a browser asks there, such as for an icon, is not that.
 */
export async function listeningFor(redirectUri: string): Promise<{ cameBack: Promise<string>; stop: () => void }> {
  const { protocol, hostname, port, pathname } = new URL(redirectUri);
  if (protocol !== "http:" || !ofThisMachine.has(hostname)) {
    throw problem(
      redirectUri,
      "an address on this machine, as http://localhost:8080/signed-in",
      "write one first in callbackUrls of the stack, or take the settings of a stack that has one.",
    );
  }
  let told: (address: string) => void = () => undefined;
  const cameBack = new Promise<string>((resolve) => (told = resolve));
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const address = new URL(request.url ?? "/", redirectUri);
    const isAnswer = address.searchParams.has("code") || address.searchParams.has("error");
    if (address.pathname !== pathname || !isAnswer) {
      response.writeHead(404).end("Here nobody waits but for the answer of the sign-in page.");
      return;
    }
    response.end("Thank you. The rest is in the terminal.");
    told(address.href);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", ({ message }) => {
      const fix = "end what listens there, and start this again.";
      reject(problem(redirectUri, `an address whose port is free (${message})`, fix));
    });
    server.listen(port === "" ? 80 : Number(port), hostname.replace(/^\[|\]$/g, ""), resolve);
  });
  const stop = () => {
    server.close();
    server.closeIdleConnections();
  };
  return { cameBack, stop };
}

function problem(redirectUri: string, allowed: string, fix: string): Error {
  return new Error(`redirectUri: got ${JSON.stringify(redirectUri)}. Allowed: ${allowed}. Fix: ${fix}`);
}
