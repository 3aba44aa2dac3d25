import { answering } from "../answers/answering";
import { revisionAfter } from "../answers/written";
import { createTodoRequest } from "../requests/requests";
import { settingsFrom } from "../settings";
import { createTodo } from "../todos/create";

export const handler = answering("createTodo", createTodoRequest, async ({ query, body }, { user, now }) => {
  const settings = settingsFrom(process.env);
  const todo = await createTodo(settings.tableName, user, body, now);
  return { status: 201, body: { todo, revision: revisionAfter(todo, query.revision, settings, now) } };
});
