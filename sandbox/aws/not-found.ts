/** The words that EC2 and EFS have for what they do not find, by the beginning of the id. */
export const notFound = {
  eigw: (id: string) => `InvalidGatewayID.NotFound: The eigw ID '${id}' does not exist`,
  eipalloc: (id: string) => `InvalidAllocationID.NotFound: The allocation ID '${id}' does not exist`,
  eni: (id: string) => `InvalidNetworkInterfaceID.NotFound: The networkInterface ID '${id}' does not exist`,
  fs: (id: string) => `FileSystemNotFound: File system '${id}' does not exist.`,
  fsap: (id: string) => `AccessPointNotFound: Access point '${id}' does not exist.`,
  igw: (id: string) => `InvalidInternetGatewayID.NotFound: The internetGateway ID '${id}' does not exist`,
  lt: (id: string) =>
    `InvalidLaunchTemplateId.NotFound: The specified launch template, with template ID ${id}, does not exist.`,
  nat: (id: string) => `InvalidNatGatewayID.NotFound: The natGateway ID '${id}' does not exist`,
  rtb: (id: string) => `InvalidRouteTableID.NotFound: The routeTable ID '${id}' does not exist`,
  sg: (id: string) => `InvalidGroup.NotFound: The security group '${id}' does not exist`,
  subnet: (id: string) => `InvalidSubnetID.NotFound: The subnet ID '${id}' does not exist`,
  vpc: (id: string) => `InvalidVpcID.NotFound: The vpc ID '${id}' does not exist`,
  vpce: (id: string) => `InvalidVpcEndpointId.NotFound: The Vpc Endpoint Id '${id}' does not exist`,
};
