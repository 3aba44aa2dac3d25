import { answering } from "../answers/answering";
import { noSuchTodo } from "../answers/problem";
import { freshOne } from "../reading/fresh";
import { readRevision } from "../reading/revision";
import { sources } from "../reading/sources";
import { readTodoRequest } from "../requests/requests";
import { isDeleted, todoOf } from "../todos/item";

export const handler = answering("readTodo", readTodoRequest, async ({ path, query }, { user, now }) => {
  const revision = readRevision(query.revision ?? "", now);
  const item = await freshOne(await sources(), user, path.todoId, revision);
  if (item === undefined || isDeleted(item)) throw noSuchTodo();
  return { status: 200, body: todoOf(item) };
});
