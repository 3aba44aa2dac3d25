import { routes, type Operations, type Problem } from "./api-types";
import { afterRefusal, noWrites, revisionOf, withAnswer } from "./revisions";

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
  let known = noWrites;

  return async (id, request) => {
    for (;;) {
      const sent = id === "listTemplates" ? noWrites : known;
      const told = await answered(id, request, revisionOf(sent));
      if (told instanceof ApiError) {
        if (sent.size === 0 || !isAboutRevision(told)) throw told;
        // Nothing was done, so it is asked again; each time there is less to send.
        known = afterRefusal(known, sent);
        continue;
      }
      const revision = revisionIn(told);
      if (revision !== undefined) known = withAnswer(known, sent, revision);
      return told as Operations[typeof id]["gives"];
    }
  };

  async function answered(id: keyof Operations, request: Request, revision: string): Promise<unknown> {
    const { method, path } = routes[id];
    const { path: parameters = {}, query = {}, body } = request;
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.set(name, String(value));
    if (revision !== "") asked.set("revision", revision);
    const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ""));
    const answer = await fetch(`${apiUrl}${target}?${asked.toString()}`, {
      method,
      headers: { authorization: await accessToken(), "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const told: unknown = await answer.json();
    return answer.ok ? told : new ApiError(told as Problem);
  }
}

function isAboutRevision({ problem }: ApiError): boolean {
  return problem.status === 400 && (problem.errors ?? []).some(({ where }) => where === "query.revision");
}

function revisionIn(answer: unknown): string | undefined {
  if (typeof answer !== "object" || answer === null || !("revision" in answer)) return undefined;
  return typeof answer.revision === "string" ? answer.revision : undefined;
}
