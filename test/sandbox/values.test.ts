import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import {
  Asset,
  fromWire,
  holdsSecret,
  holdsUnknown,
  isObject,
  isUnknown,
  opened,
  ResourceReference,
  Secret,
  toWire,
  unknown,
  type Value,
} from "../../sandbox";

const everything: Value = {
  plain: [null, true, 1, "text", { deep: [] }],
  later: unknown,
  closed: new Secret({ key: "hush", later: unknown }),
  file: new Asset("asset", { text: "text" }),
  folder: new Asset("archive", { assets: { "a.txt": new Asset("asset", { path: "a.txt" }) } }),
  resource: new ResourceReference("urn:pulumi:s::p::t::n", "id"),
};

describe("a value", () => {
  it("comes back from the wire as it went", () => {
    assert.deepEqual(fromWire(toWire(everything)), everything);
  });

  it("on the wire may be an output, known or not, secret or not", () => {
    const output = (fields: object) => ({ [runtime.specialSigKey]: runtime.specialOutputValueSig, ...fields });
    assert.equal(fromWire(output({})), unknown);
    assert.equal(fromWire(output({ value: 1 })), 1);
    assert.deepEqual(fromWire(output({ value: 1, secret: true })), new Secret(1));
    assert.deepEqual(fromWire(output({ secret: true })), new Secret(unknown));
  });

  it("on the wire may be a component, which has no id", () => {
    const wire = { [runtime.specialSigKey]: runtime.specialResourceSig, urn: "urn:pulumi:s::p::t::n" };
    assert.deepEqual(fromWire(wire), new ResourceReference("urn:pulumi:s::p::t::n", null));
  });

  it("of a kind that the wire does not know is refused", () => {
    assert.throws(() => fromWire({ [runtime.specialSigKey]: "new" }), /a value of an unknown kind \(new\)/);
    assert.throws(() => fromWire(Symbol("x")), /the wire carries no symbol/);
  });

  it("is asked for unknowns and secrets at every depth", () => {
    assert.equal(holdsUnknown(everything), true);
    assert.equal(holdsUnknown([{ a: new Secret(unknown) }]), true);
    assert.equal(holdsUnknown([{ a: new Secret(1) }]), false);
    assert.equal(holdsSecret([{ a: new Secret(1) }]), true);
    assert.equal(holdsSecret([{ a: unknown }]), false);
    assert.equal(isUnknown(unknown), true);
    assert.equal(isUnknown(null), false);
  });

  it("is a map of values only if it is none of the other kinds", () => {
    assert.equal(isObject({}), true);
    for (const other of [null, [], "text", unknown, new Secret({}), new Asset("asset", {})]) {
      assert.equal(isObject(other), false);
    }
  });

  it("can be opened, at every depth", () => {
    assert.deepEqual(opened([{ a: new Secret([new Secret("hush")]) }]), [{ a: ["hush"] }]);
  });
});
