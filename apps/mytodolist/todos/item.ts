/** What a person writes into a todo. */
export interface Content {
  title: string;
  notes?: string | undefined;
  dueOn?: string | undefined;
  attachments?: string[] | undefined;
}

/** A todo as the API tells it. */
export interface Todo extends Content {
  id: string;
  version: number;
  attachments: string[];
  completedAt?: string;
  createdAt: string;
  updatedAt: string;
}

/** A todo as the table holds it. */
export interface TodoItem extends Omit<Todo, "id"> {
  pk: string;
  sk: string;
  /** What it was first made of, so that the same token for something else is seen. */
  madeOf: string;
}

/** What is left of a deleted todo, for as long as somebody could still see or make it again. */
export interface Tombstone {
  pk: string;
  sk: string;
  version: number;
  deleted: true;
  /** Seconds since 1970, when DynamoDB may take it away. */
  expiresAt: number;
}

export type Item = TodoItem | Tombstone;

const prefix = "TODO#";

/** Where a user's todos are: nothing but the token's subject goes into it. */
export function userKey(user: string): string {
  return `USER#${user}`;
}

export function keyOf(user: string, id: string): { pk: string; sk: string } {
  return { pk: userKey(user), sk: prefix + id };
}

export function idOf({ sk }: { sk: string }): string {
  return sk.slice(prefix.length);
}

export const todoPrefix = prefix;

export function isDeleted(item: Item): item is Tombstone {
  return "deleted" in item;
}

/** The answer leaves out what is the table's own. */
export function todoOf(item: TodoItem): Todo {
  const { title, notes, dueOn, attachments, completedAt, createdAt, updatedAt, version } = item;
  return {
    id: idOf(item),
    version,
    title,
    ...(notes === undefined ? {} : { notes }),
    ...(dueOn === undefined ? {} : { dueOn }),
    attachments,
    ...(completedAt === undefined ? {} : { completedAt }),
    createdAt,
    updatedAt,
  };
}
