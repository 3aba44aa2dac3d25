import assert from "node:assert/strict";
import type { Conditions } from "./conditions";
import { verdict, type Request } from "./judge";

const bucket = "arn:aws:s3:::files";
const ann = { AWS: "arn:aws:sts::123456789012:assumed-role/signed-in/ann" };
const asks = (request: Partial<Request> = {}): Request => ({
  ...{ principal: ann, action: "s3:GetObject", resource: `${bucket}/a`, context: {} },
  ...request,
});
const statement = (given: object = {}) => ({
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: `${bucket}/a`,
  ...given,
});
const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const says = (given: object, request: Partial<Request> = {}) => verdict([policy(statement(given))], asks(request));
const sub = "cognito-identity.amazonaws.com:sub";

describe("the judge of IAM policies", () => {
  it("says nothing where no statement fits, which is no", () => {
    assert.equal(verdict([], asks()), "silent");
    assert.equal(says({}, { action: "s3:PutObject" }), "silent");
    assert.equal(says({}, { resource: `${bucket}/b` }), "silent");
    assert.equal(says({}), "allowed");
  });

  it("lets a Deny win, wherever it stands", () => {
    const [allow, deny] = [policy(statement()), policy(statement({ Effect: "Deny" }))];
    for (const policies of [[allow, deny], [deny, allow], [policy(statement(), statement({ Effect: "Deny" }))]]) {
      assert.equal(verdict(policies, asks()), "denied");
    }
    assert.equal(verdict([deny], asks()), "denied");
  });

  it("knows actions in whatever case, with wildcards, and all others", () => {
    for (const Action of ["s3:getobject", "s3:Get*", "s3:?etObject", "*", ["s3:PutObject", "s3:GetObject"]]) {
      assert.equal(says({ Action }), "allowed", String(Action));
    }
    assert.equal(says({ Action: "s3:Get" }), "silent");
    assert.equal(says({ Action: undefined, NotAction: "s3:Put*" }), "allowed");
    assert.equal(says({ Action: undefined, NotAction: ["s3:Put*", "s3:Get*"] }), "silent");
  });

  it("knows resources letter by letter, with wildcards across slashes", () => {
    const resource = `${bucket}/a/b/c`;
    for (const Resource of [`${bucket}/*`, `${bucket}/a/*/c`, `${bucket}/a/?/c`, "*", "arn:aws:s3:::f*"]) {
      assert.equal(says({ Resource }, { resource }), "allowed", Resource);
    }
    for (const Resource of [
      `${bucket}/A/*`,
      `${bucket}/a`,
      `${bucket}/a/`,
      "arn:aws:*/a/b/c:x:y:z",
      `${bucket}.a/b/c`,
    ]) {
      assert.equal(says({ Resource }, { resource }), "silent", Resource);
    }
    assert.equal(says({ Resource: undefined, NotResource: `${bucket}/b/*` }, { resource }), "allowed");
    assert.equal(says({ Resource: undefined, NotResource: `${bucket}/a/*` }, { resource }), "silent");
  });

  it("lets a star that ends a part go across an ARN's colons where that permits, and not where it forbids", () => {
    const resource = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:master-AbCdEf";
    const on = (given: object) =>
      verdict([policy(statement({ Resource: "*" }), statement({ Resource: undefined, ...given }))], asks({ resource }));
    const wide = [
      ...["arn:aws:secretsmanager:*:secret:*", "arn:aws:secretsmanager:eu*:secret:master-??????"],
      ...["arn:aws:*:123456789012:secret:master-*", "arn:*:eu-west-1:*:secret:master-*"],
    ];
    for (const Resource of wide) {
      assert.equal(says({ Resource }, { resource }), "allowed", Resource);
      assert.equal(says({ Resource: undefined, NotResource: Resource }, { resource }), "allowed", Resource);
      assert.equal(on({ Effect: "Deny", Resource }), "allowed", Resource);
      assert.equal(on({ Effect: "Deny", NotResource: Resource }), "allowed", Resource);
    }
    for (const Resource of ["arn:aws:secretsmanager:*2:secret:*", "arn:aws:secretsmanager:e*2:secret:*"]) {
      assert.equal(says({ Resource }, { resource }), "silent", Resource);
      assert.equal(on({ Effect: "Deny", NotResource: Resource }), "denied", Resource);
    }
    // The parts of an ARN in a condition are each held to their own.
    const Condition = { ArnLike: { "aws:PrincipalArn": "arn:aws:iam:*:role/a:*" } };
    const context = (PrincipalArn: string) => ({ "aws:PrincipalArn": PrincipalArn });
    assert.equal(says({ Condition }, { context: context("arn:aws:iam:::role/a:b") }), "silent");
    assert.equal(says({ Condition }, { context: context("arn:aws:iam::role/a:b") }), "allowed");
  });

  describe("puts the request's values in place of variables", () => {
    const own = { Resource: `${bucket}/private/\${${sub}}/*` };
    const ofAnn = { resource: `${bucket}/private/eu:ann/x`, context: { [sub]: "eu:ann" } };

    it("in resources", () => {
      assert.equal(says(own, ofAnn), "allowed");
      assert.equal(says(own, { ...ofAnn, context: { [sub]: "eu:bob" } }), "silent");
    });

    it("in conditions", () => {
      const Condition = { StringLike: { "s3:prefix": `private/\${${sub}}/*` } };
      const context = { [sub]: "eu:ann", "s3:prefix": "private/eu:ann/" };
      assert.equal(says({ Condition }, { context }), "allowed");
      assert.equal(says({ Condition }, { context: { ...context, [sub]: "eu:bob" } }), "silent");
    });

    it("and fits nothing where one has no value", () => {
      for (const key of ["private/eu:ann/x", "private//x", "private/*/x", `private/\${${sub}}/x`]) {
        assert.equal(says(own, { resource: `${bucket}/${key}` }), "silent", key);
      }
      assert.equal(
        says({ Condition: { StringEquals: { "s3:prefix": `\${${sub}}` } } }, { context: { "s3:prefix": "" } }),
        "silent",
      );
    });

    it("as letters, so that a star in a value is a star", () => {
      assert.equal(says(own, { ...ofAnn, context: { [sub]: "*" } }), "silent");
      assert.equal(says(own, { resource: `${bucket}/private/*/x`, context: { [sub]: "*" } }), "allowed");
    });

    it("or the variable's own default, or a letter that is a wildcard otherwise", () => {
      const Resource = `${bucket}/\${${sub}, 'nobody'}/\${*}`;
      assert.equal(says({ Resource }, { resource: `${bucket}/nobody/*` }), "allowed");
      assert.equal(says({ Resource }, { resource: `${bucket}/nobody/a` }), "silent");
    });
  });

  const conditions: [what: string, Condition: Conditions, context: Request["context"], isMet: boolean][] = [
    ["the same text", { StringEquals: { "s3:prefix": "a" } }, { "s3:prefix": "a" }, true],
    ["a text in another case", { StringEquals: { "s3:prefix": "A" } }, { "s3:prefix": "a" }, false],
    ["a star that is only a letter", { StringEquals: { "s3:prefix": "*" } }, { "s3:prefix": "a" }, false],
    ["a missing key", { StringEquals: { "s3:prefix": "a" } }, {}, false],
    ["a missing key that may be missing", { StringEqualsIfExists: { "s3:prefix": "a" } }, {}, true],
    [
      "another text where it may be missing",
      { StringEqualsIfExists: { "s3:prefix": "a" } },
      { "s3:prefix": "b" },
      false,
    ],
    ["one of several", { StringEquals: { "s3:prefix": ["b", "a"] } }, { "s3:prefix": "a" }, true],
    ["none of several", { StringNotEquals: { "s3:prefix": ["b", "a"] } }, { "s3:prefix": "a" }, false],
    ["a negation of a missing key", { StringNotEquals: { "s3:prefix": "a" } }, {}, true],
    ["a case that does not count", { StringEqualsIgnoreCase: { "s3:prefix": "A" } }, { "s3:prefix": "a" }, true],
    ["a pattern", { StringLike: { "s3:prefix": "a/*" } }, { "s3:prefix": "a/" }, true],
    ["a pattern of nothing", { StringLike: { "s3:prefix": "a/*" } }, {}, false],
    ["a pattern that must not be", { StringNotLike: { "s3:prefix": "a/*" } }, { "s3:prefix": "a/b" }, false],
    [
      "two keys of which one is wrong",
      { StringEquals: { "s3:prefix": "a", "s3:delimiter": "/" } },
      { "s3:prefix": "a" },
      false,
    ],
    [
      "two operators of which one is wrong",
      { StringEquals: { "s3:prefix": "a" }, Null: { "s3:prefix": "true" } },
      { "s3:prefix": "a" },
      false,
    ],
    ["a key in another case", { StringEquals: { "S3:Prefix": "a" } }, { "s3:prefix": "a" }, true],
    ["truth", { Bool: { "aws:SecureTransport": "false" } }, { "aws:SecureTransport": "true" }, false],
    ["truth that is no text", { Bool: { "aws:SecureTransport": false } }, { "aws:SecureTransport": "false" }, true],
    ["a key that must be missing", { Null: { "s3:prefix": "true" } }, {}, true],
    ["a key that must be there", { Null: { "s3:prefix": "false" } }, {}, false],
    ["a number", { NumericLessThanEquals: { "s3:max-keys": "10" } }, { "s3:max-keys": "9" }, true],
    ["a number that is too large", { NumericLessThanEquals: { "s3:max-keys": "10" } }, { "s3:max-keys": "100" }, false],
    [
      "an ARN",
      { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/a" } },
      { "aws:PrincipalArn": "arn:aws:iam::1:role/a" },
      true,
    ],
    [
      "all of several",
      { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": "a" } },
      { "dynamodb:LeadingKeys": ["a", "b"] },
      false,
    ],
    ["all of none", { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": "a" } }, {}, true],
    [
      "any of several",
      { "ForAnyValue:StringEquals": { "dynamodb:LeadingKeys": "a" } },
      { "dynamodb:LeadingKeys": ["a", "b"] },
      true,
    ],
    ["any of none", { "ForAnyValue:StringEquals": { "dynamodb:LeadingKeys": "a" } }, {}, false],
  ];
  for (const [what, Condition, context, isMet] of conditions) {
    it(`${isMet ? "is content with" : "is not content with"} ${what}`, () => {
      assert.equal(says({ Condition }, { context }), isMet ? "allowed" : "silent");
      assert.equal(says({ Effect: "Deny", Condition }, { context }), isMet ? "denied" : "silent");
    });
  }

  it("holds the policies of resources and roles to whom they name", () => {
    const trust = { Action: "sts:AssumeRoleWithWebIdentity", Resource: undefined, Principal: { Federated: "cognito" } };
    const request = { action: "sts:AssumeRoleWithWebIdentity", principal: { Federated: "cognito" } };
    assert.equal(says(trust, request), "allowed");
    assert.equal(says(trust, { ...request, principal: { Federated: "google" } }), "silent");
    assert.equal(says(trust, { ...request, principal: ann }), "silent");
    for (const Principal of ["*", { AWS: "*" }, { AWS: [ann.AWS] }]) assert.equal(says({ Principal }), "allowed");
    assert.equal(says({ Principal: { AWS: "arn:aws:iam::123456789012:root" } }), "silent");
  });

  const unknown: [what: string, given: object, request: Partial<Request>, words: RegExp][] = [
    ["an operator", { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }, {}, /the operator IpAddress/],
    ["an operator's slip", { Condition: { StringEqual: { "s3:prefix": "a" } } }, {}, /the operator StringEqual/],
    ["a key in a policy", { Condition: { StringEquals: { "s3:Prefixes": "a" } } }, {}, /the key s3:Prefixes/],
    ["a key in a variable", { Resource: `${bucket}/\${aws:username}` }, {}, /the key aws:username/],
    ["a key in a request", {}, { context: { "s3:Prefixes": "a" } }, /the key s3:Prefixes/],
    ["a key in a request, in another case", {}, { context: { "s3:Prefix": "a" } }, /the key is s3:prefix/],
    ["several values of a key that holds one", {}, { context: { "s3:prefix": ["a"] } }, /holds one value/],
    [
      "a key of several values without a word for them",
      { Condition: { StringEquals: { "dynamodb:LeadingKeys": "a" } } },
      {},
      /needs ForAllValues/,
    ],
    [
      "a key of several values as a variable",
      { Resource: `${bucket}/\${dynamodb:LeadingKeys}` },
      {},
      /cannot be a variable/,
    ],
    ["an element", { NotPrincipal: "*" }, {}, /the elements NotPrincipal/],
    ["an effect", { Effect: "allow" }, {}, /neither Allow nor Deny/],
    ["a principal", { Principal: { CanonicalUser: "a" } }, {}, /the principal CanonicalUser/],
    ["no action at all", { Action: undefined }, {}, /neither or both Actions/],
    ["no resource at all", { Resource: undefined }, {}, /neither or both Resources/],
    ["a resource that is no ARN", { Resource: "files/*" }, {}, /is no ARN/],
    ["a resource that ends early", { Resource: "arn:aws:s3:*:files" }, {}, /is no ARN/],
  ];
  for (const [what, given, request, words] of unknown) {
    it(`stops at what it does not know: ${what}`, () => {
      assert.throws(() => says(given, request), words);
    });
  }

  it("stops at what it does not know in a statement that would not apply anyway", () => {
    const strange = statement({ Action: "s3:PutObject", Condition: { Strange: { "s3:prefix": "a" } } });
    assert.throws(() => verdict([policy(statement({ Effect: "Deny" })), policy(strange)], asks()), /operator Strange/);
  });

  it("stops at the older language of policies, in which variables are letters", () => {
    for (const Version of [undefined, "2008-10-17"]) {
      assert.throws(() => verdict([JSON.stringify({ Version, Statement: [statement()] })], asks()), /version/);
    }
  });
});
