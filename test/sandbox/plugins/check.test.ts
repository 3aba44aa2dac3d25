import assert from "node:assert/strict";
import { ResourceReference, Secret, unknown, type Value } from "../../../sandbox/values";
import { text } from "../run";
import { useAccount } from "./account";

const group = "aws:ec2/securityGroup:SecurityGroup";

describe("the check of what a program asks for", () => {
  const account = useAccount();

  it("generates a name: the resource's own, a hyphen and seven digits", async () => {
    const { inputs } = await account.provider.check(group, "web", {});
    assert.match(text(inputs["name"]), /^web-[0-9a-f]{7}$/);
  });

  it("keeps a generated name, and makes another one for a replacement", async () => {
    const { inputs: first } = await account.provider.check(group, "web", {});
    const { inputs: again } = await account.provider.check(group, "web", { description: "new" }, first);
    const { inputs: replacement } = await account.provider.check(group, "web", {});
    assert.equal(again["name"], first["name"]);
    assert.notEqual(replacement["name"], first["name"]);
  });

  it("keeps a generated name under an alias, whose old name it still shows", async () => {
    const { inputs: first } = await account.provider.check(group, "web", {});
    const { inputs: renamed } = await account.provider.check(group, "front", {}, first);
    assert.equal(renamed["name"], first["name"]);
  });

  it("generates a name where the program no longer fixes one, and none beside a prefix", async () => {
    const { inputs: fixed } = await account.provider.check(group, "web", { name: "fixed" });
    assert.equal(fixed["name"], "fixed");
    assert.match(text((await account.provider.check(group, "web", {}, fixed)).inputs["name"]), /^web-[0-9a-f]{7}$/);
    const { inputs: generated } = await account.provider.check(group, "web", {});
    assert.equal(
      (await account.provider.check(group, "web", { namePrefix: "w-" }, generated)).inputs["name"],
      undefined,
    );
  });

  it("takes an object's key from its resource, and its bucket from a bucket", async () => {
    const bucket = new ResourceReference("urn:pulumi:test::clothesline::aws:s3/bucket:Bucket::b", "releases");
    const { inputs } = await account.provider.check("aws:s3/bucketObjectv2:BucketObjectv2", "index.html", { bucket });
    assert.deepEqual([inputs["key"], inputs["bucket"]], ["index.html", "releases"]);
  });

  it("names every argument that is missing, and takes one that is not known yet", async () => {
    const { failures } = await account.provider.check("aws:efs/mountTarget:MountTarget", "files", { subnetId: null });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["fileSystemId", "subnetId"],
    );
    assert.match(failures[0]?.reason ?? "", /^Missing required argument\. .*Examine 'files\.fileSystemId'/);
    const unsure = { fileSystemId: unknown, subnetId: unknown };
    assert.deepEqual((await account.provider.check("aws:efs/mountTarget:MountTarget", "files", unsure)).failures, []);
  });

  const names: [type: string, argument: string, bad: string[], good: string[]][] = [
    ["aws:rds/instance:Instance", "identifier", ["1st", "Users", "a--b", "a-", "a".repeat(64)], ["users-1"]],
    ["aws:rds/instance:Instance", "finalSnapshotIdentifier", ["1st", "a--b", "a-", "a.b"], ["Users-final-1"]],
    [
      "aws:s3/bucket:Bucket",
      "bucket",
      ["ab", "A-bucket", "a..b", "-ab", "10.0.0.1", "xn--a", "a".repeat(64)],
      ["a.b-c"],
    ],
    ["aws:dynamodb/table:Table", "name", ["ab", "a b c", "a".repeat(256)], ["carts_1.a-b"]],
    ["aws:cognito/userPool:UserPool", "name", ["a/b", "a".repeat(129)], ["All users"]],
    ["aws:cognito/userPoolClient:UserPoolClient", "name", ["a/b", "a".repeat(129)], ["Todo app"]],
    ["aws:cognito/userPoolDomain:UserPoolDomain", "domain", ["a_b", "-a", "A", "a".repeat(64)], ["todo-1", "id.a.org"]],
    ["aws:cognito/resourceServer:ResourceServer", "identifier", ["a b", 'a"', "a".repeat(257)], ["https://todo/"]],
    ["aws:cognito/identityPool:IdentityPool", "identityPoolName", ["a/b", "a".repeat(129)], ["All users"]],
    ["aws:iam/role:Role", "name", ["a b", "a".repeat(65)], ["web@shop"]],
    ["aws:iam/rolePolicy:RolePolicy", "name", ["a b", "a".repeat(129)], ["web"]],
    ["aws:cloudwatch/logGroup:LogGroup", "name", ["a b", "a".repeat(513)], ["/aws/lambda/a#1"]],
    [group, "name", ["sg-web", "a%b", "a".repeat(256)], ["Web (1)"]],
    ["aws:rds/subnetGroup:SubnetGroup", "name", ["Data", "default"], ["data_1.a b"]],
    ["aws:elasticache/subnetGroup:SubnetGroup", "name", ["Data", "a_b", "default"], ["data-1"]],
    ["aws:lb/loadBalancer:LoadBalancer", "name", ["a_b", "-a", "a-", "internal-a", "a".repeat(33)], ["Web-1"]],
  ];
  for (const [type, argument, bad, good] of names) {
    it(`holds names to AWS's rules: ${argument} of ${type}`, async () => {
      for (const name of [...bad, ...good]) {
        const { failures } = await account.provider.check(type, "a", { [argument]: name });
        const reason = failures.find(({ property }) => property === argument)?.reason;
        if (good.includes(name)) assert.equal(reason, undefined, name);
        else assert.ok(reason?.startsWith(`invalid value for ${argument} ("${name}"): `), name);
      }
    });
  }

  it("says nothing of a name that is not known yet, and shows none that is secret", async () => {
    const reasons = async (name: Value) => {
      const { failures } = await account.provider.check("aws:iam/role:Role", "a", { name, assumeRolePolicy: "{}" });
      return failures.map(({ reason }) => reason);
    };
    assert.deepEqual(await reasons(unknown), []);
    assert.deepEqual(await reasons(new Secret("good")), []);
    assert.deepEqual(await reasons(new Secret("no good")), [
      `invalid value for name ("[secret]"): 1 to 64 letters, digits and +=,.@_-. Examine 'a.name'.`,
    ]);
  });
});
