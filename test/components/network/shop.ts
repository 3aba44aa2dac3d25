import { Network, type NetworkArgs } from "../../../components/index";
import { stackOf } from "../stack";

/** The names of these zones of the stack's region. */
export const zonesOf = (letters: string) => letters.split("").map((letter) => `eu-west-1${letter}`);

/** A program with a network "shop" in these zones, which gives its layout as outputs. */
export function shop(letters: string, args: Partial<NetworkArgs> = {}) {
  return () => {
    const network = new Network("shop", { zoneNames: zonesOf(letters), ...args });
    return {
      publicSubnetIds: network.publicSubnetIds,
      appSubnetIds: network.appSubnetIds,
      dataSubnetIds: network.dataSubnetIds,
      vpcId: network.vpcId,
      zoneNames: network.zoneNames,
      s3PrefixListId: network.s3PrefixListId,
      dynamodbPrefixListId: network.dynamodbPrefixListId,
    };
  };
}

/** The URNs of what a program makes, in alphabetical order. */
export const urns = async (...args: Parameters<typeof stackOf>) =>
  (await stackOf(...args)).resources.map(({ urn }) => urn).sort();
