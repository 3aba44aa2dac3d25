import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { judge } from "../../policies/judge";
import { rules } from "../../policies/rules";
import { id, out } from "./draft";
import { both, goodStack } from "./good-stack";
import { PolicyHost, secret, type Report } from "./host";
import type { PlainResource } from "../../policies/graph";
import { asReports, sorted } from "./reports";

/** A stack in which each rule finds something, and cannot tell something. */
function faultyStack() {
  const stack = goodStack();
  const { draft, db, subnetGroup, dataA, publicA, group, vpc } = stack;
  draft.unset(db, "vpcSecurityGroupIds");
  draft.set(db, { tags: { Project: "shop" } });
  draft.set(subnetGroup, { subnetIds: [id(dataA), id(publicA)] });
  draft.add("aws:efs/mountTarget:MountTarget", "outside", { subnetId: "subnet-1", securityGroups: [id(group)] });
  draft.add("aws:s3/bucket:Bucket", "logs", { tags: out(vpc, "tags") });
  draft.add("aws:lb/loadBalancer:LoadBalancer", "web", { loadBalancerType: out(vpc, "id"), tags: out(vpc, "tags") });
  draft.set(stack.publicA, { tags: { Project: "", Environment: "test", Owner: "team" } });
  return stack;
}

/** What the host should say: what `judge` says in this process. */
const expected = (resources: readonly PlainResource[], config = {}): Report[] =>
  asReports(judge(resources, { config }));

describe("the pack in the real policy host", () => {
  let host: PolicyHost;
  before(async () => {
    host = await PolicyHost.start();
  });
  after(async () => {
    await host.stop();
  });

  it("registers each rule by its own name, sentence and options", async () => {
    const info = await host.info();
    strictEqual(info.getName(), "clothesline");
    const shown = info.getPoliciesList().map((policy) => ({
      name: policy.getName(),
      sentence: policy.getDescription(),
      options: Object.keys(policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {}),
    }));
    deepStrictEqual(
      shown.slice(1),
      rules.map(({ name, sentence, options }) => ({
        name,
        sentence,
        options: (options ?? []).map((option) => option.name),
      })),
    );
    // The one that is no rule says so itself.
    match(shown[0]?.sentence ?? "", /^Finds nothing\./);
  });

  for (const knowledge of both) {
    it(`says nothing of the good stack (${knowledge})`, async () => {
      deepStrictEqual(await host.analyze(goodStack().draft.resources(knowledge)), []);
    });

    it(`says of a faulty stack what judge() says (${knowledge})`, async () => {
      const resources = faultyStack().draft.resources(knowledge);
      const said = expected(resources);
      const policies = (level: Report["level"]): string[] => [
        ...new Set(said.filter((report) => report.level === level).map(({ policy }) => policy)),
      ];
      deepStrictEqual(policies("mandatory").length, 3);
      deepStrictEqual(sorted(await host.analyze(resources)), said);
    });
  }

  it("shows what cannot be told as an advisory", async () => {
    const reports = await host.analyze(faultyStack().draft.resources("preview"));
    const doubts = reports.filter(({ message }) => message.startsWith("cannot tell:"));
    deepStrictEqual([...new Set(doubts.map(({ policy, level }) => `${policy} ${level}`))].toSorted(), [
      "data-subnets-have-no-internet-route advisory",
      "explicit-security-groups advisory",
      "resources-are-tagged advisory",
    ]);
  });

  it("reads secrets as it reads the rest, and never repeats one", async () => {
    const resources = goodStack()
      .draft.resources("deployed")
      .map((resource) => {
        const { tags } = resource.props;
        if (resource.name !== "db" || tags === undefined) return resource;
        return {
          ...resource,
          props: { ...resource.props, tags: secret({ Project: "hush-hush" }), password: secret("x") },
        };
      });
    const reports = await host.analyze(resources);
    deepStrictEqual(
      reports.map(({ urn }) => urn.slice(urn.lastIndexOf(":") + 1)),
      ["db", "db"],
    );
    strictEqual(JSON.stringify(reports).includes("hush"), false);
  });

  it("finds default tags in a provider that the engine shows beside the resource", async () => {
    const { draft } = goodStack();
    const provider = "urn:pulumi:test::shop::pulumi:providers:aws::main";
    draft.add("aws:s3/bucket:Bucket", "logs", {}, { provider });
    deepStrictEqual(await host.analyze(draft.resources("preview")), []);
  });

  it("takes options from the pack's configuration", async () => {
    const requiredTags = ["CostCentre"];
    await host.configure("resources-are-tagged", { requiredTags });
    const resources = goodStack().draft.resources("preview");
    deepStrictEqual(
      sorted(await host.analyze(resources)),
      expected(resources, { "resources-are-tagged": { requiredTags } }),
    );
  });
});
