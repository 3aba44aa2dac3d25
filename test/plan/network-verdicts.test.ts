import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import assert from "node:assert/strict";
import { AwsxNetwork, existingNetwork, Network, type NetworkLayout } from "../../components/index";
import { resourcesForPolicies } from "../../plan/policies";
import { judge, type Verdict } from "../../policies/judge";
import { evaluate, type Knowledge } from "../../sandbox";

const zoneNames = ["eu-west-1a", "eu-west-1b"];
const tags = { Project: "shop", Environment: "dev", Owner: "tests" };
const subnetRule = "data-subnets-have-no-internet-route";

/** Stores of the kinds that a data tier is for, on whatever network is handed over. */
function makeStores({ vpcId }: NetworkLayout, subnetIds: NetworkLayout["dataSubnetIds"]): void {
  new aws.rds.SubnetGroup("orders", { subnetIds, tags });
  new aws.elasticache.SubnetGroup("sessions", { subnetIds, tags });
  const group = new aws.ec2.SecurityGroup("files", { vpcId, description: "the releases", tags });
  const files = new aws.efs.FileSystem("files", { encrypted: true, tags });
  for (const [place, subnetId] of subnetIds.entries()) {
    const securityGroups = [group.id];
    new aws.efs.MountTarget(`files-${String(place)}`, { fileSystemId: files.id, subnetId, securityGroups });
  }
}

const ours = () => new Network("shop-network", { zoneNames });
const awsxs = () => {
  const subnetSpecs = [
    { type: "Public" },
    { type: "Private" },
    { type: "Isolated" },
  ] as awsx.types.input.ec2.SubnetSpecArgs[];
  const vpc = new awsx.ec2.Vpc("shop", { availabilityZoneNames: zoneNames, subnetSpecs, subnetStrategy: "Auto", tags });
  return new AwsxNetwork("shop-network", { vpc, zoneNames });
};
const elsewhere = () =>
  existingNetwork({
    vpcId: "vpc-0123456789abcdef0",
    zoneNames,
    publicSubnetIds: ["subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
    appSubnetIds: ["subnet-0123456789abcdef3", "subnet-0123456789abcdef4"],
    dataSubnetIds: ["subnet-0123456789abcdef5", "subnet-0123456789abcdef6"],
  });

async function verdict(
  network: () => NetworkLayout,
  tier: "dataSubnetIds" | "appSubnetIds" | "publicSubnetIds",
  knowledge: Knowledge,
): Promise<Verdict> {
  const program = () => {
    const layout = network();
    makeStores(layout, layout[tier]);
  };
  const config = { "aws:region": "eu-west-1" };
  return judge(resourcesForPolicies(await evaluate({ program, stack: "dev", config, knowledge })));
}

const namesOf = (findings: Verdict["violations"]) =>
  findings
    .filter(({ policy }) => policy === subnetRule)
    .map(({ urn }) => urn.split("::").at(-1))
    .sort();
const everyStore = ["files-0", "files-1", "orders", "sessions"];

describe("the policies' answers about", () => {
  for (const knowledge of ["preview", "deployed"] as const) {
    describe(`our network, ${knowledge}`, () => {
      it("pass stores in the data tier", async () => {
        const { violations, cannotTell } = await verdict(ours, "dataSubnetIds", knowledge);
        assert.deepEqual(namesOf(violations), []);
        assert.deepEqual(cannotTell, []);
      });

      it("pass stores in the app tier, whose way out leads through NAT", async () => {
        const { violations, cannotTell } = await verdict(ours, "appSubnetIds", knowledge);
        assert.deepEqual(namesOf(violations), []);
        assert.deepEqual(cannotTell, []);
      });

      it("fail stores in the public tier, each with the route that leads out", async () => {
        const { violations, cannotTell } = await verdict(ours, "publicSubnetIds", knowledge);
        assert.deepEqual([...new Set(namesOf(violations))], everyStore);
        assert.deepEqual(cannotTell, []);
        for (const { policy, message } of violations) {
          if (policy === subnetRule) assert.match(message, /shop-network-public-ipv[46]/);
        }
      });
    });

    it(`a network from elsewhere cannot be told, ${knowledge}`, async () => {
      const { violations, cannotTell } = await verdict(elsewhere, "dataSubnetIds", knowledge);
      assert.deepEqual(namesOf(violations), []);
      assert.deepEqual(namesOf(cannotTell), everyStore);
    });
  }

  describe("an awsx VPC", () => {
    it("cannot be told in a preview, and say what they wait for", async () => {
      const { violations, cannotTell } = await verdict(awsxs, "dataSubnetIds", "preview");
      assert.deepEqual(namesOf(violations), []);
      assert.deepEqual(namesOf(cannotTell), everyStore);
      for (const { policy, message, needs } of cannotTell) {
        assert.equal(policy, subnetRule);
        assert.match(message, /^cannot tell: /);
        assert.ok(
          needs.some((urn) => urn.includes("aws:ec2/subnet:Subnet::shop-")),
          needs.join(),
        );
      }
    });

    it("pass its isolated subnets once it is deployed", async () => {
      const { violations, cannotTell } = await verdict(awsxs, "dataSubnetIds", "deployed");
      assert.deepEqual(namesOf(violations), []);
      assert.deepEqual(namesOf(cannotTell), []);
    });

    it("fail its public subnets once it is deployed", async () => {
      const { violations } = await verdict(awsxs, "publicSubnetIds", "deployed");
      assert.deepEqual([...new Set(namesOf(violations))], everyStore);
    });
  });
});
