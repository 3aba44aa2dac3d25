import assert from "node:assert/strict";
import { createServer } from "node:http";
import { ApiError, todoApi } from "../../../apps/mytodolist/client/todos";
import { listening, type Listening } from "../../../apps/mytodolist/local/listening";
import { isRevision, readRevision, withWrite } from "../../../apps/mytodolist/reading/revision";
import { uuid7 } from "./api";

const now = Date.UTC(2027, 0, 31);
const keep = 300;
/** What a write is answered with, as the API has it. */
const revisionAfter = (sent: string, id: string, version = 1, at = now) =>
  withWrite(readRevision(sent, at), { id, version }, at, keep).text;
const versions = (revision: string, at = now) => Object.fromEntries(readRevision(revision, at).versions);

describe("the revisions that the client keeps", () => {
  let server: Listening;
  /** The revisions that came, in turn. */
  let came: string[];
  let answer: (revision: string) => { status?: number; body: object } | Promise<{ status?: number; body: object }>;
  let call: ReturnType<typeof todoApi>;

  before(async () => {
    server = await listening(
      createServer((request, response) => {
        const revision = new URL(request.url ?? "/", "http://api").searchParams.get("revision") ?? "";
        came.push(revision);
        void Promise.resolve(answer(revision)).then(({ status = 200, body }) => {
          response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
        });
      }),
      0,
    );
  });
  after(() => server.stop());
  beforeEach(() => {
    came = [];
    call = todoApi(server.url, () => Promise.resolve("token"));
  });

  /** Writes side by side, each answered with one of these. */
  const written = async (...revisions: string[]) => {
    const left = [...revisions];
    answer = () => ({ body: { revision: left.shift() } });
    await Promise.all(revisions.map(() => call("completeTodo", { path: { todoId: uuid7() } })));
  };
  const sentNext = async () => {
    answer = () => ({ body: { todos: [] } });
    await call("listTodos", {});
    return came.at(-1) ?? assert.fail("nothing came");
  };
  const refused = (where: string) => ({
    status: 400,
    body: { type: "about:blank", title: "Bad request", status: 400, errors: [{ where, problem: "wrong" }] },
  });
  const ids = Array.from({ length: 60 }, (_, place) => uuid7(now + place));
  const [one = "", two = "", three = ""] = ids;

  it("go with every call but that for templates, which are the same for all", async () => {
    await written(revisionAfter("", one));
    answer = () => ({ body: { templates: [] } });
    await call("listTemplates", {});
    assert.equal(came.at(-1), "");
    assert.deepEqual(versions(await sentNext()), { [one]: 1 });
  });

  it("name a todo once, in its latest version, whichever answer comes last", async () => {
    const [newer, older] = [revisionAfter(revisionAfter("", one, 3), two), revisionAfter("", one, 2)];
    for (const answers of [
      [newer, older],
      [older, newer],
    ]) {
      call = todoApi(server.url, () => Promise.resolve("token"));
      await written(...answers);
      const revision = await sentNext();
      assert.equal(revision.split(".").length, 2);
      assert.deepEqual(versions(revision), { [one]: 3, [two]: 1 });
    }
  });

  it("forget what the API forgot, by no other clock than the API's", async () => {
    await written(revisionAfter("", one));
    const later = now + (keep + 60) * 1000;
    await written(revisionAfter(revisionAfter("", one), two, 1, later));
    assert.deepEqual(versions(await sentNext(), later), { [two]: 1 });
    assert.equal((await sentNext()).split(".").length, 1);
  });

  it("keep what came while another write was on its way", async () => {
    await written(revisionAfter("", one));
    let first: () => void = () => undefined;
    const isFree = new Promise<void>((resolve) => (first = resolve));
    const hasCome = new Promise<void>((resolve) => {
      answer = async () => {
        resolve();
        await isFree;
        return { body: { revision: revisionAfter("", two) } };
      };
    });
    const slow = call("completeTodo", { path: { todoId: two } });
    await hasCome;
    await written(revisionAfter(revisionAfter("", one, 2), three));
    first();
    await slow;
    assert.deepEqual(versions(await sentNext()), { [one]: 2, [two]: 1, [three]: 1 });
  });

  it("become one part that stands for everything where there are too many, for as long as the last of them", async () => {
    await written(...ids.map((id, place) => revisionAfter("", id, 1_000_000_000, now - (place % 9) * 1000)));
    const full = await sentNext();
    assert.equal(full.split(".").length, 1, full);
    await written(revisionAfter(full, two, 1, now + 60_000));
    const revision = await sentNext();
    assert.ok(isRevision(revision));
    const read = (at: number) => readRevision(revision, at);
    assert.equal(read(now).isEverything, true);
    assert.equal(read(now + (keep + 59) * 1000).isEverything, true);
    assert.equal(read(now + (keep + 60) * 1000).isEverything, false);
    // What was written after it became one is needed for longer than it.
    assert.equal(read(now + (keep + 119) * 1000).versions.get(two), 1);
  });

  it("become one part where the API does not take them, and the call is made again", async () => {
    await written(revisionAfter(revisionAfter("", one), two));
    answer = (revision) => (revision.includes(".") ? refused("query.revision") : { body: { todos: [] } });
    assert.deepEqual(await call("listTodos", {}), { todos: [] });
    const revision = came.at(-1) ?? "";
    assert.equal(readRevision(revision, now).isEverything, true);
    assert.deepEqual([came.length, await sentNext()], [3, revision]);
  });

  it("are given up where the API takes none, and the call is made without", async () => {
    await written(revisionAfter(revisionAfter("", one), two));
    answer = (revision) => (revision === "" ? { body: { todos: [] } } : refused("query.revision"));
    assert.deepEqual(await call("listTodos", {}), { todos: [] });
    assert.deepEqual([came.length, came.at(-1), await sentNext()], [4, "", ""]);
  });

  it("are no reason to ask again where something else is wrong, or where none was sent", async () => {
    const isProblem = (error: unknown) => error instanceof ApiError && error.problem.status === 400;
    answer = () => refused("query.revision");
    await assert.rejects(call("listTodos", {}), isProblem);
    assert.equal(came.length, 1);
    await written(revisionAfter("", one));
    answer = () => refused("query.limit");
    await assert.rejects(call("listTodos", {}), isProblem);
    assert.equal(came.length, 3);
    assert.deepEqual(versions(await sentNext()), { [one]: 1 });
  });
});
