import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { made, out } from "./draft";
import { both, goodStack, tags, verdictOf, type GoodStack } from "./good-stack";
import { judge } from "../../policies/judge";
import { UNKNOWN } from "../../policies/graph";

const rule = "resources-are-tagged";
const provider = "urn:pulumi:test::shop::pulumi:providers:aws::main";
const bucket = "aws:s3/bucket:Bucket";

const addProvider = ({ draft }: GoodStack, defaultTags: string): void => {
  draft.add("pulumi:providers:aws", "main", { defaultTags });
};

describe("resources-are-tagged", () => {
  for (const knowledge of both) {
    describe(knowledge, () => {
      it("finds nothing where everything has the required tags", () => {
        deepStrictEqual(verdictOf(rule, knowledge), { violations: [], cannotTell: [] });
      });

      it("finds what lacks one, and says which", () => {
        const { violations } = verdictOf(rule, knowledge, ({ draft, db }) => {
          draft.set(db, { tags: { Project: "shop", Environment: "test" } });
        });
        deepStrictEqual(
          violations.map(({ message }) => message),
          [
            "instance db: it lacks the tag Owner. It must have the tags Project, Environment and Owner, each with a value. Set Owner in its tags, or in defaultTags of its provider.",
          ],
        );
      });

      it("finds what has no tags at all", () => {
        const { violations } = verdictOf(rule, knowledge, ({ draft, db }) => {
          draft.unset(db, "tags");
        });
        strictEqual(
          violations[0]?.message,
          "instance db: it has no tags. It must have the tags Project, Environment and Owner, each with a value. Set Project, Environment and Owner in its tags, or in defaultTags of its provider.",
        );
      });

      it("takes an empty tag for none", () => {
        const { violations } = verdictOf(rule, knowledge, ({ draft, db }) => {
          draft.set(db, { tags: { ...tags, Owner: "" } });
        });
        match(violations[0]?.message ?? "", /^instance db: the tag Owner is empty\. It must have/);
      });

      it("counts the provider's default tags, which it keeps as JSON text", () => {
        const { violations, cannotTell } = verdictOf(rule, knowledge, (stack) => {
          addProvider(stack, JSON.stringify({ tags }));
          stack.draft.add(bucket, "logs", {}, { provider: `${provider}::0a1b` });
        });
        deepStrictEqual([...violations, ...cannotTell], []);
      });

      it("counts tags that the provider has already merged", () => {
        const { violations } = verdictOf(rule, knowledge, ({ draft }) => {
          draft.add(bucket, "logs", { tagsAll: tags });
        });
        deepStrictEqual(violations, []);
      });

      it("reads the list of an auto scaling group", () => {
        const list = Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
        const answers = (given: typeof list): string[] =>
          verdictOf(rule, knowledge, ({ draft }) => {
            draft.add("aws:autoscaling/group:Group", "web", { tags: given });
          }).violations.map(({ message }) => message);
        deepStrictEqual(answers(list), []);
        match(answers(list.slice(1))[0] ?? "", /^group web: it lacks the tag Project\./);
      });

      it("counts tags that a resource of its own puts on", () => {
        const { violations, cannotTell } = verdictOf(rule, knowledge, ({ draft, db }) => {
          draft.set(db, { tags: { Project: "shop", Environment: "test" } });
          draft.add("aws:ec2/tag:Tag", "owner", { resourceId: out(db, "id"), key: "Owner", value: "team" });
        });
        deepStrictEqual([...violations, ...cannotTell], []);
      });

      it("asks for the tags that the configuration names", () => {
        const { violations } = verdictOf(rule, knowledge, undefined, { requiredTags: ["CostCentre"] });
        strictEqual(violations.length > 5, true);
        match(
          violations[0]?.message ?? "",
          /: it lacks the tag CostCentre\. It must have the tag CostCentre with a value\./,
        );
      });
    });
  }

  it("leaves alone what takes no tags", () => {
    const { violations } = verdictOf(rule, "deployed", ({ draft }) => {
      draft.add("aws:s3/bucketVersioning:BucketVersioning", "logs", { bucket: "logs" });
    });
    deepStrictEqual(violations, []);
  });

  it("cannot tell while tags are not known, and says what they wait for", () => {
    const { violations, cannotTell } = verdictOf(rule, "preview", ({ draft, db, group }) => {
      draft.set(db, { tags: out(group, "tags") });
    });
    deepStrictEqual(violations, []);
    deepStrictEqual(
      cannotTell.map(({ message, needs }) => ({ message, needs })),
      [
        {
          message:
            "cannot tell: instance db: it is not known yet whether it has the tags Project, Environment and Owner, each with a value. This can be told once its tags are known.",
          needs: ["urn:pulumi:test::shop::aws:ec2/securityGroup:SecurityGroup::db"],
        },
      ],
    );
  });

  it("cannot tell which of two resources a tag is put on", () => {
    const { violations, cannotTell } = verdictOf(rule, "preview", ({ draft, db, group }) => {
      for (const each of [db, group]) draft.set(each, { tags: { Project: "shop", Environment: "test" } });
      const resourceId = made([db, group], out(db, "id"));
      draft.add("aws:ec2/tag:Tag", "owner", { resourceId, key: "Owner", value: "team" });
    });
    deepStrictEqual([violations.length, cannotTell.length], [0, 2]);
  });

  it("cannot tell whether a required tag is empty while its value is not known", () => {
    const { violations, cannotTell } = verdictOf(rule, "preview", ({ draft, db, group }) => {
      draft.set(db, { tags: { ...tags, Owner: out(group, "ownerId") } });
    });
    deepStrictEqual(violations, []);
    match(
      cannotTell[0]?.message ?? "",
      /^cannot tell: instance db: it is not known yet whether it has the tag Owner with a value\./,
    );
    deepStrictEqual(cannotTell[0]?.needs, ["urn:pulumi:test::shop::aws:ec2/securityGroup:SecurityGroup::db"]);
  });

  it("misses a tag that is not there beside others whose values are not known", () => {
    const { violations, cannotTell } = verdictOf(rule, "preview", ({ draft, db, group }) => {
      draft.set(db, { tags: { Project: "shop", Owner: out(group, "ownerId"), Name: out(group, "name") } });
    });
    deepStrictEqual(cannotTell, []);
    match(violations[0]?.message ?? "", /^instance db: it lacks the tag Environment\. .* Set Environment in its tags/);
  });

  it("can tell in spite of unknown tags where default tags hold all that is required", () => {
    const { cannotTell } = verdictOf(rule, "preview", (stack) => {
      addProvider(stack, JSON.stringify({ tags }));
      stack.draft.add(bucket, "logs", { tags: out(stack.group, "tags") }, { provider });
    });
    deepStrictEqual(cannotTell, []);
  });

  it("cannot tell where the provider's default tags are to come and it cannot be seen", () => {
    const { draft, db } = goodStack();
    draft.unset(db, "tags");
    const resources = draft
      .resources("preview")
      .map((resource) =>
        resource.urn === db.urn ? { ...resource, props: { ...resource.props, tagsAll: UNKNOWN } } : resource,
      );
    const { violations, cannotTell } = judge(resources);
    deepStrictEqual([violations.length, cannotTell.map(({ needs }) => needs)], [0, [[`${db.urn}#tagsAll`]]]);
  });

  it("knows the types that take tags in the installed SDK", () => {
    const script = join(__dirname, "../../policies/generate-taggable-types.mjs");
    const { status, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
    strictEqual(status, 0, stderr);
  });
});
