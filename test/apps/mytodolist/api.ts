import assert from "node:assert/strict";
import { uuid7 } from "../../../apps/mytodolist/client/uuid7";
import type { TokenWish } from "../../../apps/mytodolist/local/issuer";
import { startLocalApi, type LocalApi, type LocalWishes } from "../../../apps/mytodolist/local/server";
import { schemaErrors } from "../../../apps/mytodolist/local/schemas";
import document from "../../../apps/mytodolist/openapi.json";
import { documents } from "../../../apps/mytodolist/table";
import type { Todo } from "../../../apps/mytodolist/todos/item";

export { uuid7 };

export interface Call {
  user?: string;
  /** In place of a good token. */
  authorization?: string | undefined;
  body?: unknown;
  /** In place of the body's JSON. */
  text?: string;
  headers?: Record<string, string>;
}

export interface Reply {
  status: number;
  type: string;
  body: Record<string, unknown>;
}

export interface Written {
  todo: Todo;
  revision: string;
}

/** The local API as its clients see it. */
export interface Client {
  call: (request: string, how?: Call) => Promise<Reply>;
  /** Calls, and asserts that it was fulfilled. */
  ok: <Body>(request: string, how?: Call) => Promise<Body>;
  write: (title: string, more?: object, user?: string) => Promise<Written>;
  tokenFor: (wish: TokenWish) => Promise<string>;
  /** All that is in the table. */
  rows: () => Promise<Record<string, unknown>[]>;
  api: LocalApi;
}

interface Described {
  responses: Record<string, { content: Record<string, { schema: { $ref: string } }> }>;
}

/** Holds an answer to what the document says of the operation. */
function agrees(method: string, path: string, { status, type, body }: Reply): void {
  const items = Object.entries(document.paths as Record<string, Record<string, Described>>);
  const fits = (template: string) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path);
  const operation = items.find(([template]) => fits(template))?.[1][method.toLowerCase()];
  if (operation === undefined) return;
  const described = operation.responses[String(status)]?.content[type];
  assert.ok(described, `the document does not know ${method} ${path} → ${status} ${type}: ${JSON.stringify(body)}`);
  assert.deepEqual(
    schemaErrors(described.schema.$ref, body),
    [],
    `${method} ${path} → ${status} ${JSON.stringify(body)}`,
  );
}

export async function startClient(wishes: LocalWishes = {}): Promise<Client> {
  const api = await startLocalApi(wishes);
  const { tokenFor } = api.issuer;
  const tokens = new Map<string, string>();

  const call = async (request: string, { user = "ada", headers, body, text, ...how }: Call = {}): Promise<Reply> => {
    const [method = "", path = ""] = request.split(" ", 2);
    const token = tokens.get(user) ?? (await tokenFor({ user }));
    tokens.set(user, token);
    const authorization = "authorization" in how ? how.authorization : token;
    const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await fetch(`${api.url}${path}`, {
      method,
      ...(content === undefined ? {} : { body: content }),
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(content === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
    });
    const reply = {
      status: answer.status,
      type: answer.headers.get("content-type") ?? "",
      body: (await answer.json()) as Record<string, unknown>,
    };
    agrees(method, path.split("?")[0] ?? "", reply);
    return reply;
  };

  const ok = async <Body>(request: string, how: Call = {}): Promise<Body> => {
    const reply = await call(request, how);
    assert.ok(reply.status < 300, `${request} → ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body as Body;
  };

  return {
    api,
    tokenFor,
    call,
    ok,
    write: (title, more = {}, user = "ada") => ok("POST /todos", { user, body: { token: uuid7(), title, ...more } }),
    rows: async () =>
      (await documents(api.tableUrl).scan({ TableName: api.tableName, ConsistentRead: true })).Items ?? [],
  };
}
