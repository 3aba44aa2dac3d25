import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { subnetCidrBlock, subnetIpv6CidrBlock, type Tier } from "./cidr";
import { zoneLetter } from "./zones";

/** The subnets of one zone. */
export interface ZoneSubnets extends Record<Tier, aws.ec2.Subnet> {
  /** What tells the zone from the others, and names what is made in it. */
  letter: string;
}

/** One subnet per tier in every zone, in the order of the zones. */
export function makeSubnets(
  name: string,
  { vpc, cidrBlock, zoneNames }: { vpc: aws.ec2.Vpc; cidrBlock: string; zoneNames: string[] },
  parent: pulumi.Resource,
): ZoneSubnets[] {
  return zoneNames.map((zoneName) => {
    const letter = zoneLetter(zoneName);
    const subnet = (tier: Tier) =>
      new aws.ec2.Subnet(
        `${name}-${tier}-${letter}`,
        {
          vpcId: vpc.id,
          availabilityZone: zoneName,
          cidrBlock: subnetCidrBlock(cidrBlock, letter, tier),
          ipv6CidrBlock: vpc.ipv6CidrBlock.apply((block) => subnetIpv6CidrBlock(block, letter, tier)),
          // A public address is something a resource asks for itself; none is handed out here.
          mapPublicIpOnLaunch: false,
          // An IPv6 address is a public one where the route leads to the internet gateway. Only the app tier, behind
          // its egress-only gateway, gives one to whatever starts in it. Load balancers take theirs without this.
          assignIpv6AddressOnCreation: tier === "app",
          tags: { Name: `${name}-${tier}-${letter}` },
        },
        { parent },
      );
    return { letter, public: subnet("public"), app: subnet("app"), data: subnet("data") };
  });
}
