/** How a type of resource that lives in a VPC says where, and behind which security groups. */
export interface Dweller {
  /** How a message calls it: "this database". */
  readonly what: string;
  /** Where its security groups stand. Where several are given, any of them will do. */
  readonly groups?: readonly string[];
  /** Where groups stand inside blocks that may be left out. Each block that is there needs its own. */
  readonly groupsInBlocks?: readonly string[];
  /** Where more groups may stand, which are never asked for. */
  readonly moreGroups?: readonly string[];
  /**
   * What AWS does with one that names no group: attach the VPC's default group, or something that it does not
   * document. Absent: it does not get the default group, or AWS refuses it.
   */
  readonly withoutGroups?: "default group" | "undocumented";
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
  /** It is only the way to what holds the data, named here. */
  readonly doorTo?: { readonly at: string; readonly type: string; readonly what: string };
  /** With no subnets given AWS takes those of the account's default VPC, which lead to the internet. */
  readonly otherwise?: "default VPC";
}

/** AWS refuses it without groups, makes some for it or does without: only which ones it names matters. */
export const naming = (what: string, ...groups: readonly string[]): Dweller => ({ what, groups });
