/** How the app tier reaches out. */
export const NatGateways = {
  /** It does not: no NAT gateway, and no way out over IPv6 either. */
  None: "none",
  /** One NAT gateway, in the first zone, for all zones: cheapest, and gone when that zone is. */
  Single: "single",
  /** One NAT gateway in every zone, so that the loss of a zone stays in that zone. */
  PerZone: "perZone",
} as const;
export type NatGateways = (typeof NatGateways)[keyof typeof NatGateways];

/** How the app tier reaches out where nobody says. */
export const defaultNatGateways: NatGateways = NatGateways.Single;
