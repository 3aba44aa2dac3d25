import assert from "node:assert/strict";
import { gets, planned, type Places, type Policies } from "./credentials";
import { allowed, denied, whoIn, type Shape } from "./shapes";

const sub = "${cognito-identity.amazonaws.com:sub}";

interface Weakening {
  what: string;
  weakened: (policies: Policies) => Policies;
  /** What it lets somebody do that nobody may. */
  flips: string;
}

interface Statement {
  Sid: string;
  Action: unknown;
  Condition?: Record<string, unknown>;
}

/** One statement of a policy in other words. */
const changed = (policy: string, sid: string, change: (statement: Statement) => object): string => {
  const document = JSON.parse(policy) as { Statement: Statement[] };
  const statements = document.Statement.map((one) => (one.Sid === sid ? change(one) : one));
  return JSON.stringify({ ...document, Statement: statements });
};
const permissions =
  (sid: string, change: (statement: Statement) => object): Weakening["weakened"] =>
  (policies) => ({ ...policies, permissions: changed(policies.permissions, sid, change) });
const trustWithout = (operator: string) => (policies: Policies) => ({
  ...policies,
  trust: changed(policies.trust, "SignedInToThisPool", without(operator)),
});
const inWords = (from: string, to: string) => (statement: Statement) =>
  JSON.parse(JSON.stringify(statement).replaceAll(from, to)) as object;
const without =
  (operator: string) =>
  ({ Condition, ...statement }: Statement) => ({
    ...statement,
    Condition: Object.fromEntries(Object.entries(Condition ?? {}).filter(([one]) => one !== operator)),
  });

const weakenings: Weakening[] = [
  {
    what: "files without the identity's id",
    weakened: permissions("UsesTheOwnFiles", inWords(`private/${sub}/*`, "*")),
    flips: "reads a file at the root",
  },
  {
    what: "files of everybody, private/*",
    weakened: permissions("UsesTheOwnFiles", inWords(`private/${sub}/*`, "private/*")),
    flips: "reads somebody else's file",
  },
  {
    what: "files without the slash behind the id",
    weakened: permissions("UsesTheOwnFiles", inWords(`${sub}/*`, `${sub}*`)),
    flips: "reads a file of somebody whose id begins with the own",
  },
  {
    what: "files with every action of S3",
    weakened: permissions("UsesTheOwnFiles", (one) => ({ ...one, Action: "s3:*" })),
    flips: "deletes an old version of an own file for good",
  },
  {
    what: "files with two dots in their way",
    weakened: permissions("NoWayUp", (one) => ({ ...one, Action: "s3:DeleteBucket" })),
    flips: "reads somebody else's file by way of the own folder",
  },
  {
    what: "lists without a prefix",
    weakened: permissions("ListsTheOwnFolder", without("StringLike")),
    flips: "lists the whole bucket",
  },
  {
    what: "lists by a prefix that may be missing",
    weakened: permissions("ListsTheOwnFolder", inWords("StringLike", "StringLikeIfExists")),
    flips: "lists the whole bucket by a delimiter alone",
  },
  {
    what: "lists of everybody's folders, private/*",
    weakened: permissions("ListsTheOwnFolder", inWords(`${sub}/*`, "*")),
    flips: "lists somebody else's folder",
  },
  {
    what: "lists without the slash behind the id",
    weakened: permissions("ListsTheOwnFolder", inWords(`${sub}/*`, `${sub}*`)),
    flips: "lists the own folder without its slash, which is others' too",
  },
  {
    what: "lists with two dots in their way",
    weakened: permissions("NoWayUpInLists", (one) => ({ ...one, Action: "s3:DeleteBucket" })),
    flips: "lists somebody else's folder by way of the own",
  },
  {
    what: "items without a key",
    weakened: permissions("UsesTheOwnItems", without("ForAllValues:StringEquals")),
    flips: "reads somebody else's item",
  },
  {
    what: "items of which one is the own",
    weakened: permissions("UsesTheOwnItems", inWords("ForAllValues:", "ForAnyValue:")),
    flips: "reads somebody else's item among own ones",
  },
  {
    what: "items where DynamoDB tells no key",
    weakened: permissions("UsesTheOwnItems", without("Null")),
    flips: "queries without a key that DynamoDB could tell",
  },
  {
    what: "items with the table's indexes",
    weakened: permissions("UsesTheOwnItems", inWords("table/todos", "table/todos*")),
    flips: "queries an index, whose key is another",
  },
  {
    what: "functions by a pattern",
    weakened: permissions("CallsOneFunction", inWords("function:share", "function:*")),
    flips: "calls another function",
  },
  {
    what: "trust in every identity pool",
    weakened: trustWithout("StringEquals"),
    flips: "somebody of another identity pool reads an own file",
  },
  {
    what: "trust in guests",
    weakened: trustWithout("ForAnyValue:StringEquals"),
    flips: "a guest reads an own file",
  },
  {
    what: "a bucket without TLS",
    weakened: (policies) => ({
      ...policies,
      bucket: changed(policies.bucket, "OnlyOverTls", (one) => ({ ...one, Action: "s3:DeleteBucket" })),
    }),
    flips: "reads an own file without TLS",
  },
  {
    what: "a key for everything but S3",
    weakened: (policies) => ({
      ...policies,
      key: changed(policies.key, "UsedThroughTheService", without("StringEquals")),
    }),
    flips: "decrypts with the bucket's key past S3",
  },
];

describe("the roles as planned", () => {
  let places: Places;
  before(async () => {
    places = await planned();
  });
  const isAllowed = (shape: Shape, inPlaces = places) => gets(whoIn(shape), shape.ask(inPlaces), inPlaces);

  for (const shape of allowed) {
    it(`allow: somebody who is signed in ${shape.what}`, () => {
      assert.equal(isAllowed(shape), true);
    });
  }

  for (const shape of denied) {
    it(`deny: ${shape.who ? "" : "somebody who is signed in "}${shape.what}`, () => {
      assert.equal(isAllowed(shape), false);
    });
  }

  it("are asked what no two rows ask", () => {
    const rows = [...allowed, ...denied];
    assert.equal(new Set(rows.map(({ what }) => what)).size, rows.length);
    const asked = rows.map((shape) => JSON.stringify([whoIn(shape), shape.ask(places)]));
    assert.equal(new Set(asked).size, rows.length);
  });

  for (const { what, weakened, flips } of weakenings) {
    it(`would allow "${flips}", if they were weaker: ${what}`, () => {
      const shape = denied.find((one) => one.what === flips);
      assert.ok(shape, `no row is called ${flips}`);
      const policies = weakened(places.policies);
      assert.equal(isAllowed(shape, { ...places, policies }), true);
    });
  }
});
