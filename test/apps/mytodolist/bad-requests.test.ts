import assert from "node:assert/strict";
import { startClient, uuid7, type Call, type Client, type Reply } from "./api";

const token = uuid7();
const create = (more: object, without: string[] = []): Call => {
  const whole = Object.entries({ token: uuid7(), title: "A title", ...more });
  return { body: Object.fromEntries(whole.filter(([name]) => !without.includes(name))) };
};
const update = (more: object, without: string[] = []): Call => {
  const whole = Object.entries({ version: 1, title: "A title", completed: false, ...more });
  return { body: Object.fromEntries(whole.filter(([name]) => !without.includes(name))) };
};
const day = 86_400_000;
const make = "POST /todos";
/** The todo that is there, whatever its token. */
const change = "PUT /todos/THERE";

/** What is wrong, the request, and what the answer is to speak of. */
const bad: [what: string, request: string, how: Call, status: number, told: RegExp][] = [
  // Bodies, as API Gateway holds them to the document.
  ["no body", make, {}, 400, /Invalid request body/],
  ["no body, of a JSON type", make, { text: "", headers: { "content-type": "application/json" } }, 400, /body/],
  ["half a body", make, { text: '{"title": "A' }, 400, /Invalid request body/],
  ["a list for a body", make, { body: [] }, 400, /must be object/],
  ["a text for a body", make, { body: "A title" }, 400, /must be object/],
  ["null for a body", make, { body: null }, 400, /must be object/],
  ["an empty object", make, { body: {} }, 400, /required/],
  ["no token", make, create({}, ["token"]), 400, /token/],
  ["a token of version 4", make, create({ token: "2c5ea4c0-4067-4fe9-8bad-9b1deb4d3b7d" }), 400, /body\.token/],
  ["a token in upper case", make, create({ token: token.toUpperCase() }), 400, /body\.token/],
  ["a token that goes on", make, create({ token: `${token}#x` }), 400, /body\.token/],
  ["a token of a number", make, create({ token: 7 }), 400, /body\.token/],
  ["a token of last month", make, create({ token: uuid7(Date.now() - 30 * day) }), 400, /more than a week ago/],
  ["a token of next month", make, create({ token: uuid7(Date.now() + 30 * day) }), 400, /in more than a day/],
  ["no title", make, create({}, ["title"]), 400, /title/],
  ["an empty title", make, create({ title: "" }), 400, /body\.title/],
  ["a blank title", make, create({ title: " \t " }), 400, /body\.title/],
  ["a title too long", make, create({ title: "x".repeat(201) }), 400, /body\.title/],
  ["a title of null", make, create({ title: null }), 400, /body\.title/],
  ["a title of an object", make, create({ title: { S: "x" } }), 400, /body\.title/],
  ["half a character in the title", make, { text: `{"token":"${uuid7()}","title":"\\ud800"}` }, 400, /body\.title/],
  ["empty notes", make, create({ notes: "" }), 400, /body\.notes/],
  ["notes too long", make, create({ notes: "x".repeat(2001) }), 400, /body\.notes/],
  ["notes of a list", make, create({ notes: ["x"] }), 400, /body\.notes/],
  [
    "half a character in the notes",
    make,
    { text: `{"token":"${uuid7()}","title":"A","notes":"\\udfff"}` },
    400,
    /notes/,
  ],
  ["a day in words", make, create({ dueOn: "tomorrow" }), 400, /body\.dueOn/],
  ["a day with a time", make, create({ dueOn: "2027-01-31T00:00:00Z" }), 400, /body\.dueOn/],
  ["a month that there is not", make, create({ dueOn: "2027-13-01" }), 400, /body\.dueOn/],
  ["a day that there is not", make, create({ dueOn: "2027-02-30" }), 400, /body\.dueOn/],
  ["the leap day of another year", make, create({ dueOn: "2027-02-29" }), 400, /body\.dueOn/],
  ["a day of null", make, create({ dueOn: null }), 400, /body\.dueOn/],
  ["one attachment, not in a list", make, create({ attachments: "a.txt" }), 400, /body\.attachments/],
  ["eleven attachments", make, create({ attachments: Array.from("abcdefghijk") }), 400, /body\.attachments/],
  ["an attachment twice", make, create({ attachments: ["a.txt", "a.txt"] }), 400, /body\.attachments/],
  ["an attachment in a folder", make, create({ attachments: ["private/a.txt"] }), 400, /attachments\.0/],
  ["an attachment above", make, create({ attachments: ["../a.txt"] }), 400, /attachments\.0/],
  ["an attachment of dots", make, create({ attachments: [".."] }), 400, /attachments\.0/],
  ["an attachment with a backslash", make, create({ attachments: ["a\\b"] }), 400, /attachments\.0/],
  ["an attachment with a line break", make, create({ attachments: ["a\n"] }), 400, /attachments\.0/],
  ["an attachment without a name", make, create({ attachments: [""] }), 400, /attachments\.0/],
  ["an attachment of a percent sign", make, create({ attachments: ["%2e%2e"] }), 400, /attachments\.0/],
  ["an attachment with a long name", make, create({ attachments: ["x".repeat(101)] }), 400, /attachments\.0/],
  ["a user of one's own choice", make, create({ user: "bob" }), 400, /additional/],
  ["a key of the table", make, create({ pk: "USER#bob" }), 400, /additional/],
  ["a version at creation", make, create({ version: 9 }), 400, /additional/],
  ["a prototype", make, { text: `{"token":"${uuid7()}","title":"A","__proto__":{"x":1}}` }, 400, /additional/],
  ["a body too long", make, create({ notes: "x".repeat(20_000) }), 400, /body\.notes/],
  [
    "a body too long, mostly of blanks",
    make,
    { text: JSON.stringify(create({}).body) + " ".repeat(50_000) },
    413,
    /40960/,
  ],
  ["a body over what the gateway takes", make, { text: " ".repeat(10_485_761) }, 413, /Too Large/],
  ["a form", make, { text: "title=A", headers: { "content-type": "application/x-www-form-urlencoded" } }, 415, /JSON/],
  ["JSON by another name", make, { ...create({}), headers: { "content-type": "text/plain" } }, 415, /JSON/],
  ["almost JSON by name", make, { ...create({}), headers: { "content-type": "application/jsonx" } }, 415, /JSON/],
  ["a revision of nonsense", `${make}?revision=yesterday`, create({}), 400, /query\.revision/],
  ["no version", change, update({}, ["version"]), 400, /version/],
  ["a version of 0", change, update({ version: 0 }), 400, /body\.version/],
  ["a version of a half", change, update({ version: 1.5 }), 400, /body\.version/],
  ["a version in words", change, update({ version: "1" }), 400, /body\.version/],
  ["a version beyond all", change, update({ version: 1e12 }), 400, /body\.version/],
  ["another version than there is", change, update({ version: 7 }), 409, /has version 1 by now, not 7/],
  ["not said whether it is completed", change, update({}, ["completed"]), 400, /completed/],
  ["completed in words", change, update({ completed: "yes" }), 400, /body\.completed/],
  ["a change of the token", change, update({ token }), 400, /additional/],
  ["a change of the moment", change, update({ createdAt: "2020-01-01T00:00:00Z" }), 400, /additional/],
  ["a change of nothing that there is", `PUT /todos/${uuid7()}`, update({}), 404, /no such todo/],
  // Paths and parameters: the function's to see.
  ["an id of a number", "GET /todos/7", {}, 400, /path\.todoId/],
  ["an id of another kind", "GET /todos/TODO%23x", {}, 400, /path\.todoId/],
  ["an id that climbs", "GET /todos/..%2F..%2Ftemplates", {}, 400, /path\.todoId/],
  ["an id in broken escapes", "GET /todos/%zz", {}, 400, /path\.todoId/],
  ["an id to change of a word", "PUT /todos/mine", update({}), 400, /path\.todoId/],
  ["an id to tick off of a word", "POST /todos/mine/complete", {}, 400, /path\.todoId/],
  ["an id to delete of a word", "DELETE /todos/mine?version=1", {}, 400, /path\.todoId/],
  ["an id that there is not", `GET /todos/${uuid7()}`, {}, 404, /no such todo/],
  ["to tick off what there is not", `POST /todos/${uuid7()}/complete`, {}, 404, /no such todo/],
  ["to delete what there is not", `DELETE /todos/${uuid7()}?version=1`, {}, 404, /no such todo/],
  ["to delete without a version", "DELETE /todos/THERE", {}, 400, /version/],
  ["to delete with a blank version", "DELETE /todos/THERE?version=%20", {}, 400, /version/],
  ["to delete a version in words", "DELETE /todos/THERE?version=one", {}, 400, /query\.version/],
  ["to delete a version of 0", "DELETE /todos/THERE?version=0", {}, 400, /query\.version/],
  ["to delete version 1 and 2", "DELETE /todos/THERE?version=1&version=2", {}, 400, /query\.version/],
  ["to delete another version", "DELETE /todos/THERE?version=2", {}, 409, /has version 1 by now/],
  ["to delete with a revision of nonsense", "DELETE /todos/THERE?version=1&revision=%00", {}, 400, /query\.revision/],
  ["a page of none", "GET /todos?limit=0", {}, 400, /query\.limit/],
  ["a page of fewer than none", "GET /todos?limit=-1", {}, 400, /query\.limit/],
  ["a page of too many", "GET /todos?limit=101", {}, 400, /query\.limit/],
  ["a page of a half", "GET /todos?limit=1.5", {}, 400, /query\.limit/],
  ["a page of words", "GET /todos?limit=all", {}, 400, /query\.limit/],
  ["a page in hexadecimal", "GET /todos?limit=0x10", {}, 400, /query\.limit/],
  ["a page without a number", "GET /todos?limit=", {}, 400, /query\.limit/],
  ["two limits", "GET /todos?limit=1&limit=2", {}, 400, /query\.limit/],
  ["a cursor that names a user", "GET /todos?cursor=USER%23bob", {}, 400, /query\.cursor/],
  ["a cursor of nothing", "GET /todos?cursor=", {}, 400, /query\.cursor/],
  ["a revision of words", "GET /todos?revision=newest", {}, 400, /query\.revision/],
  ["a revision too long", `GET /todos?revision=${"all~1.".repeat(700)}all~1`, {}, 400, /query\.revision/],
  ["a revision with a hole", "GET /todos?revision=all~1..all~1", {}, 400, /query\.revision/],
  ["a path that there is not", "GET /todo", {}, 404, /no GET \/todo\b/],
  ["a path too long", "GET /todos/THERE/complete/now", {}, 404, /The API has no GET/],
  ["a method that there is not", "DELETE /todos", {}, 404, /no DELETE \/todos/],
  ["a way to write templates", "POST /templates", { body: {} }, 404, /no POST/],
];

describe("a bad request", () => {
  let client: Client;
  let id: string;
  let untouched: Record<string, unknown>[];

  before(async () => {
    client = await startClient();
    id = (await client.write("There")).todo.id;
    untouched = await client.rows();
  });
  after(() => client.api.stop());

  const send = (request: string, how: Call): Promise<Reply> => client.call(request.replace("THERE", id), how);

  it("comes in more than sixty kinds", () => {
    assert.ok(bad.length >= 60);
    assert.equal(new Set(bad.map(([what]) => what)).size, bad.length);
  });

  for (const [what, request, how, status, told] of bad) {
    it(`is refused, and changes nothing: ${what}`, async () => {
      const reply = await send(request, how);
      assert.equal(reply.status, status, JSON.stringify(reply.body));
      assert.equal(reply.type, "application/problem+json");
      assert.equal(reply.body["status"], status);
      assert.match(JSON.stringify(reply.body), told);
      assert.deepEqual(await client.rows(), untouched);
    });
  }
});
