import { routes, type Operations, type Problem } from "./api-types";

/** What the API said in place of an answer. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

type Call = <Id extends keyof Operations>(id: Id, request: Operations[Id]["takes"]) => Promise<Operations[Id]["gives"]>;

interface Request {
  path?: Record<string, string>;
  query?: Record<string, string | number | undefined>;
  body?: object;
}

/**
 * Calls the API's operations by their ids. It keeps the revisions that its writes are answered with, and sends them along:
 * what it reads is never older than what it wrote.
 */
export function todoApi(apiUrl: string, accessToken: () => Promise<string>): Call {
  let revisions: string[] = [];

  return async (id, request) => {
    const { method, path } = routes[id];
    const { path: parameters = {}, query = {}, body }: Request = request;
    const sent = revisions;
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.set(name, String(value));
    if (sent.length > 0 && id !== "listTemplates") asked.set("revision", sent.join("."));
    const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ""));
    const answer = await fetch(`${apiUrl}${target}?${asked.toString()}`, {
      method,
      headers: { authorization: await accessToken(), "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const told: unknown = await answer.json();
    if (!answer.ok) throw new ApiError(told as Problem);
    // The answer goes on with what was sent; other writes may have come back meanwhile.
    const revision = revisionIn(told);
    if (revision !== undefined) revisions = [...revisions.filter((each) => !sent.includes(each)), revision];
    return told as Operations[typeof id]["gives"];
  };
}

function revisionIn(answer: unknown): string | undefined {
  if (typeof answer !== "object" || answer === null || !("revision" in answer)) return undefined;
  return typeof answer.revision === "string" ? answer.revision : undefined;
}
