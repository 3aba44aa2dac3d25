import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import { AwsxNetwork, existingNetwork, type NetworkLayout } from "../../components/index";
import { parseConfig } from "../../infra/config";
import { deployMyClothes } from "../../infra/myclothes";
import type { Platform } from "../../infra/platform";
import { deployWhatIsTheTime } from "../../infra/whatisthetime";
import { resourcesForPolicies } from "../../plan/policies";
import { evaluate, type Knowledge } from "../../sandbox";
import type { Plan } from "./planned";
import { asPulumiDoes, good } from "./stack-values";

const zoneNames = ["eu-west-1a", "eu-west-1b"];
const subnets = (tier: number) => ["a", "b"].map((zone) => `subnet-0${zone}00000000000000${String(tier)}`);

/** Layouts that the program's configuration does not offer, and its systems take all the same. */
export const networks: Record<string, () => NetworkLayout> = {
  "awsx made": () => {
    const vpc = new awsx.ec2.Vpc("shared", {
      availabilityZoneNames: zoneNames,
      subnetStrategy: "Auto",
      subnetSpecs: [{ type: "Public" }, { type: "Private" }, { type: "Isolated" }],
      // With a security group of its own, which admits the whole VPC: to AWS's API, and to nobody's store.
      vpcEndpointStrategy: "Auto",
      vpcEndpointSpecs: [{ serviceName: "com.amazonaws.eu-west-1.ssm", vpcEndpointType: "Interface" }],
    });
    return new AwsxNetwork("shared", { vpc, zoneNames });
  },
  "is somebody's, by plain ids": () =>
    existingNetwork({
      ...{ vpcId: "vpc-0123456789abcdef0", zoneNames },
      ...{ publicSubnetIds: subnets(1), appSubnetIds: subnets(2), dataSubnetIds: subnets(3) },
    }),
};

/** Both systems of dev on a network of another make. */
export async function plannedOn(network: () => NetworkLayout, knowledge: Knowledge): Promise<Plan> {
  const block = { plainHttp: true };
  const config = asPulumiDoes({ ...good, "clothesline:whatisthetime": block, "clothesline:myclothes": block });
  const program = () => {
    const { whatisthetime, myclothes } = parseConfig(config, "dev");
    const provider = new aws.Provider("shared-aws", { region: "eu-west-1" });
    const platform: Platform = {
      ...{ network: network(), alarms: {}, accessLogs: {}, tags: {}, invoke: { provider } },
      ...{ options: { providers: [provider] }, apiOptions: { providers: [provider] } },
    };
    if (whatisthetime) deployWhatIsTheTime(whatisthetime, platform);
    if (myclothes) deployMyClothes(myclothes, platform);
  };
  return resourcesForPolicies(await evaluate({ program, stack: "dev", config, knowledge }));
}
