import assert from "node:assert/strict";
import { gateway } from "../../../apps/mytodolist/local/gateway";
import { listening } from "../../../apps/mytodolist/local/listening";

describe("a function that fails", () => {
  const said: unknown[] = [];
  const { error } = console;
  before(() => {
    console.error = (what: unknown) => said.push(what);
  });
  after(() => {
    console.error = error;
  });

  it("is answered for as API Gateway does, and says why on this machine alone", async () => {
    const cause = new Error("the table is gone");
    const server = gateway({ listTemplates: () => Promise.reject(cause) }, () => Promise.resolve({ sub: "ada" }));
    const { url, stop } = await listening(server, 0);
    try {
      const answer = await fetch(`${url}/templates`);
      assert.equal(answer.status, 502);
      assert.equal(answer.headers.get("content-type"), "application/problem+json");
      assert.doesNotMatch(await answer.text(), /table/);
      assert.deepEqual(said, [cause]);
    } finally {
      await stop();
    }
  });
});
