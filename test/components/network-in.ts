import { existingNetwork, type NetworkLayout } from "../../components/index";

/** A network that is there already, in the zones of the stack's region with these letters. */
export function networkIn(letters: string): NetworkLayout {
  const subnetIds = (tier: number) => letters.split("").map((letter) => `subnet-0${letter}00000000000000${tier}`);
  return existingNetwork({
    vpcId: "vpc-0123456789abcdef0",
    zoneNames: letters.split("").map((letter) => `eu-west-1${letter}`),
    publicSubnetIds: subnetIds(1),
    appSubnetIds: subnetIds(2),
    dataSubnetIds: subnetIds(3),
    s3PrefixListId: "pl-6da54004",
    dynamodbPrefixListId: "pl-6fa54006",
  });
}
