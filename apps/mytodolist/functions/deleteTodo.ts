import { answering } from "../answers/answering";
import { revisionAfter } from "../answers/written";
import { deleteTodoRequest } from "../requests/requests";
import { settingsFrom } from "../settings";
import { deleteTodo } from "../todos/change";

export const handler = answering("deleteTodo", deleteTodoRequest, async ({ path, query }, { user, now }) => {
  const settings = settingsFrom(process.env);
  const id = path.todoId;
  const version = await deleteTodo({ tableName: settings.tableName, user, id }, query.version, now);
  return { status: 200, body: { revision: revisionAfter({ id, version }, query.revision, settings, now) } };
});
