import { Network } from "../components/index";
import type { Config } from "./config";
import { makeProvider } from "./provider";

/** Everything that a stack holds: its network, and each system that its configuration names. */
export function deploy(config: Config) {
  const provider = makeProvider(config);
  const network = new Network("platform-network", config.network, { providers: [provider] });

  return {
    region: config.region,
    zones: network.zoneNames,
    vpcId: network.vpcId,
    publicSubnetIds: network.publicSubnetIds,
    appSubnetIds: network.appSubnetIds,
    dataSubnetIds: network.dataSubnetIds,
  };
}
