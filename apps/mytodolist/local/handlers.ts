import type { Handler } from "../answers/answering";
import { handler as completeTodo } from "../functions/completeTodo";
import { handler as createTodo } from "../functions/createTodo";
import { handler as deleteTodo } from "../functions/deleteTodo";
import { handler as listTemplates } from "../functions/listTemplates";
import { handler as listTodos } from "../functions/listTodos";
import { handler as readTodo } from "../functions/readTodo";
import { handler as updateTodo } from "../functions/updateTodo";

/** The handlers by their operations, as the component finds them by the names of their files. */
export const handlers: Record<string, Handler | undefined> = {
  completeTodo,
  createTodo,
  deleteTodo,
  listTemplates,
  listTodos,
  readTodo,
  updateTodo,
};
