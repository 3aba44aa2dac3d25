import { deepStrictEqual, match } from "node:assert/strict";
import { id, made, out, type Given, type Knowledge } from "../draft";
import { both } from "../good-stack";
import { allow, bucketArn, deny, doubtsOn, permittedOn, policyOf, scene, tableArn, type Scene } from "./scene";

const reads = ["function worker reads"];
const writes = ["function worker writes"];
const all = ["function worker manages", ...reads, ...writes];
const onlyDeployed = ["deployed"] as const;

/** Who may do what with the table once the role has a policy, and that nothing is in doubt. */
function after(policy: (stack: Scene) => Given, expected: string[], knowledges: readonly Knowledge[] = both): void {
  for (const knowledge of knowledges) {
    const stack = scene();
    stack.grant(policy(stack));
    deepStrictEqual(permittedOn(stack, stack.table, knowledge), expected, knowledge);
    deepStrictEqual(doubtsOn(stack, stack.table, knowledge), [], knowledge);
  }
}

/** The same of an action on the table by its ARN, which a preview does not know. */
const byArn = (said: Record<string, Given>, ...more: Record<string, Given>[]) => {
  return ({ table }: Scene): Given => allow({ Resource: out(table, "arn"), ...said }, ...more);
};

describe("who may do what with a table", () => {
  it("is nobody whom no statement allows", () => {
    after(() => policyOf(), []);
    after(byArn({ Action: "logs:PutLogEvents" }), []);
    after(({ bucket }) => allow({ Action: "s3:GetObject", Resource: out(bucket, "arn") }), []);
  });

  it("goes by each action, by its wildcards, and not by its case", () => {
    after(byArn({ Action: ["dynamodb:GetItem"] }), reads);
    after(byArn({ Action: "DynamoDB:getitem" }), reads);
    after(byArn({ Action: "dynamodb:Put?tem" }), writes);
    after(byArn({ Action: ["dynamodb:Batch*"] }), [...reads, ...writes]);
    after(byArn({ Action: "dynamodb:DeleteTable" }), ["function worker manages"]);
    after(byArn({ Action: "dynamodb:*" }), all);
    after(byArn({ Action: "*" }), all);
    after(byArn({ Action: "dynamodb:GetItems" }), []);
    after(byArn({ Action: "dynamodb.GetItem" }), []);
  });

  it("is everything but what NotAction names", () => {
    after(byArn({ NotAction: ["s3:*", "iam:*"] }), all);
    after(byArn({ NotAction: ["dynamodb:*"] }), []);
    after(byArn({ NotAction: ["dynamodb:*Item", "dynamodb:PartiQL*", "dynamodb:Write*"] }), [
      "function worker manages",
      ...reads,
    ]);
  });

  it("goes by the resource, which is the table, an index, or whatever a pattern holds for", () => {
    const on =
      (...Resource: string[]) =>
      () =>
        allow({ Action: "dynamodb:Query", Resource });
    after(on("*"), reads);
    after(on("arn:aws:dynamodb:*:*:table/sess*"), reads, onlyDeployed);
    after(on("arn:aws:dynamodb:*:*:table/sess?ons"), reads, onlyDeployed);
    after(on("arn:aws:dynamodb:*:*:table/orders"), [], onlyDeployed);
    after(on("arn:aws:dynamodb:us-east-1:*:table/sessions"), [], onlyDeployed);
    after(on(`${tableArn}/index/by-age`), reads, onlyDeployed);
    after(on("arn:aws:dynamodb:*:*:table/${aws:PrincipalTag/table}"), reads, onlyDeployed);
    after(on("arn:aws:s3:::*"), []);
  });

  it("goes by a resource's pattern that ends early as if the rest were wildcards", () => {
    const everything = { Action: "dynamodb:*" };
    for (const Resource of ["arn:aws:dynamodb", "arn:aws:dynamodb:*", "arn:aws:dynamodb:eu-west-1", "arn:*"]) {
      after(() => allow({ ...everything, Resource }), all, onlyDeployed);
      after(byArn(everything, deny({ Action: "*", Resource })), [], onlyDeployed);
      after(byArn(everything, deny({ Action: "*", NotResource: Resource })), all, onlyDeployed);
      after(() => allow({ ...everything, Resource: "*" }, deny({ Action: "*", Resource })), [], onlyDeployed);
    }
    for (const Resource of ["arn:aws:s3", "arn:aws:dynamodb:us-east-1", "sessions"]) {
      after(() => allow({ ...everything, Resource }), [], onlyDeployed);
    }
  });

  it("is perhaps whoever a pattern names if a wildcard at a part's end goes on beyond the colon", () => {
    const everything = { Action: "dynamodb:*" };
    const perhaps = all.map((each) => `perhaps ${each}`);
    for (const Resource of ["arn:aws:dynamodb:*:table/sess*", "arn:aws:dynamodb:eu*:table/*", "arn:*:table/sess*"]) {
      after(() => allow({ ...everything, Resource }), perhaps, onlyDeployed);
      after(() => allow({ ...everything, NotResource: Resource }), perhaps, onlyDeployed);
      after(byArn(everything, deny({ Action: "*", Resource })), perhaps, onlyDeployed);
      after(byArn(everything, deny({ Action: "*", NotResource: Resource })), perhaps, onlyDeployed);
    }
    for (const Resource of ["arn:aws:dynamodb:e*1:table/sessions", "arn:aws:dynamodb:*:table/orders"]) {
      after(() => allow({ ...everything, Resource }), [], onlyDeployed);
      after(byArn(everything, deny({ Action: "*", Resource })), all, onlyDeployed);
    }
  });

  it("is perhaps whoever a pattern names while the table's own ARN is not known", () => {
    const stack = scene();
    stack.grant(allow({ Action: "dynamodb:Query", Resource: "arn:aws:dynamodb:*:*:table/orders" }));
    deepStrictEqual(permittedOn(stack, stack.table, "preview"), ["perhaps function worker reads"]);
    stack.draft.set(stack.table, { name: "sessions" });
    deepStrictEqual(permittedOn(stack, stack.table, "preview"), []);
  });

  it("is everything but what NotResource names", () => {
    after(({ table }) => allow({ Action: "dynamodb:GetItem", NotResource: out(table, "arn") }), [], onlyDeployed);
    after(() => allow({ Action: "dynamodb:GetItem", NotResource: "arn:aws:s3:::*" }), reads);
    const stack = scene();
    stack.grant(allow({ Action: "dynamodb:GetItem", NotResource: out(stack.table, "arn") }));
    deepStrictEqual(permittedOn(stack, stack.table, "preview"), ["perhaps function worker reads"]);
  });

  it("is nothing that is denied", () => {
    const everything = { Action: "dynamodb:*" };
    after(byArn(everything, deny({ Action: "*", Resource: "*" })), []);
    after(
      byArn(everything, deny({ Action: ["dynamodb:*Item", "dynamodb:PartiQL*", "dynamodb:Write*"], Resource: "*" })),
      ["function worker manages", ...reads],
    );
    after(byArn(everything, deny({ NotAction: "dynamodb:*Item", Resource: "*" })), [...reads, ...writes]);
    after(byArn(everything, deny({ Action: "*", Resource: "arn:aws:s3:::*" })), all);
    after(byArn(everything, deny({ Action: "*", NotResource: "arn:aws:s3:::*" })), []);
    after(byArn(everything, deny({ Action: "*", NotResource: `${tableArn}*` })), all, onlyDeployed);
    // A Deny for whom nobody knows takes away from some of them only.
    after(byArn(everything, deny({ Action: "*", Resource: `${tableArn}\${aws:username}*` })), all, onlyDeployed);
  });

  it("is under conditions where an Allow, or a Deny, has some that limit who", () => {
    const Condition = { StringEquals: { "aws:PrincipalOrgID": "o-1" } };
    after(byArn({ Action: "dynamodb:GetItem", Condition }), ["function worker reads under conditions"]);
    after(byArn({ Action: "dynamodb:GetItem" }, deny({ Action: "*", Resource: "*", Condition })), [
      "function worker reads under conditions",
    ]);
    after(
      byArn({ Action: "dynamodb:GetItem", Condition }, { Effect: "Allow", Action: "dynamodb:Scan", Resource: "*" }),
      reads,
    );
  });

  it("takes no notice of a condition that asks for TLS", () => {
    const tls = (value: Given) => ({ Bool: { "aws:SecureTransport": value } });
    after(byArn({ Action: "dynamodb:GetItem" }, deny({ Action: "*", Resource: "*", Condition: tls("false") })), reads);
    after(byArn({ Action: "dynamodb:GetItem", Condition: tls(true) }), reads);
    after(byArn({ Action: "dynamodb:GetItem" }, deny({ Action: "*", Resource: "*", Condition: tls("true") })), [
      "function worker reads under conditions",
    ]);
    const more = { ...tls("false"), StringEquals: { "aws:PrincipalOrgID": "o-1" } };
    after(byArn({ Action: "dynamodb:GetItem" }, deny({ Action: "*", Resource: "*", Condition: more })), [
      "function worker reads under conditions",
    ]);
  });

  it("is the same of a policy as text, and of one statement without a list", () => {
    const statement = { Effect: "Allow", Action: "dynamodb:GetItem", Resource: tableArn };
    after(() => JSON.stringify({ Statement: [statement] }), reads, onlyDeployed);
    after(() => JSON.stringify({ Statement: statement }), reads, onlyDeployed);
    after(() => JSON.stringify({ Statement: { ...statement, Resource: "*" } }), reads);
    after(({ table }) => ({ Statement: { ...statement, Resource: [out(table, "arn")] } }), reads);
  });

  it("is perhaps everything by a policy whose text is not known, where it hangs on the table or on nothing of its kind", () => {
    const text = JSON.stringify({ Statement: { Effect: "Allow", Action: "dynamodb:GetItem", Resource: tableArn } });
    for (const name of ["table", "bucket"] as const) {
      const stack = scene();
      stack.grant(made([stack[name]], text));
      deepStrictEqual(
        permittedOn(stack, stack.table, "preview"),
        all.map((each) => `perhaps ${each}`),
      );
      match(doubtsOn(stack, stack.table, "preview").join(), /what role policy worker says is not known yet/);
      deepStrictEqual(permittedOn(stack, stack.table, "deployed"), reads);
    }
    const stack = scene();
    const other = stack.draft.add(
      "aws:dynamodb/table:Table",
      "orders",
      {},
      { computed: { arn: "arn:aws:dynamodb:::table/orders" } },
    );
    stack.grant(made([other], text.replace("sessions", "orders")));
    for (const knowledge of both) deepStrictEqual(permittedOn(stack, stack.table, knowledge), []);
  });

  it("is perhaps by an ARN that is one of several, or that comes from outside the stack", () => {
    const stack = scene();
    const other = stack.draft.add(
      "aws:dynamodb/table:Table",
      "orders",
      {},
      { computed: { arn: "arn:aws:dynamodb:::table/orders" } },
    );
    stack.grant(allow({ Action: "dynamodb:GetItem", Resource: made([stack.table, other], tableArn) }));
    deepStrictEqual(permittedOn(stack, stack.table, "preview"), ["perhaps function worker reads"]);
    deepStrictEqual(permittedOn(stack, other, "preview"), ["perhaps function worker reads"]);
    deepStrictEqual(permittedOn(stack, stack.table, "deployed"), reads);
    const second = scene();
    const network = second.draft.addOutside("network", { arn: tableArn });
    second.grant(allow({ Action: "dynamodb:GetItem", Resource: out(network, "arn") }));
    deepStrictEqual(permittedOn(second, second.table, "preview"), ["perhaps function worker reads"]);
    deepStrictEqual(permittedOn(second, second.table, "deployed"), reads);
  });

  it("cannot be told of a policy that nobody can read", () => {
    const stack = scene();
    stack.grant("no JSON");
    match(
      doubtsOn(stack, stack.table, "deployed").join(),
      /what role policy worker says is no policy that can be read/,
    );
  });
});

describe("who may do what with a bucket", () => {
  const onBucket = (Resource: Given, Action: Given = "s3:*"): string[] => {
    const stack = scene();
    stack.grant(allow({ Action, Resource }));
    return permittedOn(stack, stack.bucket, "deployed");
  };

  it("tells what is asked of the bucket from what is asked of its objects", () => {
    deepStrictEqual(onBucket(bucketArn), ["function worker manages", ...reads]);
    deepStrictEqual(onBucket(bucketArn, "s3:GetObject"), []);
    deepStrictEqual(onBucket(`${bucketArn}/*`, "s3:ListBucket"), []);
    deepStrictEqual(onBucket(`${bucketArn}/releases/*`, "s3:GetObject"), reads);
    deepStrictEqual(onBucket(`${bucketArn}0/*`, "s3:GetObject"), []);
  });

  it("is still somebody to whom some of it is denied", () => {
    const stack = scene();
    const said = { Action: "s3:GetObject", Resource: `${bucketArn}/*` };
    stack.grant(allow(said, deny({ ...said, Resource: `${bucketArn}/private/*` })));
    deepStrictEqual(permittedOn(stack, stack.bucket, "deployed"), reads);
    stack.grant(policyOf(deny({ ...said, Resource: "arn:aws:s3:::uploads*" })), "second");
    deepStrictEqual(permittedOn(stack, stack.bucket, "deployed"), []);
  });

  it("is nobody to whom all that they are allowed is denied", () => {
    const stack = scene();
    const Resource = `${bucketArn}/releases/shop/*`;
    stack.grant(
      allow({ Action: "s3:GetObject", Resource }, deny({ Action: "s3:*", Resource: `${bucketArn}/releases/*` })),
    );
    deepStrictEqual(permittedOn(stack, stack.bucket, "deployed"), []);
  });

  it("is whoever its own policy lets in", () => {
    const by = (Principal: Given, said: Record<string, Given> = {}) => {
      return both.map((knowledge) => {
        const stack = scene();
        const { draft, bucket } = stack;
        const Resource = made([bucket], `${bucketArn}/*`);
        const policy = allow({ Principal, Action: "s3:PutObject", Resource, ...said });
        draft.add("aws:s3/bucketPolicy:BucketPolicy", "own", { bucket: id(bucket), policy });
        return permittedOn(stack, bucket, knowledge);
      });
    };
    const twice = (...expected: string[]) => [expected, expected];
    deepStrictEqual(by("*"), twice("everybody writes"));
    deepStrictEqual(by({ AWS: ["*"] }), twice("everybody writes"));
    deepStrictEqual(by({ AWS: "arn:aws:iam::210987654321:root" }), twice("account 210987654321 writes"));
    deepStrictEqual(by({ Service: "logging.s3.amazonaws.com" }), twice("service logging.s3.amazonaws.com writes"));
    deepStrictEqual(by({ AWS: "arn:aws:iam::123456789012:role/worker" })[1], writes);
  });

  it("is not whom its own policy denies it, whatever their role allows", () => {
    for (const [principal, expected] of [
      [{ Principal: "*" }, []],
      [{ Principal: { AWS: "arn:aws:iam::123456789012:role/worker" } }, []],
      [{ Principal: { AWS: "arn:aws:iam::123456789012:role/other" } }, reads],
      [{ NotPrincipal: { AWS: "arn:aws:iam::123456789012:role/worker" } }, reads],
      [{ NotPrincipal: { AWS: "arn:aws:iam::123456789012:role/other" } }, []],
    ] as const) {
      const stack = scene();
      stack.grant(allow({ Action: "s3:GetObject", Resource: `${bucketArn}/*` }));
      const policy = policyOf(deny({ ...principal, Action: "s3:*", Resource: [bucketArn, `${bucketArn}/*`] }));
      stack.draft.add("aws:s3/bucketPolicy:BucketPolicy", "own", { bucket: id(stack.bucket), policy });
      deepStrictEqual(permittedOn(stack, stack.bucket, "deployed"), expected, JSON.stringify(principal));
    }
  });

  it("is perhaps whoever a policy lets in of which it is not known yet whose it is", () => {
    const stack = scene();
    const other = stack.draft.add("aws:s3/bucket:Bucket", "logs", {}, { computed: { arn: "arn:aws:s3:::logs-1" } });
    const policy = allow({ Principal: "*", Action: "s3:GetObject", Resource: "*" });
    stack.draft.add("aws:s3/bucketPolicy:BucketPolicy", "choice", {
      bucket: made([stack.bucket, other], "logs"),
      policy,
    });
    for (const bucket of [stack.bucket, other]) {
      deepStrictEqual(permittedOn(stack, bucket, "preview"), ["perhaps everybody reads"]);
    }
  });

  it("cannot be told where an access point or an access list may let others in", () => {
    const stack = scene();
    const list = stack.draft.add("aws:s3/bucketAcl:BucketAcl", "list", {
      bucket: id(stack.bucket),
      acl: "public-read",
    });
    for (const knowledge of both) match(doubtsOn(stack, stack.bucket, knowledge).join(), /list may let others in/);
    stack.draft.set(list, { acl: "private" });
    for (const knowledge of both) deepStrictEqual(doubtsOn(stack, stack.bucket, knowledge), []);
  });
});
