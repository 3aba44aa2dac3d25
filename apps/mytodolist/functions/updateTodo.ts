import { answering } from "../answers/answering";
import { revisionAfter } from "../answers/written";
import { updateTodoRequest } from "../requests/requests";
import { settingsFrom } from "../settings";
import { updateTodo } from "../todos/change";

export const handler = answering("updateTodo", updateTodoRequest, async ({ path, query, body }, { user, now }) => {
  const settings = settingsFrom(process.env);
  const todo = await updateTodo({ tableName: settings.tableName, user, id: path.todoId }, body, now);
  return { status: 200, body: { todo, revision: revisionAfter(todo, query.revision, settings, now) } };
});
