import assert from "node:assert/strict";
import { Instance } from "./instance";

/** An instance that serves v1, and leaves after ten minutes so that its agent comes to an end. */
function serving(settings: ConstructorParameters<typeof Instance>[0] = {}): Instance {
  const instance = new Instance({ pollSeconds: 10, staggerSeconds: 100, ...settings }).release("v1").current("v1");
  assert.equal(instance.boots().code, 0);
  return instance.holds("state", "InService").leaves(600);
}

/** Runs the agent to its end; what happened until then, without the end itself. */
function followed(instance: Instance): { log: string; services: string[] } {
  instance.later(595, "cp process-[ab] served-last");
  const { code, log } = instance.runs("agent");
  assert.equal(code, 0, log);
  return { log, services: instance.services().slice(1, -1) };
}

describe("an instance that serves", () => {
  it("takes up a new current release without a reboot, after it was healthy on trial", () => {
    const instance = serving().release("v2").flips(100, "v2");
    const { services } = followed(instance);
    assert.deepEqual(
      services.map((line) => line.replace(/^\d+ /, "")),
      ["restart trial", "stop trial", "restart b", "stop a"],
    );
    assert.match(instance.read("served-last"), /RELEASE_VERSION="v2"/);
  });

  it("changes to and fro, and never has more than one that serves for longer than the change", () => {
    const instance = serving().release("v2").release("v3").flips(100, "v2").flips(300, "v3");
    const { services } = followed(instance);
    const lines = services.map((line) => line.replace(/^\d+ /, ""));
    assert.deepEqual(
      lines.filter((line) => !line.endsWith("trial")),
      ["restart b", "stop a", "restart a", "stop b"],
    );
    assert.match(instance.read("served-last"), /RELEASE_VERSION="v3"/);
  });

  it("tries a release on a port that the load balancer does not reach", () => {
    const instance = serving().release("v2").flips(100, "v2");
    followed(instance);
    assert.match(instance.read("run/trial"), /PORT="8081"/);
  });

  it("takes its turn within the stated bound, which differs from instance to instance", () => {
    const turns = ["i-0000000000000000a", "i-0000000000000000b", "i-0000000000000000c"].map((id) => {
      const instance = serving().release("v2").flips(100, "v2").holds("metadata/instance-id", id);
      const [first = ""] = followed(instance).services;
      return Number(first.split(" ")[0]);
    });
    for (const turn of turns) assert.ok(turn >= 100 && turn <= 100 + 10 + 100 + 10, `turn came at ${turn}`);
    assert.equal(new Set(turns).size, 3, `turns came at ${turns.join(", ")}`);
  });

  it("goes on serving when a new release is not healthy on trial, and tries it once", () => {
    const instance = serving().release("v2", []).flips(100, "v2");
    const { log, services } = followed(instance);
    assert.deepEqual(
      services.map((line) => line.replace(/^\d+ /, "")),
      ["restart trial", "stop trial"],
    );
    assert.match(log, /release v2 REFUSED: not healthy on trial within 60 s; v1 goes on serving/);
  });

  it("goes back when a release fails after its trial", () => {
    const instance = serving().release("v2", ["trial"]).flips(100, "v2");
    const { log, services } = followed(instance);
    assert.deepEqual(
      services.map((line) => line.replace(/^\d+ /, "")),
      ["restart trial", "stop trial", "restart b", "stop a", "restart a", "stop b"],
    );
    assert.match(instance.read("served-last"), /RELEASE_VERSION="v1"/);
    assert.match(log, /release v2 REFUSED: not healthy within 60 s; back to v1/);
  });

  it("takes up the release that mends a refused one", () => {
    const instance = serving().release("v2", []).release("v3").flips(100, "v2").flips(300, "v3");
    followed(instance);
    assert.match(instance.read("served-last"), /RELEASE_VERSION="v3"/);
  });

  it("goes on serving while a secret of the new release cannot be read, and takes it up once it can", () => {
    const arn = "arn:aws:secretsmanager:eu-west-1:1:secret:key-a";
    const instance = new Instance({ pollSeconds: 10, staggerSeconds: 0, secretArns: { KEY: arn } }).release("v1");
    instance.current("v1").holds(`secrets/${arn}`, "x").release("v2");
    assert.equal(instance.boots().code, 0);
    instance.holds("refusal", "InvalidRequestException").flips(20, "v2").later(300, "rm refusal");
    instance.holds("state", "InService").leaves(600);
    const { log, services } = followed(instance);
    assert.ok(log.includes(`the secret for KEY could not be read: ${arn}`));
    assert.deepEqual(
      services.map((line) => line.replace(/^\d+ /, "")),
      ["restart trial", "stop trial", "restart b", "stop a"],
    );
    assert.ok(services.every((line) => Number(line.split(" ")[0]) >= 300));
    assert.match(instance.read("served-last"), /RELEASE_VERSION="v2"/);
  });

  it("does nothing when `current` goes back before its turn", () => {
    const instance = serving({ staggerSeconds: 900 }).release("v2").flips(100, "v2").flips(120, "v1");
    assert.deepEqual(followed(instance).services, []);
  });

  it("does nothing while the share is away or `current` is no release", () => {
    const instance = serving().flips(100, "nowhere").later(200, "rm share/current").later(300, "mv share away");
    assert.deepEqual(followed(instance).services, []);
    assert.match(instance.read("served-last"), /RELEASE_VERSION="v1"/);
  });
});

describe("an instance that leaves its group", () => {
  it("lets the load balancer know first, then stops the release, then tells the group", () => {
    const instance = serving().lacks("events/600").leaves(50);
    const { code } = instance.runs("agent");
    assert.equal(code, 0);
    assert.deepEqual(instance.services().slice(1), ["60 stop *"]);
    assert.deepEqual(instance.told(), ["serves CONTINUE", "drains CONTINUE"]);
  });

  it("does not wait for its turn to change the release", () => {
    const instance = serving({ staggerSeconds: 3000 }).release("v2").flips(100, "v2").lacks("events/600").leaves(150);
    assert.equal(instance.runs("agent").code, 0);
    assert.equal(instance.clock, 160);
  });

  it("leaves a warm pool the same way", () => {
    const instance = serving().lacks("events/600");
    instance.later(
      50,
      "echo Warmed:Terminated >metadata/autoscaling/target-lifecycle-state; echo Warmed:Terminating:Wait >state",
    );
    assert.equal(instance.runs("agent").code, 0);
    assert.deepEqual(instance.told(), ["serves CONTINUE", "drains CONTINUE"]);
  });

  it("tells the group even if it never served", () => {
    const instance = new Instance().leaves(1000);
    assert.equal(instance.boots().code, 1);
    assert.equal(instance.runs("agent").code, 0);
    assert.deepEqual(instance.told(), ["serves ABANDON", "drains CONTINUE"]);
  });

  it("tries to tell the group within a bound, and fails so that systemd starts it anew", () => {
    const instance = serving().lacks("events/600").leaves(50).lacks("hook-from");
    const { code, log } = instance.runs("agent");
    assert.equal(code, 16);
    assert.match(log, /the hook drains could not be told CONTINUE/);
    assert.ok(instance.clock <= 50 + 20 + 10 + 130);
  });
});
