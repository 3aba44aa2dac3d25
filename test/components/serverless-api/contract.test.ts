import assert from "node:assert/strict";
import type { ServerlessApiArgs } from "../../../components/index";
import { stackOf, text, type Stack } from "../stack";
import { disagreements } from "./contract";
import { least, operationIds, todos, types, withApi } from "./todos";

const deployed = (args: Partial<ServerlessApiArgs> = {}) => stackOf(withApi(args), "deployed");
const name = "shop-todos";

describe("a document, the API made of it, and its functions", () => {
  it("agree", async () => {
    assert.deepEqual(disagreements(await deployed(), least.openApiDocument, name), []);
  });

  it("agree where pages of browsers may call, too", async () => {
    const stack = await deployed({ allowedOrigins: ["https://app.example.com"] });
    assert.deepEqual(disagreements(stack, least.openApiDocument, name), []);
  });

  /** The stack as it would be if its API had been imported from something else. */
  const imported = (stack: Stack, edit: (body: string) => string): Stack => ({
    ...stack,
    one: (type, one) => {
      const found = stack.one(type, one);
      const body = type === types.api ? { body: edit(text(found.inputs["body"])) } : {};
      return { ...found, inputs: { ...found.inputs, ...body } };
    },
  });

  const wrong: [what: string, edit: (body: string) => string, words: RegExp][] = [
    ["an operation is deployed at another path", (body) => body.replace('"/health"', '"/alive"'), /^readHealth is GET/],
    [
      "an operation is left out",
      (body) => body.replace('"readHealth"', '"health"'),
      /^readHealth is deployed 0 times$/,
    ],
    [
      "an operation is open",
      (body) => body.replace('"security":[{"users":["todos/write"]}]', '"security":[]'),
      /^createTodo is open to others/,
    ],
    [
      "a function answers for another",
      (body) => body.replace(/shop-todos-readTodo-\w+/, "shop-todos-deleteTodo-0000000"),
      /^readTodo is answered by another function$/,
    ],
  ];
  for (const [what, edit, words] of wrong) {
    it(`disagree where ${what}`, async () => {
      const [first] = disagreements(imported(await deployed(), edit), least.openApiDocument, name);
      assert.match(first ?? "", words);
    });
  }

  it("disagree with another document", async () => {
    const { "/health": health, ...paths } = todos.paths;
    assert.ok(health);
    const found = disagreements(await deployed(), JSON.stringify({ ...todos, paths }), name);
    assert.deepEqual(found, ["nobody asked for GET /health", "the function shop-todos-readHealth answers nothing"]);
  });

  it("are of every operation that there is", () => {
    const ids = Object.values(todos.paths).flatMap((item) =>
      Object.values(item).flatMap((one) => ("operationId" in one ? [one.operationId] : [])),
    );
    assert.deepEqual(ids.sort(), [...operationIds].sort());
  });
});
