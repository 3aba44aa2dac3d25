import assert from "node:assert/strict";
import { connect } from "node:net";
import { once } from "node:events";
import { SocketHolder } from "./socket-holder";

describe("a change of release", () => {
  it("refuses no request, and lets the old release finish what it has begun while the new one answers", async () => {
    const holder = await SocketHolder.listening();
    const old = await holder.starts("old");
    const begun = connect(holder.port, "127.0.0.1");
    await once(begun, "connect");
    begun.write("POST / HTTP/1.1\r\nhost: x\r\n");
    // Connections are taken in their order, so the old release has that one as soon as it has answered the next.
    assert.equal(await holder.release(), "old");

    const answeredBy: string[] = [];
    const asking = { on: true };
    const asked = (async () => {
      while (asking.on) answeredBy.push(await holder.release());
    })();
    await holder.starts("new");
    holder.tells(old, "TERM");
    // Half of a request is still held by the old release, and it is the new one that answers.
    await holder.until("old", "stopping");
    while (answeredBy.at(-1) !== "new" || answeredBy.at(-2) !== "new") await holder.release();
    begun.write("content-length: 0\r\n\r\n");
    const [reply] = (await once(begun, "data")) as [Buffer];
    assert.match(reply.toString(), /^HTTP\/1\.1 405 /);
    await holder.until("old", "stopped");
    for (let after = 0; after < 10; after++) assert.equal(await holder.release(), "new");
    asking.on = false;
    await asked;
    assert.equal(answeredBy[0], "old");
    assert.equal(answeredBy.at(-1), "new");
    begun.destroy();
    await holder.ends();
  });

  it("lets connections wait while nobody serves", async () => {
    const holder = await SocketHolder.listening();
    const old = await holder.starts("old");
    holder.tells(old, "KILL");
    await holder.gone(old);
    const waiting = holder.release();
    await holder.starts("new");
    assert.equal(await waiting, "new");
    await holder.ends();
  });
});
