import { isDeleted, todoOf, type Todo } from "../todos/item";
import { freshStretch, type Sources } from "./fresh";
import type { Revision } from "./revision";
import type { Ask } from "./source";

/** Tombstones take up room in what is read. A page that is not full after this many reads says where it goes on. */
const mostReads = 4;

export interface Page {
  todos: Todo[];
  nextCursor?: string;
}

/** A page of a user's list, newest first. */
export async function pageOf(sources: Sources, ask: Ask, revision: Revision): Promise<Page> {
  const todos: Todo[] = [];
  let after = ask.after;
  for (let reads = 0; reads < mostReads; reads += 1) {
    const { items, next } = await freshStretch(sources, { ...ask, after }, revision);
    for (const item of items) {
      if (isDeleted(item)) continue;
      if (todos.length === ask.limit) return endingAt(todos);
      todos.push(todoOf(item));
    }
    if (next === undefined) return { todos };
    after = next;
    if (todos.length === ask.limit) return endingAt(todos, next);
  }
  return endingAt(todos, after);
}

function endingAt(todos: Todo[], next = todos.at(-1)?.id): Page {
  return next === undefined ? { todos } : { todos, nextCursor: next };
}
