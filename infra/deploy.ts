import type { Config } from "./config";
import { deployMyClothes } from "./myclothes";
import { deployMyTodoList } from "./mytodolist";
import { makePlatform } from "./platform";
import { deployWhatIsTheTime } from "./whatisthetime";

/** Everything that a stack holds: its network, and each system that its configuration names. */
export function deploy(config: Config) {
  const platform = makePlatform(config);
  const { network } = platform;

  return {
    region: config.region,
    zones: network.zoneNames,
    vpcId: network.vpcId,
    publicSubnetIds: network.publicSubnetIds,
    appSubnetIds: network.appSubnetIds,
    dataSubnetIds: network.dataSubnetIds,
    ...(config.whatisthetime && { whatisthetime: deployWhatIsTheTime(config.whatisthetime, platform) }),
    ...(config.myclothes && { myclothes: deployMyClothes(config.myclothes, platform) }),
    ...(config.mytodolist && { mytodolist: deployMyTodoList(config.mytodolist, platform) }),
  };
}
