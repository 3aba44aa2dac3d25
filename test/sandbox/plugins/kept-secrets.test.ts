import assert from "node:assert/strict";
import { Secret, type Properties } from "../../../sandbox/values";
import { Provider, refusalOf } from "./provider";

const database: Properties = {
  allocatedStorage: 20,
  engine: "postgres",
  identifier: "users",
  instanceClass: "db.t4g.micro",
  password: new Secret("battery-horse"),
  username: "owner",
};

describe("the AWS provider keeps a secret", () => {
  let provider: Provider;
  before(async () => {
    provider = await Provider.start();
  });
  afterEach(() => {
    provider.emptyAccount();
  });
  after(() => {
    provider.stop();
  });

  it("closed in what it answers to every request", async () => {
    const secret = new Secret("battery-horse");
    const made = await provider.make("aws:rds/instance:Instance", "users", database);
    const changed = await provider.update(made, { ...database, port: 6543 });
    const previewed = await provider.update(made, { ...database, port: 6543 }, true);
    const found = await provider.read(changed);
    for (const state of [made, changed, previewed, found]) {
      assert.deepEqual([state?.inputs["password"], state?.outputs["password"]], [secret, secret]);
    }
  });

  it("closed within a value, and leaves its neighbours open", async () => {
    const tags = { open: "a", closed: new Secret("battery-horse") };
    const made = await provider.make("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16", tags });
    for (const state of [made, await provider.read(made)]) {
      assert.deepEqual([state?.outputs["tags"], state?.outputs["tagsAll"]], [tags, tags]);
    }
  });

  it("closed as a whole in a list of which somebody took a part away", async () => {
    const mapping = (subnetId: string) => ({ subnetId, privateIpv4Address: new Secret(`10.0.0.${subnetId}`) });
    const given = { subnetMappings: [mapping("1"), mapping("2")] };
    const made = await provider.make("aws:lb/loadBalancer:LoadBalancer", "web", given);
    assert.deepEqual((await provider.read(made))?.outputs["subnetMappings"], given.subnetMappings);
    provider.edit(({ holdings }) => {
      Object.assign(holdings[0]?.inputs ?? {}, {
        subnetMappings: [{ subnetId: "2", privateIpv4Address: "10.0.0.2" }],
      });
    });
    const found = await provider.read(made);
    assert.ok(found?.outputs["subnetMappings"] instanceof Secret);
  });

  it("closed in what AWS makes of it", async () => {
    const made = await provider.make("aws:iam/role:Role", "a", { name: new Secret("hush"), assumeRolePolicy: "{}" });
    const arn = new Secret("arn:aws:iam::123456789012:role/hush");
    const changed = await provider.update(made, { ...made.inputs, maxSessionDuration: 7200 });
    for (const state of [made, changed, await provider.read(changed)]) assert.deepEqual(state?.outputs["arn"], arn);
  });

  it("out of refusals and out of whatever it writes", async () => {
    const name = new Secret("hush");
    const role = { name, assumeRolePolicy: "{}" };
    await provider.make("aws:iam/role:Role", "a", role);
    const refusal = await refusalOf(provider.make("aws:iam/role:Role", "b", role));
    assert.equal(refusal, "EntityAlreadyExists: Role with name [secret] already exists.");
    const short = { ...database, password: new Secret("horse") };
    assert.doesNotMatch(await refusalOf(provider.make("aws:rds/instance:Instance", "users", short)), /horse/);
    assert.deepEqual(provider.written, []);
  });
});
