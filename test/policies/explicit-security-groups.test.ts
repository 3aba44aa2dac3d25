import { deepStrictEqual, match } from "node:assert/strict";
import { id, out, type Given } from "./draft";
import { both, tags, verdictOf, type GoodStack } from "./good-stack";

const rule = "explicit-security-groups";

const messages = (
  knowledge: "preview" | "deployed",
  change: (stack: GoodStack) => void,
): { fails: string[]; doubts: string[] } => {
  const { violations, cannotTell } = verdictOf(rule, knowledge, change);
  return { fails: violations.map(({ message }) => message), doubts: cannotTell.map(({ message }) => message) };
};
const CLEAN = { fails: [], doubts: [] };

/** Types that AWS puts behind the VPC's default group unless they name one: how they look with groups and without. */
const dwellers: readonly [type: string, given: (groups: Given) => Record<string, Given>][] = [
  ["aws:rds/cluster:Cluster", (groups) => ({ vpcSecurityGroupIds: groups })],
  ["aws:docdb/cluster:Cluster", (groups) => ({ vpcSecurityGroupIds: groups })],
  ["aws:neptune/cluster:Cluster", (groups) => ({ vpcSecurityGroupIds: groups })],
  ["aws:redshift/cluster:Cluster", (groups) => ({ vpcSecurityGroupIds: groups })],
  ["aws:elasticache/cluster:Cluster", (groups) => ({ securityGroupIds: groups })],
  ["aws:elasticache/replicationGroup:ReplicationGroup", (groups) => ({ securityGroupIds: groups })],
  ["aws:elasticache/serverlessCache:ServerlessCache", (groups) => ({ securityGroupIds: groups })],
  ["aws:memorydb/cluster:Cluster", (groups) => ({ securityGroupIds: groups })],
  ["aws:dax/cluster:Cluster", (groups) => ({ securityGroupIds: groups })],
  ["aws:efs/mountTarget:MountTarget", (groups) => ({ securityGroups: groups })],
  ["aws:ec2/instance:Instance", (groups) => ({ vpcSecurityGroupIds: groups })],
  ["aws:ec2/launchTemplate:LaunchTemplate", (groups) => ({ vpcSecurityGroupIds: groups })],
  ["aws:ec2/launchTemplate:LaunchTemplate", (groups) => ({ networkInterfaces: [{ securityGroups: groups }] })],
  ["aws:ec2/networkInterface:NetworkInterface", (groups) => ({ securityGroups: groups })],
  ["aws:lb/loadBalancer:LoadBalancer", (groups) => ({ securityGroups: groups })],
  ["aws:alb/loadBalancer:LoadBalancer", (groups) => ({ securityGroups: groups, loadBalancerType: "application" })],
  ["aws:lambda/function:Function", (groups) => ({ vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: groups } })],
  [
    "aws:ecs/service:Service",
    (groups) => ({ networkConfiguration: { subnets: ["subnet-1"], securityGroups: groups } }),
  ],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", (groups) => ({ vpcEndpointType: "Interface", securityGroupIds: groups })],
  ["aws:msk/serverlessCluster:ServerlessCluster", (groups) => ({ vpcConfigs: [{ securityGroupIds: groups }] })],
  ["aws:opensearch/domain:Domain", (groups) => ({ vpcOptions: { securityGroupIds: groups } })],
  ["aws:rds/proxy:Proxy", (groups) => ({ vpcSecurityGroupIds: groups })],
];

describe("explicit-security-groups", () => {
  for (const knowledge of both) {
    describe(knowledge, () => {
      it("finds nothing where everything names its groups and the default group is emptied", () => {
        deepStrictEqual(
          messages(knowledge, () => undefined),
          CLEAN,
        );
      });

      it("finds a database that names none, and says what AWS then does", () => {
        const { fails } = messages(knowledge, ({ draft, db }) => {
          draft.unset(db, "vpcSecurityGroupIds");
        });
        deepStrictEqual(fails, [
          "sg default → instance db: vpcSecurityGroupIds is not given, so AWS attaches the VPC's default group. Whatever sits in a VPC must name its security groups. Set vpcSecurityGroupIds to the groups of this database.",
        ]);
      });

      for (const [type, given] of dwellers) {
        const how = Object.keys(given([])).join(", ");
        it(`asks ${type} for its groups (${how})`, () => {
          const add = (groups: (stack: GoodStack) => Given) => (stack: GoodStack) => {
            stack.draft.add(type, "it", given(groups(stack)));
          };
          deepStrictEqual(
            messages(
              knowledge,
              add(({ group }) => [id(group)]),
            ),
            CLEAN,
          );
          for (const none of [null, []]) {
            const { fails, doubts } = messages(
              knowledge,
              add(() => none),
            );
            deepStrictEqual([fails.length, doubts.length], [1, 0]);
            match(fails[0] ?? "", /^sg default → .* it: .* is not given, so AWS attaches the VPC's default group/);
          }
          const named = messages(
            knowledge,
            add(({ emptied }) => [id(emptied)]),
          );
          match(named.fails[0] ?? "", /^default sg emptied → .* it: .* names the VPC's default group/);
        });
      }

      it("finds a group that the VPC was born with", () => {
        const { fails } = messages(knowledge, ({ draft, db, vpc, group }) => {
          draft.set(db, { vpcSecurityGroupIds: [id(group), out(vpc, "defaultSecurityGroupId")] });
        });
        match(
          fails[0] ?? "",
          /sg.* → instance db: vpcSecurityGroupIds names the VPC's default group\. Nothing may use/,
        );
      });

      it("finds an interface of a template that names none beside one that does", () => {
        const { fails } = messages(knowledge, ({ draft }) => {
          const networkInterfaces = [{ securityGroups: ["sg-1"] }, { networkInterfaceId: "eni-1" }, { deviceIndex: 1 }];
          draft.add("aws:ec2/launchTemplate:LaunchTemplate", "web", { networkInterfaces });
        });
        deepStrictEqual(fails.length, 1);
        match(fails[0] ?? "", /template web: networkInterfaces\[2\]\.securityGroups is not given/);
      });

      it("asks nothing of what has no groups of its own", () => {
        const change = ({ draft }: GoodStack): void => {
          draft.add("aws:lambda/function:Function", "outside-the-vpc", { runtime: "nodejs24.x" });
          draft.add("aws:lb/loadBalancer:LoadBalancer", "network", { loadBalancerType: "network" });
          draft.add("aws:ec2/vpcEndpoint:VpcEndpoint", "gateway", { serviceName: "s3" });
          draft.add("aws:ec2/instance:Instance", "by-template", { launchTemplate: { id: "lt-1" } });
          draft.add("aws:elasticache/cluster:Cluster", "member", { replicationGroupId: "carts" });
          draft.add("aws:ecs/service:Service", "bridge", { desiredCount: 1 });
        };
        deepStrictEqual(messages(knowledge, change), CLEAN);
      });

      it("accepts an endpoint whose default group another resource replaces", () => {
        const change = (replaceDefaultAssociation: boolean) => (stack: GoodStack) => {
          const { draft, group } = stack;
          const endpoint = draft.add("aws:ec2/vpcEndpoint:VpcEndpoint", "sqs", { vpcEndpointType: "Interface" });
          const securityGroupId = id(group);
          const given = { vpcEndpointId: id(endpoint), securityGroupId, replaceDefaultAssociation };
          draft.add("aws:ec2/securityGroupAssociation:SecurityGroupAssociation", "sqs", given);
        };
        deepStrictEqual(messages(knowledge, change(true)), CLEAN);
        deepStrictEqual(messages(knowledge, change(false)).fails.length, 1);
      });

      it("accepts a template without groups that only EKS uses, which adds the cluster's", () => {
        const change = ({ draft }: GoodStack): void => {
          const template = draft.add("aws:ec2/launchTemplate:LaunchTemplate", "nodes", {});
          draft.add("aws:eks/nodeGroup:NodeGroup", "nodes", { launchTemplate: { id: id(template), version: "1" } });
        };
        deepStrictEqual(messages(knowledge, change), CLEAN);
      });

      it("demands that the default group of a VPC made here is taken over", () => {
        const { fails } = messages(knowledge, ({ draft, emptied }) => {
          draft.remove(emptied);
        });
        deepStrictEqual(fails, [
          "vpc main → sg default: the VPC's default group keeps the rules that AWS gives it. It must have none. Add an aws.ec2.DefaultSecurityGroup with this VPC's id and without rules.",
        ]);
      });

      it("demands that it is empty", () => {
        const open = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.0.0.0/8"] }];
        for (const property of ["ingress", "egress"]) {
          const { fails } = messages(knowledge, ({ draft, emptied }) => {
            draft.set(emptied, { [property]: open });
          });
          match(
            fails[0] ?? "",
            new RegExp(`vpc main → default sg emptied: the VPC's default group has ${property} rules`),
          );
        }
        const empty = messages(knowledge, ({ draft, emptied }) => {
          draft.set(emptied, { ingress: [], egress: [] });
        });
        deepStrictEqual(empty, CLEAN);
      });

      it("asks each block that is there for groups, and none that is not", () => {
        const endpoint = (...securityGroupIds: Given[]): Given => ({
          privateEndpoint: { managedVpcResource: { securityGroupIds } },
        });
        const gateway = (authorizer: (stack: GoodStack) => Record<string, Given>) => (stack: GoodStack) => {
          const given = { authorizerConfiguration: { customJwtAuthorizer: authorizer(stack) } };
          stack.draft.add("aws:bedrock/agentcoreGateway:AgentcoreGateway", "tools", given);
        };
        const own = { privateEndpoint: { selfManagedLatticeResource: { resourceIdentifier: "rcfg-1" } } };
        const allNamed = gateway(({ group }) => ({ privateEndpointOverrides: [own, endpoint(id(group))] }));
        deepStrictEqual(messages(knowledge, allNamed), CLEAN);
        const { fails } = messages(
          knowledge,
          gateway(({ group }) => ({ privateEndpointOverrides: [endpoint(id(group)), endpoint()] })),
        );
        deepStrictEqual(fails.length, 1);
        match(
          fails[0] ?? "",
          /gateway tools: .*privateEndpointOverrides\[1\]\..*securityGroupIds is not given, so AWS/,
        );
      });

      it("cannot tell what AWS does without groups where AWS does not say", () => {
        const { fails, doubts } = messages(knowledge, ({ draft }) => {
          draft.add("aws:iot/topicRuleDestination:TopicRuleDestination", "kafka", {
            vpcConfiguration: { vpcId: "vpc-1" },
          });
        });
        deepStrictEqual(fails, []);
        deepStrictEqual(doubts, [
          "cannot tell: topic rule destination kafka: vpcConfiguration.securityGroups is not given, and AWS does not say which security group this destination then gets. Set vpcConfiguration.securityGroups to the groups of this destination.",
        ]);
      });

      it("finds the default group where groups are never asked for", () => {
        const { fails } = messages(knowledge, ({ draft, group, emptied }) => {
          const given = { vpcConfig: { securityGroupIds: [id(group)] }, replacementSecurityGroupIds: [id(emptied)] };
          draft.add("aws:lambda/function:Function", "resize", given);
        });
        match(fails[0] ?? "", /function resize: replacementSecurityGroupIds names the VPC's default group\./);
      });
    });
  }

  for (const knowledge of both) {
    it(`takes an optional value that nobody gave, and that AWS fills in, for not given (${knowledge})`, () => {
      const { fails } = messages(knowledge, ({ draft }) => {
        draft.add("aws:rds/instance:Instance", "other", { tags }, { computed: { vpcSecurityGroupIds: "sg-x" } });
      });
      deepStrictEqual(fails.length, 1);
      match(fails[0] ?? "", /instance other: vpcSecurityGroupIds is not given/);
    });
  }

  it("cannot tell whether groups from outside, not known yet, are the default one", () => {
    const { fails, doubts } = messages("preview", ({ draft, db }) => {
      const stackReference = draft.add("pulumi:pulumi:StackReference", "network");
      draft.set(db, { vpcSecurityGroupIds: [out(stackReference, "outputs")] });
      draft.remove(stackReference);
    });
    deepStrictEqual(fails, []);
    match(
      doubts[0] ?? "",
      /^cannot tell: .*instance db: it is not known yet whether vpcSecurityGroupIds names a VPC's default group/,
    );
  });

  it("cannot tell what kind a load balancer without groups is while that is not known", () => {
    const { fails, doubts } = messages("preview", ({ draft, vpc }) => {
      draft.add("aws:lb/loadBalancer:LoadBalancer", "web", { loadBalancerType: out(vpc, "id") });
    });
    deepStrictEqual(fails, []);
    match(doubts[0] ?? "", /load balancer web: .* depends on loadBalancerType, which is not known yet/);
  });

  it("cannot tell which VPC a default group is of while nothing leads there", () => {
    const { fails, doubts } = messages("preview", ({ draft, emptied, group }) => {
      draft.set(emptied, { vpcId: out(group, "vpcId") });
    });
    deepStrictEqual(fails, []);
    match(
      doubts[0] ?? "",
      /vpc main → default sg emptied: it is not known yet whether this default group is that of this VPC/,
    );
  });

  it("knows the default group by its ARN, and among ids with commas between", () => {
    const { fails } = messages("deployed", ({ draft }) => {
      const securityGroupArns = ["arn:aws:ec2:eu-west-1:123456789012:security-group/sg-born"];
      draft.add("aws:datasync/agent:Agent", "agent", { securityGroupArns });
      const additionalMasterSecurityGroups = "sg-1, sg-born";
      draft.add("aws:emr/cluster:Cluster", "cluster", { ec2Attributes: { additionalMasterSecurityGroups } });
    });
    deepStrictEqual(fails.length, 2);
  });
});
