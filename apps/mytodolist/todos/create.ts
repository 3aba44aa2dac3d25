import { createHash } from "node:crypto";
import { Refusal } from "../answers/problem";
import { documents, isConditionFailure } from "../table";
import { isDeleted, keyOf, todoOf, type Content, type Item, type Todo, type TodoItem } from "./item";
import { tokenProblem } from "./token";

/**
 * Writes a todo down once, however often it is asked with the same token: the token is the todo's id, so that one
 * conditional write both makes the todo and remembers the token. There is no moment at which one is done and the other
 * is not, and nothing to pay for but the todo.
 */
export async function createTodo(
  tableName: string,
  user: string,
  { token, ...content }: Content & { token: string },
  now: number,
): Promise<Todo> {
  const problem = tokenProblem(token, now);
  if (problem !== undefined)
    throw new Refusal(400, "The token is of no use.", { errors: [{ where: "body.token", problem }] });
  const time = new Date(now).toISOString();
  const item: TodoItem = {
    ...keyOf(user, token),
    version: 1,
    ...content,
    attachments: content.attachments ?? [],
    createdAt: time,
    updatedAt: time,
    madeOf: fingerprint(content),
  };
  try {
    await documents().put({ TableName: tableName, Item: item, ConditionExpression: "attribute_not_exists(pk)" });
    return todoOf(item);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return madeBefore(tableName, item);
  }
}

async function madeBefore(tableName: string, { pk, sk, madeOf }: TodoItem): Promise<Todo> {
  const { Item } = await documents().get({ TableName: tableName, Key: { pk, sk }, ConsistentRead: true });
  const item = Item as Item | undefined;
  if (item === undefined || isDeleted(item)) {
    throw new Refusal(409, "The token made a todo that was deleted. Fix: a new token for another todo.");
  }
  if (item.madeOf !== madeOf) {
    throw new Refusal(409, "The token made a todo of another content. Fix: a new token for each todo.");
  }
  return todoOf(item);
}

/** The same content gives the same, in whatever order it is written. */
function fingerprint({ title, notes, dueOn, attachments = [] }: Content): string {
  const parts = JSON.stringify([title, notes ?? null, dueOn ?? null, attachments]);
  return createHash("sha256").update(parts).digest("base64url");
}
