import { answering } from "../answers/answering";
import { pageOf } from "../reading/page";
import { readRevision } from "../reading/revision";
import { sources } from "../reading/sources";
import { listTodosRequest } from "../requests/requests";

const usualLimit = 25;

export const handler = answering("listTodos", listTodosRequest, async ({ query }, { user, now }) => {
  const { limit = usualLimit, cursor, revision = "" } = query;
  const ask = { user, limit, after: cursor };
  return { status: 200, body: await pageOf(await sources(), ask, readRevision(revision, now)) };
});
