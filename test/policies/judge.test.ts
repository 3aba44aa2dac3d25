import { deepStrictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN, type PlainResource, type Value } from "../../policies/graph";
import { vpcDwellers } from "../../policies/aws/vpc-dwellers";
import { judge, PackConfigError } from "../../policies/judge";
import { CANNOT_TELL } from "../../policies/rule";
import { rules } from "../../policies/rules";
import { both, goodStack } from "./good-stack";

describe("judging a stack", () => {
  for (const knowledge of both) {
    it(`finds nothing in the good one (${knowledge})`, () => {
      const { violations, cannotTell, waived, unseenTypes, passes } = judge(goodStack().draft.resources(knowledge));
      deepStrictEqual(
        { violations, cannotTell, waived, unseenTypes },
        {
          violations: [],
          cannotTell: [],
          waived: [],
          unseenTypes: [],
        },
      );
      // Tags of eleven, groups of the database and its VPC, subnets of the subnet group.
      deepStrictEqual(passes, 14);
    });
  }

  it("lists the types that no rule looks at, without components and Pulumi's own", () => {
    const { draft } = goodStack();
    const types = ["random:index/randomId:RandomId", "aws:s3/bucketVersioning:BucketVersioning"];
    for (const type of [...types, ...types, "pulumi:pulumi:Stack", "pulumi:providers:aws"]) draft.add(type, "it");
    const component = draft.add("shop:index:Network", "net");
    const resources = draft
      .resources("preview")
      .map((resource) => (resource.urn === component.urn ? { ...resource, custom: false } : resource));
    deepStrictEqual(judge(resources).unseenTypes, types.toSorted());
  });

  it("takes levels from the configuration", () => {
    const { draft, db } = goodStack();
    draft.unset(db, "tags");
    const levels = (config: Parameters<typeof judge>[1]): string[] =>
      judge(draft.resources("deployed"), config).violations.map(({ level }) => level);
    deepStrictEqual(levels({}), ["mandatory"]);
    deepStrictEqual(levels({ config: { "resources-are-tagged": "advisory" } }), ["advisory"]);
    deepStrictEqual(levels({ config: { "resources-are-tagged": { enforcementLevel: "disabled" } } }), []);
  });

  it("names all that is wrong with a configuration", () => {
    const config = {
      "no-such-rule": "advisory",
      "resources-are-tagged": { enforcementLevel: "loud", requiredTags: "Owner", tags: [] },
    } as const;
    throws(
      () => judge([], { config }),
      (error: unknown) => {
        deepStrictEqual(
          error instanceof PackConfigError ? error.problems.map((problem) => problem.split(":")[0]) : [],
          [
            "no-such-rule",
            "resources-are-tagged.enforcementLevel",
            "resources-are-tagged.requiredTags",
            "resources-are-tagged.tags",
          ],
        );
        return true;
      },
    );
  });

  it("refuses a list of required tags that asks for nothing, and says what to do", () => {
    throws(() => judge([], { config: { "resources-are-tagged": { requiredTags: [] } } }), {
      message:
        'The policy pack\'s configuration is wrong:\n  resources-are-tagged.requiredTags: got [], allowed is a list of at least one text, such as ["Project","Environment","Owner"]; leave requiredTags out for that list, or set enforcementLevel to "disabled" to ask for nothing',
    });
  });

  it("names every rule once, by the name of its file", () => {
    const names = rules.map(({ name }) => name);
    deepStrictEqual(names, [...new Set(names)].toSorted());
  });

  it("never throws, and marks every doubt, whatever stands in the properties", () => {
    const types = [
      ...new Set([...rules.flatMap((rule) => rule.types.slice(0, 2000)).filter(isVpcType), ...vpcDwellers.keys()]),
    ];
    const keys = fc.constantFrom(
      ...["id", "vpcId", "subnetId", "subnetIds", "routeTableId", "gatewayId", "routes", "tags", "tagsAll", "ingress"],
      ...[
        "vpcConfig",
        "vpcOptions",
        "networkInterfaces",
        "securityGroupIds",
        "vpcSecurityGroupIds",
        "defaultRouteTableId",
      ],
      ...["dbSubnetGroupName", "loadBalancerType", "defaultTags", "replicateSourceDb", "key", "value", "resourceId"],
    );
    const urns = fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `urn:${index}`), "urn:gone");
    const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constant(UNKNOWN),
        fc.constantFrom("igw-1", "subnet-1", "", "application", "Interface", '{"tags":1}', "{"),
        fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string()),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.oneof(keys, fc.string()), tie("value"), { maxKeys: 3 }),
      ),
    })).value;
    const resource = fc.record({
      type: fc.constantFrom(...types),
      props: fc.dictionary(keys, value, { maxKeys: 6 }),
      inputs: fc.option(fc.dictionary(keys, value, { maxKeys: 6 }), { nil: undefined }),
      propertyDependencies: fc.dictionary(keys, fc.array(urns, { maxLength: 4 }), { maxKeys: 6 }),
      parent: fc.option(urns, { nil: undefined }),
      provider: fc.option(urns, { nil: undefined }),
    });
    const options = { protect: false, ignoreChanges: [], aliases: [] };
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 12 }), (made) => {
        const resources = made.map((each, index): PlainResource => ({
          ...each,
          urn: `urn:${index}`,
          name: `r${index}`,
          dependencies: [],
          options,
        }));
        const { violations, cannotTell } = judge(resources);
        for (const { message } of violations) if (message.startsWith(CANNOT_TELL)) throw new Error(message);
        for (const { message, needs } of cannotTell) {
          if (!message.startsWith(CANNOT_TELL) || needs.length === 0) throw new Error(message);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

const isVpcType = (type: string): boolean => type.startsWith("aws:ec2/") || type.startsWith("aws:vpc/");
