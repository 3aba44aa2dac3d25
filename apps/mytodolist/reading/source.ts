import type { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";
import { idOf, keyOf, todoPrefix, userKey, type Item } from "../todos/item";

/** Which todos are asked for: those after a todo, newest first. */
export interface Ask {
  user: string;
  limit: number;
  after?: string | undefined;
}

/** A stretch of a list, without a gap. */
export interface Stretch {
  items: Item[];
  /** The last todo that was looked at, where the list goes on behind it. */
  next?: string;
}

export interface How {
  /** Whether the table must tell what was last written. */
  isConsistent?: boolean;
  /** What the writer has written, where a cache is to keep an answer of its own for each. */
  revision?: string;
}

/** Something that can be asked for todos: the table, or a cache in front of it. */
export interface Source {
  stretch(ask: Ask, how: How): Promise<Stretch>;
  one(user: string, id: string, how: How): Promise<Item | undefined>;
}

/** What of the document client is used: DAX's own has no more in common with it. */
export type Documents = Pick<DynamoDBDocument, "query" | "get">;

export function sourceOf(documents: Documents, tableName: string): Source {
  return {
    async stretch({ user, limit, after }, { isConsistent = false, revision = "" }) {
      const { Items = [], LastEvaluatedKey } = await documents.query({
        TableName: tableName,
        KeyConditionExpression: "pk = :user AND begins_with(sk, :todos)",
        ExpressionAttributeValues: { ":user": userKey(user), ":todos": todoPrefix, ...own(revision).values },
        ...own(revision).filter,
        Limit: limit,
        ScanIndexForward: false,
        ConsistentRead: isConsistent,
        ...(after === undefined ? {} : { ExclusiveStartKey: keyOf(user, after) }),
      });
      const next = LastEvaluatedKey as { sk: string } | undefined;
      return { items: Items as Item[], ...(next === undefined ? {} : { next: idOf(next) }) };
    },
    async one(user, id, { isConsistent = false, revision = "" }) {
      const Key = keyOf(user, id);
      if (revision === "") {
        const asked = { TableName: tableName, Key, ConsistentRead: isConsistent };
        return (await documents.get(asked)).Item as Item | undefined;
      }
      const { Items = [] } = await documents.query({
        TableName: tableName,
        KeyConditionExpression: "pk = :user AND sk = :todo",
        ExpressionAttributeValues: { ":user": Key.pk, ":todo": Key.sk, ...own(revision).values },
        ...own(revision).filter,
        ConsistentRead: isConsistent,
      });
      return Items[0] as Item | undefined;
    },
  };
}

/**
 * DAX keeps the answers of queries by all that they ask, and does not look at single items for them (DynamoDB developer
 * guide, "DAX: how it works", query cache). So a writer asks with a condition that is always true and names the
 * revision: the old answer is out of the way after one read, where it would else be found too old until it expires. A
 * single todo is asked for so, too, since an item is kept by its key alone.
 */
function own(revision: string): { values: Record<string, string>; filter: object } {
  if (revision === "") return { values: {}, filter: {} };
  // A number is never a text. A key would do as well, but is not allowed in a filter.
  const filter = { FilterExpression: "#version <> :revision", ExpressionAttributeNames: { "#version": "version" } };
  return { values: { ":revision": revision }, filter };
}
