import { isLater } from "../arguments/inputs";
import { elementsOf } from "../arguments/list";
import type { ArgumentProblem } from "../arguments/problem";

// Cognito API, CreateUserPoolClient: at most 100 addresses of each kind.
const mostAddresses = 100;

/** Refuses what cannot be a list of addresses; each is plain or known only later, how many there are is plain. */
function listProblems(
  argument: string,
  value: unknown,
  { fewest, allowed, fix, isRight }: AddressRule,
): ArgumentProblem[] {
  const addresses = elementsOf(value);
  if (addresses === undefined || addresses.length < fewest || addresses.length > mostAddresses) {
    return [{ argument, got: value, allowed: `a plain list of ${fewest} to ${mostAddresses}, each ${allowed}`, fix }];
  }
  return addresses.flatMap((address, index) => {
    const path = `${argument}[${index}]`;
    if (isLater(address)) return [];
    if (typeof address !== "string" || !isRight(address)) return [{ argument: path, got: address, allowed, fix }];
    if (addresses.indexOf(address) === index) return [];
    return [{ argument: path, got: address, allowed: "each once", fix: "remove it" }];
  });
}

interface AddressRule {
  fewest: number;
  allowed: string;
  fix: string;
  isRight: (address: string) => boolean;
}

/** Where people come back to from the pages on which they signed in or out. */
export function returnProblems(argument: string, value: unknown, fewest: 0 | 1): ArgumentProblem[] {
  return listProblems(argument, value, {
    fewest,
    allowed: "https, or http on localhost, or a scheme of the application's own, without #, or an output of one",
    fix: 'write for example "https://todo.example.com/signed-in" or "todo://signed-in"',
    isRight: (address) => {
      const url = parsed(address);
      if (url === undefined || address.includes("#") || address.length > 1024) return false;
      return url.protocol === "http:" ? isLocal(url) : !codeProtocols.has(url.protocol);
    },
  });
}

/** What a browser runs or opens by itself, and no application answers. */
const codeProtocols = new Set(["javascript:", "data:", "file:", "blob:", "about:"]);

/** Where web pages come from that use the files. */
export function originProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (value === undefined) return [];
  return listProblems(argument, value, {
    fewest: 0,
    allowed: "an origin: https, or http on localhost, with its port and without a path, or an output of one",
    fix: 'write for example "https://todo.example.com"',
    isRight: (address) => {
      const url = parsed(address);
      // A browser writes origins so, and S3 compares them letter by letter. A star would be everybody's page.
      if (url?.origin !== address || address.includes("*")) return false;
      return url.protocol === "https:" || (url.protocol === "http:" && isLocal(url));
    },
  });
}

function parsed(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

/** Cognito lets no other address go without TLS. */
function isLocal({ hostname }: URL): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}
