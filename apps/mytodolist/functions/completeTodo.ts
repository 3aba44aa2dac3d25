import { answering } from "../answers/answering";
import { revisionAfter } from "../answers/written";
import { completeTodoRequest } from "../requests/requests";
import { settingsFrom } from "../settings";
import { completeTodo } from "../todos/change";

export const handler = answering("completeTodo", completeTodoRequest, async ({ path, query }, { user, now }) => {
  const settings = settingsFrom(process.env);
  const todo = await completeTodo({ tableName: settings.tableName, user, id: path.todoId }, now);
  return { status: 200, body: { todo, revision: revisionAfter(todo, query.revision, settings, now) } };
});
