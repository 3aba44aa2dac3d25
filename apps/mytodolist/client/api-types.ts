// Made from openapi.json by `npm run generate -w apps/mytodolist`. A test holds it to the document.

/** A UUID of version 7, so that ids sort by the time of their making. */
export type TodoId = string;

/** Counts the changes of a todo from 1. */
export type Version = number;

/** Opaque. Names recent writes. */
export type Revision = string;

/** A name without folders. */
export type FileName = string;

export interface NewTodo {
  token: TodoId;
  title: string;
  notes?: string;
  /** A day, as 2027-01-31. */
  dueOn?: string;
  /** Names of files in the caller's own folder. Only the client knows where that is. */
  attachments?: FileName[];
}

/** The whole todo: what is left out is gone. */
export interface ChangedTodo {
  version: Version;
  completed: boolean;
  title: string;
  notes?: string;
  /** A day, as 2027-01-31. */
  dueOn?: string;
  /** Names of files in the caller's own folder. Only the client knows where that is. */
  attachments?: FileName[];
}

export interface Todo {
  id: TodoId;
  version: Version;
  title: string;
  notes?: string;
  /** A day, as 2027-01-31. */
  dueOn?: string;
  /** Names of files in the caller's own folder. Only the client knows where that is. */
  attachments: FileName[];
  completedAt?: string;
  createdAt: string;
  updatedAt: string;
}

export interface TodoPage {
  todos: Todo[];
  nextCursor?: TodoId;
}

export interface WrittenTodo {
  todo: Todo;
  revision: Revision;
}

export interface Deletion {
  revision: Revision;
}

export interface Template {
  id: string;
  name: string;
  todos: string[];
}

export interface TemplateList {
  templates: Template[];
}

/** RFC 9457, problem details. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: ProblemPart[];
  currentVersion?: Version;
}

export interface ProblemPart {
  where: string;
  problem: string;
}

export interface Operations {
  /** The caller's todos, newest first */
  listTodos: { takes: { query?: { limit?: number; cursor?: TodoId; revision?: Revision } }; gives: TodoPage };
  /** Write down a todo; again with the same token, it is still one */
  createTodo: { takes: { query?: { revision?: Revision }; body: NewTodo }; gives: WrittenTodo };
  /** One todo */
  readTodo: { takes: { path: { todoId: TodoId }; query?: { revision?: Revision } }; gives: Todo };
  /** Change a todo, unless somebody else did so before */
  updateTodo: {
    takes: { path: { todoId: TodoId }; query?: { revision?: Revision }; body: ChangedTodo };
    gives: WrittenTodo;
  };
  /** Delete a todo, unless somebody changed it before */
  deleteTodo: {
    takes: { path: { todoId: TodoId }; query: { version: Version; revision?: Revision } };
    gives: Deletion;
  };
  /** Tick a todo off; again, it stays so */
  completeTodo: { takes: { path: { todoId: TodoId }; query?: { revision?: Revision } }; gives: WrittenTodo };
  /** Lists of todos to start from, the same for everybody */
  listTemplates: { takes: Record<string, never>; gives: TemplateList };
}

export const routes = {
  listTodos: { method: "GET", path: "/todos" },
  createTodo: { method: "POST", path: "/todos" },
  readTodo: { method: "GET", path: "/todos/{todoId}" },
  updateTodo: { method: "PUT", path: "/todos/{todoId}" },
  deleteTodo: { method: "DELETE", path: "/todos/{todoId}" },
  completeTodo: { method: "POST", path: "/todos/{todoId}/complete" },
  listTemplates: { method: "GET", path: "/templates" },
} as const;
