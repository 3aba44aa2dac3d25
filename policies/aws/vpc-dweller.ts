/** How a type of resource that lives in a VPC says where, and behind which security groups. */
export interface Dweller {
  /** How a message calls it: "this database". */
  readonly what: string;
  /** Where its security groups stand. Where several are given, any of them will do. */
  readonly groups?: readonly string[];
  /** What AWS does with one that names no group; absent: it does not get the VPC's default group. */
  readonly withoutGroups?: "default group";
  /** It is in a VPC, or asks for groups, only if this part is there. */
  readonly within?: string;
  /** It asks for groups only if this property has one of these values. */
  readonly onlyIf?: { readonly at: string; readonly is: readonly string[]; readonly otherwise: string };
  /** Its groups come from elsewhere if one of these is given. */
  readonly unless?: readonly string[];
  /** Where its subnets stand, for what holds data. */
  readonly data?: DataPlace;
}

export interface DataPlace {
  /** A list of subnet ids, or one. */
  readonly subnets?: string;
  /** The name of a subnet group, and the type that this is. */
  readonly group?: { readonly at: string; readonly type: string };
  /** Its subnets are those of another, named here. */
  readonly inherits?: readonly string[];
  /** With no subnets given AWS takes those of the account's default VPC, which lead to the internet. */
  readonly otherwise?: "default VPC";
}
