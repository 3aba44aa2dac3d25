import { object, optional, strictObject, undefined as absent } from "zod/mini";
import { completed, content, numberText, revision, todoId, version, versionText } from "./fields";

const ofTodo = object({ todoId });
const noBody = optional(absent("Allowed: no body"));
const aBody = "Allowed: an object with what the API's document names, and nothing else";

/** The most todos of a page. */
const mostTodos = 100;

export const listTodosRequest = object({
  query: object({ limit: optional(numberText(mostTodos)), cursor: optional(todoId), revision }),
  body: noBody,
});

export const createTodoRequest = object({
  query: object({ revision }),
  body: strictObject({ token: todoId, ...content }, aBody),
});

export const readTodoRequest = object({ path: ofTodo, query: object({ revision }), body: noBody });

export const updateTodoRequest = object({
  path: ofTodo,
  query: object({ revision }),
  body: strictObject({ version, completed, ...content }, aBody),
});

export const completeTodoRequest = object({ path: ofTodo, query: object({ revision }), body: noBody });

export const deleteTodoRequest = object({
  path: ofTodo,
  query: object({ version: versionText, revision }),
  body: noBody,
});
