import { prefersJson } from "./accept";
import { page } from "./page";
import type { Place } from "./settings";
import { told } from "./told";

export interface Question {
  method: string;
  url: string;
  accept: string | undefined;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What is true while a question is answered. */
export interface Circumstances {
  now: Date;
  place: Place;
  /** Whether the server is about to stop: it still answers, but wants no more questions. */
  stopping: boolean;
}

/** Answers one question. */
export function answer({ method, url, accept }: Question, { now, place, stopping }: Circumstances): Answer {
  const { path, timeZone } = target(url);
  if (path !== "/" && path !== "/health") return plain(404, "There is nothing here. The time is at /.");
  if (method !== "GET" && method !== "HEAD") {
    return plain(405, "The time can only be read.", { allow: "GET, HEAD" });
  }
  if (path === "/health") return stopping ? plain(503, "stopping") : plain(200, "ok");

  const facts = told(now, timeZone, place);
  if (facts === undefined) {
    const example = "/?timeZone=Europe/Dublin";
    return plain(400, `There is no time zone ${JSON.stringify(timeZone)}. Write one like ${example}.`);
  }
  const negotiated = { vary: "accept" };
  if (prefersJson(accept)) return made(200, "application/json", `${JSON.stringify(facts, null, 2)}\n`, negotiated);
  return made(200, "text/html; charset=utf-8", page(facts), {
    ...negotiated,
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
}

/** Taken apart by hand: a request may name what is no URL at all, and that is no reason to fall. */
function target(url: string): { path: string; timeZone: string } {
  const [path = "", query = ""] = url.split("?", 2);
  return { path, timeZone: new URLSearchParams(query).get("timeZone") ?? "UTC" };
}

function plain(status: number, sentence: string, headers: Record<string, string> = {}): Answer {
  return made(status, "text/plain; charset=utf-8", `${sentence}\n`, headers);
}

function made(status: number, type: string, body: string, more: Record<string, string>): Answer {
  const headers = {
    "content-type": type,
    "content-length": String(Buffer.byteLength(body)),
    // Yesterday's time is no answer.
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...more,
  };
  return { status, headers, body };
}
