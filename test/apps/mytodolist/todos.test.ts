import assert from "node:assert/strict";
import { startClient, uuid7, type Client, type Written } from "./api";
import type { Page } from "../../../apps/mytodolist/reading/page";
import type { Todo } from "../../../apps/mytodolist/todos/item";

describe("MyTodoList, over HTTP", () => {
  let client: Client;
  before(async () => {
    client = await startClient();
  });
  after(() => client.api.stop());

  /** A user whom no other test knows. */
  let users = 0;
  const someone = () => `someone-${(users += 1)}`;

  describe("a todo", () => {
    it("is written down, and read", async () => {
      const content = { title: "Buy pegs", notes: "Wooden ones", dueOn: "2028-02-29", attachments: ["pegs.jpg"] };
      const { todo } = await client.write("Buy pegs", content);
      assert.deepEqual(await client.ok(`GET /todos/${todo.id}`), todo);
      const { id, version, createdAt, updatedAt, ...rest } = todo;
      assert.deepEqual(rest, content);
      assert.equal(version, 1);
      assert.equal(createdAt, updatedAt);
      assert.match(id, /^[0-9a-f-]{36}$/);
    });

    it("may be as long as the document lets it, with every letter of it escaped", async () => {
      const content = {
        title: "\u{1f9fa}".repeat(200),
        notes: "\u{1f9fa}".repeat(2000),
        dueOn: "2028-02-29",
        attachments: Array.from({ length: 10 }, (_, place) => `${place}${"x".repeat(99)}`),
      };
      const unit = (one: string) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`;
      // Without the letters of the grammar: true and false.
      const escaped = (body: object) =>
        JSON.stringify(body).replaceAll(/"[^"]*"/g, (text) => `"${text.slice(1, -1).replaceAll(/[^]/g, unit)}"`);
      const json = { "content-type": "application/json" };
      const text = escaped({ token: uuid7(), ...content });
      const { todo } = await client.ok<Written>("POST /todos", { text, headers: json });
      const change = escaped({ version: 1, completed: false, ...content });
      const { todo: changed } = await client.ok<Written>(`PUT /todos/${todo.id}`, { text: change, headers: json });
      const { title, notes, dueOn, attachments } = changed;
      assert.deepEqual({ title, notes, dueOn, attachments }, content);
    });

    it("is changed as a whole: what is left out is gone", async () => {
      const { todo } = await client.write("Buy pegs", { notes: "Wooden ones", attachments: ["pegs.jpg"] });
      const body = { version: 1, title: "Buy more pegs", completed: true, dueOn: "2027-01-31" };
      const changed = (await client.ok<Written>(`PUT /todos/${todo.id}`, { body })).todo;
      assert.equal(changed.completedAt, changed.updatedAt);
      const { id, createdAt } = todo;
      const { updatedAt, completedAt } = changed;
      const rest = { attachments: [], createdAt, updatedAt, completedAt };
      assert.deepEqual(changed, { id, version: 2, title: body.title, dueOn: body.dueOn, ...rest });
      const again = { version: 2, title: "Buy pegs", completed: false };
      const reopened = (await client.ok<Written>(`PUT /todos/${todo.id}`, { body: again })).todo;
      assert.equal("completedAt" in reopened, false);
      assert.equal("dueOn" in reopened, false);
    });

    it("is ticked off, and stays so", async () => {
      const { todo } = await client.write("Buy pegs");
      const { todo: once } = await client.ok<Written>(`POST /todos/${todo.id}/complete`);
      assert.ok(once.completedAt);
      assert.equal(once.version, 2);
      assert.deepEqual((await client.ok<Written>(`POST /todos/${todo.id}/complete`)).todo, once);
    });

    it("keeps the time when it was ticked off through a change", async () => {
      const { todo } = await client.write("Buy pegs");
      const { todo: done } = await client.ok<Written>(`POST /todos/${todo.id}/complete`);
      const body = { version: 2, title: "Bought pegs", completed: true };
      const { todo: changed } = await client.ok<Written>(`PUT /todos/${todo.id}`, { body });
      assert.equal(changed.completedAt, done.completedAt);
    });

    it("is deleted, and leaves a tombstone that expires", async () => {
      const user = someone();
      const { todo } = await client.write("Buy pegs", {}, user);
      await client.ok(`DELETE /todos/${todo.id}?version=1`, { user });
      const { status } = await client.call(`GET /todos/${todo.id}`, { user });
      assert.equal(status, 404);
      const [row, ...others] = (await client.rows()).filter(({ pk }) => pk === `USER#${user}`);
      assert.deepEqual(others, []);
      const { expiresAt, ...rest } = row ?? {};
      assert.deepEqual(rest, { pk: `USER#${user}`, sk: `TODO#${todo.id}`, version: 2, deleted: true });
      assert.ok(Number(expiresAt) > Date.now() / 1000 + 7 * 86_400);
    });

    for (const request of ["PUT", "POST", "DELETE", "GET"]) {
      it(`that is deleted is not there for a ${request}`, async () => {
        const { todo } = await client.write("Buy pegs");
        await client.ok(`DELETE /todos/${todo.id}?version=1`);
        const path = { POST: "/complete", DELETE: "?version=2" }[request] ?? "";
        const body = request === "PUT" ? { version: 2, title: "Again", completed: false } : undefined;
        assert.equal((await client.call(`${request} /todos/${todo.id}${path}`, { body })).status, 404);
      });
    }
  });

  describe("a list", () => {
    it("goes newest first, page by page, and has each todo once", async () => {
      const user = someone();
      const titles = Array.from({ length: 7 }, (_, index) => `todo ${index}`);
      const start = Date.now();
      for (const [index, title] of titles.entries()) {
        await client.ok("POST /todos", { user, body: { token: uuid7(start + index), title } });
      }
      const pages: string[][] = [];
      let cursor: string | undefined = "";
      while (cursor !== undefined) {
        const after: string = cursor === "" ? "" : `&cursor=${cursor}`;
        const page: Page = await client.ok(`GET /todos?limit=3${after}`, { user });
        pages.push(page.todos.map(({ title }) => title));
        cursor = page.nextCursor;
      }
      assert.deepEqual(pages, [titles.slice(4).reverse(), titles.slice(1, 4).reverse(), [titles[0]]]);
    });

    it("fills its pages past what is deleted", async () => {
      const user = someone();
      const start = Date.now();
      const ids = Array.from({ length: 9 }, (_, index) => uuid7(start + index));
      for (const token of ids) await client.ok("POST /todos", { user, body: { token, title: token } });
      for (const id of ids.slice(4, 8)) await client.ok(`DELETE /todos/${id}?version=1`, { user });
      const { todos, nextCursor } = await client.ok<Page>("GET /todos?limit=3", { user });
      assert.deepEqual(
        todos.map(({ id }) => id),
        [ids[8], ids[3], ids[2]],
      );
      const rest = await client.ok<Page>(`GET /todos?limit=3&cursor=${nextCursor ?? ""}`, { user });
      assert.deepEqual(
        rest.todos.map(({ id }) => id),
        [ids[1], ids[0]],
      );
    });

    it("that is all deleted goes on, in bounded reads, until it ends", async () => {
      const user = someone();
      const ids = Array.from({ length: 6 }, () => uuid7());
      for (const token of ids) await client.ok("POST /todos", { user, body: { token, title: token } });
      for (const id of ids) await client.ok(`DELETE /todos/${id}?version=1`, { user });
      const { todos, nextCursor = "" } = await client.ok<Page>("GET /todos?limit=1", { user });
      assert.deepEqual([todos, ids.includes(nextCursor)], [[], true]);
      assert.deepEqual(await client.ok(`GET /todos?limit=1&cursor=${nextCursor}`, { user }), { todos: [] });
    });

    it("shows 25 unless asked for another number", async () => {
      const user = someone();
      const all = Array.from({ length: 26 }, (_, index) => client.write(`todo ${index}`, {}, user));
      await Promise.all(all);
      assert.equal((await client.ok<Page>("GET /todos", { user })).todos.length, 25);
      assert.equal((await client.ok<Page>("GET /todos?limit=100", { user })).todos.length, 26);
    });

    it("is of the caller alone", async () => {
      const [one, other] = [someone(), someone()];
      const { todo } = await client.write("Mine", {}, one);
      assert.deepEqual(await client.ok("GET /todos", { user: other }), { todos: [] });
      const before = await client.rows();
      const body = { version: 1, title: "Yours", completed: false };
      const tries: [string, object?][] = [
        [`GET /todos/${todo.id}`],
        [`PUT /todos/${todo.id}`, body],
        [`POST /todos/${todo.id}/complete`],
        [`DELETE /todos/${todo.id}?version=1`],
      ];
      for (const [request, sent] of tries) {
        assert.equal((await client.call(request, { user: other, body: sent })).status, 404, request);
      }
      assert.deepEqual(await client.rows(), before);
      assert.deepEqual((await client.ok<Page>(`GET /todos?cursor=${uuid7()}`, { user: other })).todos, []);
    });

    it("of two users may hold todos of the same token", async () => {
      const [one, other, token] = [someone(), someone(), uuid7()];
      for (const user of [one, other]) await client.ok("POST /todos", { user, body: { token, title: user } });
      for (const user of [one, other]) {
        assert.equal((await client.ok<Todo>(`GET /todos/${token}`, { user })).title, user);
      }
    });
  });

  describe("a retry", () => {
    it("of a creation makes no second todo, even at the same time", async () => {
      const user = someone();
      const body = { token: uuid7(), title: "Once", attachments: ["a.txt"] };
      const calls = Array.from({ length: 8 }, () => client.ok<Written>("POST /todos", { user, body }));
      const todos = (await Promise.all(calls)).map(({ todo }) => JSON.stringify(todo));
      assert.equal(new Set(todos).size, 1);
      assert.equal((await client.rows()).filter(({ pk }) => pk === `USER#${user}`).length, 1);
    });

    it("of a creation tells the todo as it is by now", async () => {
      const body = { token: uuid7(), title: "Once" };
      await client.ok("POST /todos", { body });
      const { todo } = await client.ok<Written>(`POST /todos/${body.token}/complete`);
      const retried = await client.ok<Written>("POST /todos", { body });
      assert.deepEqual(retried.todo, todo);
      assert.match(retried.revision, /~2~/);
    });

    it("of a creation with another content is refused", async () => {
      const token = uuid7();
      await client.ok("POST /todos", { body: { token, title: "This" } });
      const { status, body } = await client.call("POST /todos", { body: { token, title: "That" } });
      assert.equal(status, 409);
      assert.match(String(body["detail"]), /another content/);
      assert.equal((await client.ok<Todo>(`GET /todos/${token}`)).title, "This");
    });

    it("of a creation does not bring back what was deleted", async () => {
      const body = { token: uuid7(), title: "Once" };
      await client.ok("POST /todos", { body });
      await client.ok(`DELETE /todos/${body.token}?version=1`);
      const reply = await client.call("POST /todos", { body });
      assert.equal(reply.status, 409);
      assert.match(String(reply.body["detail"]), /deleted/);
    });

    it("of a change or a deletion is fulfilled as the first was", async () => {
      const { todo } = await client.write("Once");
      const body = { version: 1, title: "Twice", completed: true, notes: "n" };
      const change = () => client.ok<Written>(`PUT /todos/${todo.id}`, { body });
      assert.deepEqual((await change()).todo, (await change()).todo);
      await client.ok(`DELETE /todos/${todo.id}?version=2`);
      const { revision } = await client.ok<Written>(`DELETE /todos/${todo.id}?version=2`);
      assert.match(revision, /~3~/);
    });
  });

  describe("a conflict", () => {
    it("is told with the version that there is, and changes nothing", async () => {
      const { todo } = await client.write("First");
      await client.ok(`PUT /todos/${todo.id}`, { body: { version: 1, title: "Second", completed: false } });
      const before = await client.rows();
      const late = await client.call(`PUT /todos/${todo.id}`, {
        body: { version: 1, title: "Third", completed: false },
      });
      assert.deepEqual([late.status, late.body["currentVersion"]], [409, 2]);
      const deletion = await client.call(`DELETE /todos/${todo.id}?version=1`);
      assert.deepEqual([deletion.status, deletion.body["currentVersion"]], [409, 2]);
      assert.deepEqual(await client.rows(), before);
    });

    it("leaves one winner of many changes at once", async () => {
      const { todo } = await client.write("Start");
      const titles = Array.from({ length: 12 }, (_, index) => `change ${index}`);
      const replies = await Promise.all(
        titles.map((title) => client.call(`PUT /todos/${todo.id}`, { body: { version: 1, title, completed: false } })),
      );
      const winners = replies.filter(({ status }) => status === 200);
      assert.equal(winners.length, 1);
      assert.deepEqual(
        replies.filter((reply) => !winners.includes(reply)).map(({ status, body }) => [status, body["currentVersion"]]),
        Array.from({ length: 11 }, () => [409, 2]),
      );
      const revision = String(winners[0]?.body["revision"]);
      assert.deepEqual(await client.ok(`GET /todos/${todo.id}?revision=${revision}`), winners[0]?.body["todo"]);
    });
  });

  it("has templates that are the same for everybody", async () => {
    const { templates } = await client.ok<{ templates: { id: string }[] }>("GET /templates");
    assert.deepEqual(
      templates.map(({ id }) => id),
      ["packing", "moving", "monday"],
    );
    assert.deepEqual(await client.ok("GET /templates", { user: someone() }), { templates });
  });
});
