import { AssertionError } from "node:assert";
import assert from "node:assert/strict";
import type { CheckpointResource } from "../../sandbox/local/checkpoint";
import { assertLostOnly, type Outcome } from "./lost";

function resource(type: string, name: string, about: Partial<CheckpointResource> = {}): CheckpointResource {
  return { urn: `urn:pulumi:dev::shop::${type}::${name}`, custom: true, type, id: name, ...about };
}

const orders = resource("aws:rds/instance:Instance", "orders", { id: "db-ONE" });
const logs = resource("aws:s3/bucket:Bucket", "logs");
const network = resource("aws:ec2/vpc:Vpc", "network", { id: "vpc-1" });

/** What comes of operations on resources, all of which there were before. */
function outcome(operation: string, one: CheckpointResource, after: readonly CheckpointResource[]): Outcome {
  const { urn, type } = one;
  return { events: [{ resOutputsEvent: { metadata: { op: operation, urn, type } } }], before: [one], after };
}

const replaced = outcome("replace", orders, [{ ...orders, id: "db-TWO" }]);

describe("what a change to a stack loses", () => {
  it("is a database that was made anew, which fails unless the person gives it up", () => {
    assert.throws(() => {
      assertLostOnly([], replaced);
    }, AssertionError);
    assertLostOnly(["Instance orders"], replaced);
  });

  it("is a bucket that was made anew under the name that it had", () => {
    assert.throws(() => {
      assertLostOnly([], outcome("create-replacement", logs, [logs]));
    }, AssertionError);
  });

  it("is a table that was deleted", () => {
    const sessions = resource("aws:dynamodb/table:Table", "sessions");
    assert.throws(() => {
      assertLostOnly([], outcome("delete", sessions, []));
    }, AssertionError);
  });

  it("is a bucket that is no longer there, even if the engine tells of no operation", () => {
    assert.throws(() => {
      assertLostOnly([], { events: [], before: [logs], after: [] });
    }, AssertionError);
  });

  it("is not a bucket that has another name in the program", () => {
    const renamed = resource("aws:s3/bucket:Bucket", "papers", { id: "logs" });
    assertLostOnly([], { events: [], before: [logs], after: [renamed] });
  });

  it("is neither what was updated, nor what holds no data", () => {
    assertLostOnly([], outcome("update", orders, [orders]));
    assertLostOnly([], outcome("delete", network, []));
  });

  it("is not a read replica, whose data is somewhere else", () => {
    const replica = { ...orders, inputs: { replicateSourceDb: "orders" } };
    assertLostOnly([], outcome("delete", replica, []));
  });

  it("is nothing that the person gives up and that stayed", () => {
    assert.throws(() => {
      assertLostOnly(["Instance orders"], outcome("update", orders, [orders]));
    }, AssertionError);
  });

  it("is never anything protected, even if the person gives it up or it holds no data", () => {
    const kept = { ...orders, protect: true };
    assert.throws(() => {
      assertLostOnly(["Instance orders"], outcome("delete", kept, []));
    }, AssertionError);
    assert.throws(() => {
      assertLostOnly([], outcome("delete", { ...network, protect: true }, []));
    }, AssertionError);
  });
});
