export { AwsxNetwork, type AwsxNetworkArgs } from "./network/awsx-network";
export { existingNetwork, type ExistingNetworkArgs } from "./network/existing-network";
export type { NetworkLayout } from "./network/layout";
export { NatGateways } from "./network/nat";
export { Network, type NetworkArgs } from "./network/network";
export { Traffic, TrafficProtocol, type TrafficArgs } from "./traffic/traffic";
