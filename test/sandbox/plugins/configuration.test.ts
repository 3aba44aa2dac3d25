import assert from "node:assert/strict";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { propertiesOf, structOf } from "../../../sandbox/plugins/wire";
import { Secret, unknown, type Properties } from "../../../sandbox/values";
import { useAccount } from "./account";
import { answerOf, Provider, refusalOf } from "./provider";

describe("the AWS provider's own configuration", () => {
  const account = useAccount();

  async function failures(config: Properties): Promise<string[]> {
    const request = new proto.CheckRequest().setNews(structOf(config));
    const response = await answerOf<proto.CheckResponse>((answer) =>
      account.provider.client.checkConfig(request, answer),
    );
    assert.deepEqual(propertiesOf(response.getInputs()), config);
    return response.getFailuresList().map((one) => `${one.getProperty()}: ${one.getReason()}`);
  }

  async function difference(olds: Properties, news: Properties): Promise<proto.DiffResponse> {
    const request = new proto.DiffRequest().setOldInputs(structOf(olds)).setNews(structOf(news));
    return answerOf<proto.DiffResponse>((answer) => account.provider.client.diffConfig(request, answer));
  }

  it("is refused in a region that AWS does not have, with those that it has", async () => {
    const [failure, ...others] = await failures({ region: "eu-wset-1" });
    assert.match(failure ?? "", /^region: invalid AWS Region: eu-wset-1; allowed are .*\beu-west-1\b/);
    assert.deepEqual(others, []);
  });

  it("is refused with tags that cannot be read", async () => {
    assert.match((await failures({ region: "eu-west-1", defaultTags: "{tags" }))[0] ?? "", /defaultTags is not JSON/);
  });

  it("is admitted otherwise, also where a region or a tag is not known yet", async () => {
    assert.deepEqual(await failures({ region: "eu-west-1", defaultTags: '{"tags":{"Owner":"us"}}' }), []);
    assert.deepEqual(await failures({ region: unknown, defaultTags: unknown }), []);
  });

  it("replaces the provider in another region, and only there", async () => {
    const moved = await difference({ region: "eu-west-1" }, { region: "us-east-1" });
    assert.deepEqual(moved.getReplacesList(), ["region"]);
    const tagged = await difference({ region: "eu-west-1" }, { region: "eu-west-1", defaultTags: "{}" });
    assert.deepEqual([tagged.getReplacesList(), tagged.getDiffsList()], [[], ["defaultTags"]]);
    assert.equal(tagged.getChanges(), proto.DiffResponse.DiffChanges.DIFF_SOME);
    const same = await difference({ region: "eu-west-1" }, { region: "eu-west-1" });
    assert.equal(same.getChanges(), proto.DiffResponse.DiffChanges.DIFF_NONE);
  });

  it("takes previews, secrets and whole resources", async () => {
    const response = await account.provider.configure({});
    const takes = [response.getSupportspreview(), response.getAcceptsecrets(), response.getAcceptresources()];
    assert.deepEqual(takes, [true, true, true]);
  });

  it("says which version of the real provider it stands for", async () => {
    const info = await answerOf<PluginInfo>((answer) => account.provider.client.getPluginInfo(new Empty(), answer));
    assert.equal(info.getVersion(), "7.48.0");
  });

  it("answers functions in its own region", async () => {
    const request = new proto.InvokeRequest().setTok("aws:index/getAvailabilityZones:getAvailabilityZones");
    const response = await answerOf<proto.InvokeResponse>((answer) => account.provider.client.invoke(request, answer));
    const { names } = propertiesOf(response.getReturn());
    assert.deepEqual(names, ["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
  });

  it("names a function or a type that the sandbox does not know, and the file to add it to", async () => {
    const request = new proto.InvokeRequest().setTok("aws:ec2/getHost:getHost");
    assert.match(
      await refusalOf(answerOf((answer) => account.provider.client.invoke(request, answer))),
      /does not know the function aws:ec2\/getHost:getHost yet: add its answer to sandbox\/aws\/functions\.ts/,
    );
    assert.match(
      await refusalOf(account.provider.make("aws:ec2/host:Host", "a")),
      /does not know the type aws:ec2\/host:Host yet: add its model to a file of sandbox\/aws\//,
    );
  });
});

describe("the AWS provider", () => {
  it("adds its default tags and leaves out those that it ignores", async () => {
    const provider = await Provider.start({
      config: { defaultTags: '{"tags":{"Owner":"us"}}', ignoreTags: '{"keyPrefixes":["cost:"]}' },
    });
    const { inputs } = await provider.check("aws:ec2/vpc:Vpc", "a", { tags: { Name: "a", "cost:center": "1" } });
    assert.deepEqual(inputs["tagsAll"], { Name: "a", Owner: "us" });
    provider.stop();
  });

  it("keeps a secret default tag closed in what it answers, and open in the account", async () => {
    const tags = { tags: { Owner: "battery horse" } };
    const provider = await Provider.start({ config: { defaultTags: new Secret(JSON.stringify(tags)) } });
    const vpc = await provider.make("aws:ec2/vpc:Vpc", "a", { cidrBlock: "10.0.0.0/16" });
    assert.deepEqual(vpc.outputs["tagsAll"], { Owner: new Secret("battery horse") });
    assert.deepEqual((await provider.read(vpc))?.outputs["tagsAll"], { Owner: new Secret("battery horse") });
    assert.deepEqual(provider.holdings()[0]?.inputs["tags"], { Owner: "battery horse" });
    provider.stop();
  });
});
