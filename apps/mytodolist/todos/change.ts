import { noSuchTodo, Refusal } from "../answers/problem";
import { documents, isConditionFailure } from "../table";
import { isDeleted, keyOf, todoOf, type Content, type Item, type Todo, type TodoItem, type Tombstone } from "./item";
import { tombstoneSeconds } from "./token";

/** Which todo of whom. */
export interface Place {
  tableName: string;
  user: string;
  id: string;
}

const names = { "#version": "version" };
/** What is deleted has a version too, but is not there to be changed. */
const isThere = "attribute_exists(pk) AND attribute_not_exists(deleted)";

/** Writes a todo anew, unless it has another version by now. */
export async function updateTodo(
  place: Place,
  change: Content & { version: number; completed: boolean },
  now: number,
): Promise<Todo> {
  const time = new Date(now).toISOString();
  const { title, notes, dueOn, attachments = [], completed, version } = change;
  const written = { title, notes, dueOn, attachments };
  const set = Object.entries({ ...written, updatedAt: time }).filter(([, value]) => value !== undefined);
  const gone = [...Object.keys(written).filter((name) => !set.some(([each]) => each === name))];
  if (!completed) gone.push("completedAt");
  const assignments = set.map(([name]) => `#${name} = :${name}`);
  // It keeps the time when it was first ticked off.
  if (completed) assignments.push("completedAt = if_not_exists(completedAt, :updatedAt)");
  const removal =
    gone.length === 0 ? "" : ` REMOVE ${gone.map((name) => (name === "completedAt" ? name : `#${name}`)).join(", ")}`;
  const named = [...set.map(([name]) => name), ...gone.filter((name) => name !== "completedAt")];
  try {
    const { Attributes } = await documents().update({
      TableName: place.tableName,
      Key: keyOf(place.user, place.id),
      UpdateExpression: `SET #version = :next, ${assignments.join(", ")}${removal}`,
      ConditionExpression: `${isThere} AND #version = :version`,
      ExpressionAttributeNames: { ...names, ...Object.fromEntries(named.map((name) => [`#${name}`, name])) },
      ExpressionAttributeValues: {
        ":version": version,
        ":next": version + 1,
        ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
      },
      ReturnValues: "ALL_NEW",
    });
    return todoOf(Attributes as TodoItem);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const item = await found(place);
    if (item === undefined || isDeleted(item)) throw noSuchTodo();
    // The answer to this very change was lost, and somebody sends it again: it is done.
    if (item.version === version + 1 && holds(item, written, completed)) return todoOf(item);
    throw conflict(item.version, version);
  }
}

function holds(item: TodoItem, written: Content, completed: boolean): boolean {
  const content = ({ title, notes, dueOn, attachments }: Content) => JSON.stringify([title, notes, dueOn, attachments]);
  return content(item) === content(written) && (item.completedAt !== undefined) === completed;
}

/** Ticks a todo off. Whatever else has changed, that is still what is meant; done twice it is done. */
export async function completeTodo(place: Place, now: number): Promise<Todo> {
  try {
    const { Attributes } = await documents().update({
      TableName: place.tableName,
      Key: keyOf(place.user, place.id),
      UpdateExpression: "SET completedAt = :now, updatedAt = :now, #version = #version + :one",
      ConditionExpression: `${isThere} AND attribute_not_exists(completedAt)`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ":now": new Date(now).toISOString(), ":one": 1 },
      ReturnValues: "ALL_NEW",
    });
    return todoOf(Attributes as TodoItem);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const item = await found(place);
    if (item === undefined || isDeleted(item)) throw noSuchTodo();
    return todoOf(item);
  }
}

/** Leaves a tombstone in a todo's place, unless it has another version by now. Tells the tombstone's version. */
export async function deleteTodo(place: Place, version: number, now: number): Promise<number> {
  const tombstone: Tombstone = {
    ...keyOf(place.user, place.id),
    version: version + 1,
    deleted: true,
    expiresAt: Math.floor(now / 1000) + tombstoneSeconds,
  };
  try {
    await documents().put({
      TableName: place.tableName,
      Item: tombstone,
      ConditionExpression: `${isThere} AND #version = :version`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ":version": version },
    });
    return tombstone.version;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const item = await found(place);
    if (item === undefined) throw noSuchTodo();
    if (!isDeleted(item)) throw conflict(item.version, version);
    if (item.version === tombstone.version) return item.version;
    throw noSuchTodo();
  }
}

function conflict(currentVersion: number, version: number): Refusal {
  const detail = `The todo has version ${currentVersion} by now, not ${version}. Fix: read it, and change that.`;
  return new Refusal(409, detail, { currentVersion });
}

async function found({ tableName, user, id }: Place): Promise<Item | undefined> {
  const { Item } = await documents().get({ TableName: tableName, Key: keyOf(user, id), ConsistentRead: true });
  return Item as Item | undefined;
}
