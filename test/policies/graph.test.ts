import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { UNKNOWN, type PlainResource, type Value } from "../../policies/graph";
import { follow, followOne, type Followed } from "../../policies/graph/follow";
import { readAsked } from "../../policies/graph/asked";
import { rememberLast } from "../../policies/graph/memo";
import { read, readEach } from "../../policies/graph/read";
import { buildStack, perStack } from "../../policies/graph/stack";

const options = { protect: false, ignoreChanges: [], aliases: [] };
const SUBNET = "aws:ec2/subnet:Subnet";
const GROUP = "aws:rds/subnetGroup:SubnetGroup";

function resource(
  type: string,
  name: string,
  props: Record<string, Value>,
  propertyDependencies: Record<string, string[]> = {},
  more: Partial<PlainResource> = {},
): PlainResource {
  return { urn: `urn:${name}`, type, name, props, dependencies: [], propertyDependencies, options, ...more };
}

describe("reading a property", () => {
  const it_ = resource(
    GROUP,
    "it",
    {
      id: UNKNOWN,
      plain: 1,
      given: UNKNOWN,
      outside: UNKNOWN,
      nobody: UNKNOWN,
      none: null,
      deep: { list: [{ a: 1 }, {}] },
    },
    { given: ["urn:other"], outside: [] },
  );

  it("gives what is known", () => {
    deepStrictEqual(read(it_, "plain"), { state: "known", value: 1 });
  });

  it("names the resources that a value waits for", () => {
    deepStrictEqual(read(it_, "given"), { state: "unknown", needs: ["urn:other"] });
  });

  it("names the value itself where it comes from outside the stack", () => {
    deepStrictEqual(read(it_, "outside"), { state: "unknown", needs: ["urn:it#outside"] });
  });

  it("takes an unknown value without dependencies for one that nobody gave", () => {
    deepStrictEqual(read(it_, "nobody"), { state: "absent" });
  });

  it("waits for a resource's own id", () => {
    deepStrictEqual(read(it_, "id"), { state: "unknown", needs: ["urn:it"] });
  });

  it("takes null, what is missing, and what lies beyond a plain value for absent", () => {
    for (const path of ["none", "missing", "missing.far", "plain.far", "toString", "__proto__.toString"]) {
      deepStrictEqual(read(it_, path), { state: "absent" }, path);
    }
  });

  it("reads each element of a list, and what is below an unknown value as unknown", () => {
    deepStrictEqual(readEach(it_, "deep.list[].a"), [
      { at: "deep.list[0].a", reading: { state: "known", value: 1 } },
      { at: "deep.list[1].a", reading: { state: "absent" } },
    ]);
    deepStrictEqual(readEach(it_, "given[].a"), [
      { at: "given", endsEarly: true, reading: { state: "unknown", needs: ["urn:other"] } },
    ]);
  });

  it("knows nothing of a resource whose provider withholds it", () => {
    const withheld = resource(GROUP, "it", {}, {}, { provider: "urn:provider" });
    deepStrictEqual(read(withheld, "plain"), { state: "unknown", needs: ["urn:provider"] });
  });
});

describe("following a reference", () => {
  const a = resource(SUBNET, "a", { id: "subnet-a" });
  const b = resource(SUBNET, "b", { id: UNKNOWN });
  const vpc = resource("aws:ec2/vpc:Vpc", "vpc", { id: UNKNOWN });
  const component = resource("awsx:ec2:Vpc", "component", {});
  const inside = ["c", "d"].map((name) => resource(SUBNET, name, { id: UNKNOWN }, {}, { parent: "urn:component" }));

  interface Names extends Record<Exclude<keyof Followed, "hasMore">, string[]> {
    hasMore: boolean;
  }
  function followed(value: Value, dependencies: string[], how = follow): Names {
    const group = resource(GROUP, "it", { id: "it", at: value }, { at: dependencies });
    const stack = buildStack([a, b, vpc, component, ...inside, group]);
    const leaf = { at: "at", reading: read(group, "at") };
    const { certain, oneOf, outside, needs, hasMore } = how(stack, group, leaf, [SUBNET]);
    const names = (resources: readonly PlainResource[]): string[] => resources.map(({ name }) => name);
    return { certain: names(certain), oneOf: names(oneOf), outside: [...outside], needs: [...needs], hasMore };
  }
  const nothing: Names = { certain: [], oneOf: [], outside: [], needs: [], hasMore: false };

  it("goes by the id where it is known, and says what is outside the stack", () => {
    deepStrictEqual(followed(["subnet-a", "subnet-x"], []), { ...nothing, certain: ["a"], outside: ["subnet-x"] });
  });

  it("goes by the dependency where the value is not known", () => {
    deepStrictEqual(followed(UNKNOWN, ["urn:a"]), { ...nothing, certain: ["a"] });
  });

  it("takes a list that is not known as a whole for some of its candidates", () => {
    const urns = ["urn:a", "urn:b"];
    deepStrictEqual(followed(UNKNOWN, urns), { ...nothing, oneOf: ["a", "b"], needs: urns });
  });

  it("takes as many unknown members as there are candidates for those", () => {
    deepStrictEqual(followed([UNKNOWN, UNKNOWN], ["urn:a", "urn:b"]), { ...nothing, certain: ["a", "b"] });
  });

  it("takes fewer unknown members than candidates for a choice", () => {
    const urns = ["urn:a", "urn:b"];
    deepStrictEqual(followed([UNKNOWN], urns), { ...nothing, oneOf: ["a", "b"], needs: urns });
  });

  it("says that more is meant than the candidates where there are more unknown members", () => {
    const urns = ["urn:a", "urn:b"];
    const more = { ...nothing, hasMore: true };
    deepStrictEqual(followed([UNKNOWN, UNKNOWN], ["urn:a"]), { ...more, certain: ["a"], needs: ["urn:a"] });
    deepStrictEqual(followed([UNKNOWN, UNKNOWN, UNKNOWN], urns), { ...more, certain: ["a", "b"], needs: urns });
  });

  it("takes a candidate beside something outside the stack for one that may not be meant at all", () => {
    const urns = ["urn:a", "urn:gone"];
    const perhaps = { ...nothing, oneOf: ["a"], needs: urns, hasMore: true };
    deepStrictEqual(followed(UNKNOWN, urns), perhaps);
    deepStrictEqual(followed([UNKNOWN], urns), perhaps);
    deepStrictEqual(followed(UNKNOWN, urns, followOne), perhaps);
    deepStrictEqual(followed(UNKNOWN, ["urn:b", ...urns]), {
      ...perhaps,
      oneOf: ["b", "a"],
      needs: ["urn:b", ...urns],
    });
  });

  it("takes as many unknown members as there are things to wait for, in the stack and outside, for those", () => {
    const urns = ["urn:a", "urn:gone"];
    deepStrictEqual(followed([UNKNOWN, UNKNOWN], urns), { ...nothing, certain: ["a"], needs: urns, hasMore: true });
  });

  it("takes a known id of the stack without a dependency for nothing but itself", () => {
    const urns = ["urn:b", "urn:gone"];
    const found = { ...nothing, certain: ["a"], oneOf: ["b"], needs: urns, hasMore: true };
    deepStrictEqual(followed(["subnet-a", UNKNOWN], urns), found);
  });

  it("takes a known id from outside for what the stack does not show", () => {
    const found = { ...nothing, certain: ["b"], outside: ["subnet-x"] };
    deepStrictEqual(followed(["subnet-x", UNKNOWN], ["urn:b", "urn:gone"]), found);
  });

  it("follows the unknown members of a list beside the known ones", () => {
    deepStrictEqual(followed(["subnet-a", UNKNOWN], ["urn:a", "urn:b"]), { ...nothing, certain: ["a", "b"] });
  });

  it("takes several candidates for one id as a choice", () => {
    const urns = ["urn:a", "urn:b"];
    deepStrictEqual(followed(UNKNOWN, urns, followOne), { ...nothing, oneOf: ["a", "b"], needs: urns });
  });

  it("takes a list that hangs on other kinds as well for a choice", () => {
    const urns = ["urn:a", "urn:b", "urn:vpc"];
    deepStrictEqual(followed([UNKNOWN, UNKNOWN], urns), { ...nothing, oneOf: ["a", "b"], needs: urns });
  });

  it("takes what awsx made for a choice, since its outputs hang on all of it", () => {
    const urns = ["urn:c", "urn:d"];
    deepStrictEqual(followed([UNKNOWN, UNKNOWN], urns), { ...nothing, oneOf: ["c", "d"], needs: urns });
  });

  it("says what it waits for where nothing of the kind is behind the value", () => {
    const more = { ...nothing, hasMore: true };
    deepStrictEqual(followed(UNKNOWN, ["urn:vpc"]), { ...more, needs: ["urn:vpc"] });
    deepStrictEqual(followed(UNKNOWN, []), { ...more, needs: ["urn:it#at"] });
  });
});

describe("what the program asked", () => {
  const shown = (props: Record<string, Value>, inputs?: Record<string, Value>): PlainResource["props"] => {
    const { resources } = buildStack([resource(GROUP, "it", props, {}, { inputs })]);
    return resources[0]?.props ?? {};
  };

  it("stands where the answer is not known, member by member", () => {
    const asked = { ids: ["a", UNKNOWN], block: { tags: { Owner: "team", Name: UNKNOWN } }, list: [{ x: [UNKNOWN] }] };
    const answer = { ids: UNKNOWN, block: { tags: UNKNOWN, arn: UNKNOWN }, list: [{ x: UNKNOWN, y: 1 }] };
    deepStrictEqual(shown(answer, asked), {
      ids: ["a", UNKNOWN],
      block: { tags: { Owner: "team", Name: UNKNOWN }, arn: UNKNOWN },
      list: [{ x: [UNKNOWN], y: 1 }],
    });
  });

  it("never replaces an answer", () => {
    const answer = { ids: ["a"], name: "given by AWS", none: null, list: [UNKNOWN] };
    deepStrictEqual(shown(answer, { ids: ["b", "c"], name: "asked", none: "x", list: ["d", "e"], more: 1 }), answer);
  });

  it("stands for all of a resource whose provider shows nothing of it", () => {
    deepStrictEqual(shown({}, { ids: ["a"] }), { ids: ["a"], id: UNKNOWN });
    deepStrictEqual(shown({}, {}), {});
    deepStrictEqual(shown({}), {});
  });
});

describe("reading what was asked", () => {
  const readingsAt = (path: string, inputs?: Record<string, Value>): string[] => {
    const answer = { ids: ["by AWS"], block: { ids: ["by AWS"] }, list: [{ ids: ["by AWS"] }, { ids: ["by AWS"] }] };
    return readAsked(resource(GROUP, "it", answer, {}, { inputs }), path).map(({ reading }) => reading.state);
  };

  it("leaves out what AWS filled in by itself", () => {
    deepStrictEqual(readingsAt("ids", { ids: ["asked"] }), ["known"]);
    for (const inputs of [{}, { ids: null }]) deepStrictEqual(readingsAt("ids", inputs), ["absent"]);
    deepStrictEqual(readingsAt("block.ids", { block: { other: 1 } }), ["absent"]);
    deepStrictEqual(readingsAt("block.ids", { block: { ids: [] } }), ["known"]);
  });

  it("goes by the answer where what was asked is not shown, not known, or in another order", () => {
    deepStrictEqual(readingsAt("ids"), ["known"]);
    deepStrictEqual(readingsAt("block.ids", { block: UNKNOWN }), ["known"]);
    deepStrictEqual(readingsAt("list[].ids", { list: [{}, { ids: ["asked"] }] }), ["known", "known"]);
    deepStrictEqual(readingsAt("list[].ids", { list: [{}] }), ["absent", "absent"]);
  });
});

describe("the graph", () => {
  it("finds a resource's ancestors, and ends where they go in a circle", () => {
    const one = resource(SUBNET, "one", {}, {}, { parent: "urn:two" });
    const two = resource(SUBNET, "two", {}, {}, { parent: "urn:one" });
    deepStrictEqual(buildStack([one, two]).ancestors(one), [two]);
  });

  it("works out once per stack what several rules ask for", () => {
    let times = 0;
    const count = perStack(({ resources }) => {
      times += 1;
      return resources.length;
    });
    const stack = buildStack([]);
    deepStrictEqual([count(stack), count(stack), times, count(buildStack([])), times], [0, 0, 1, 0, 2]);
  });

  it("is built again only when its content has changed", () => {
    const remember = rememberLast<object>();
    const first = remember("a", () => ({}));
    strictEqual(
      remember("a", () => ({})),
      first,
    );
    strictEqual(remember("b", () => ({})) === first, false);
  });
});
