import type { Properties, Value } from "../values";

/** Something that is in an account already. */
export interface Thing {
  type: string;
  id: string;
  region: string;
  /** Everything that AWS knows of it: what was asked for, and what AWS answered. */
  properties: Properties;
}

/** Somebody's attempt to make, change or delete something, as AWS looks at it. Nothing in it is unknown or closed. */
export interface Attempt {
  inputs: Properties;
  region: string;
  /** What stands there now: absent when something is made. */
  now?: Thing;
  /** Everything else that is in the same region of the account, by type. */
  others: (type: string) => Thing[];
  /** The same in every region. */
  everywhere: (type: string) => Thing[];
  /** What is in the account under an id, in the same region. */
  find: (id: Value | undefined) => Thing | undefined;
}

/** Somebody's attempt to delete what stands there. */
export type Deletion = Attempt & { now: Thing };

/** What becomes different of something that is there. */
export interface Change {
  thing: Thing;
  properties: Properties;
}

/** A refusal as AWS words it, with its code first; undefined admits. */
export type Refusal = string | undefined;

/** What may be there once only. */
export interface UniqueRule {
  /** The properties that together are taken once; where the first has no value, the rule says nothing. */
  properties: readonly [string, ...string[]];
  refusal: (thing: Properties) => string;
  /** S3 and IAM look at every region. */
  everywhere?: true;
}

/** What a name may be. */
interface NameRule {
  argument: string;
  pattern: RegExp;
  /** The pattern in words: "allowed are 3 to 63 …". */
  allowed: string;
}

/** Arguments of which the provider wants exactly one, or at least one. */
export interface ChoiceRule {
  among: readonly [string, ...string[]];
  several?: true;
}

/** An argument, or a list, of blocks of addresses: a network's own address, of one family. */
export interface BlockRule {
  argument: string;
  family: 4 | 6;
  /** How long the prefix may be, where the provider says. */
  prefix?: readonly [shortest: number, longest: number];
}

/** A number that the provider holds to a range, or to a few values. */
export interface NumberRule {
  argument: string;
  allowed: readonly number[] | { from: number; to: number };
}

/** How a type behaves beyond its answers: what replaces it, what AWS and its provider refuse, what remains of it. */
export interface Behaviour {
  /** Arguments that the provider cannot do without. A test holds them to the SDK's declarations. */
  required?: readonly string[];
  names?: readonly NameRule[];
  choices?: readonly ChoiceRule[];
  blocks?: readonly BlockRule[];
  numbers?: readonly NumberRule[];

  /**
   * Arguments that the provider can only change by making the thing anew ("Forces new resource"); none is said, too.
   * They stand in the sources of terraform-provider-aws, which the Pulumi provider takes over, in the file that each
   * type names: as ForceNew, or as RequiresReplace.
   */
  replaces: readonly string[];
  /** Arguments that force a new resource by how they change, out of those that do change. */
  replacesWhen?: (before: Properties, after: Properties) => readonly string[];
  /**
   * Arguments whose difference the provider overlooks, out of those that differ (DiffSuppressFunc): what is there stays
   * as it is, also where something else changes.
   */
  suppresses?: (before: Properties, after: Properties) => readonly string[];
  /** For what cannot be there twice, even while it is replaced. Who has a fixed name is deleted first anyway. */
  deleteBeforeReplace?: true;

  /** Whether deleting or replacing it loses what people stored in it. */
  holdsData?: true;
  /** A setting of something else, or a thing that AWS made itself: making it again finds and overwrites it. */
  overwrites?: true;

  unique?: readonly UniqueRule[];
  /** What AWS refuses to make, or to change so. */
  refuses?: (attempt: Attempt) => Refusal;
  /** Arguments that AWS admits and takes for other ones, as it then has them. */
  takes?: (attempt: Attempt) => Properties;
  /** What AWS changes of other things together with it. */
  changesAlong?: (attempt: Attempt) => readonly Change[];
  /** What the provider makes of what it finds, given what it knew before. */
  reads?: (known: Properties, found: Properties) => Properties;

  /** The switch by which AWS refuses to delete it. */
  protection?: { argument: string; on: Value; refusal: (thing: Thing) => string };
  /** What AWS refuses to delete for other reasons; the inputs are what the provider was last told. */
  refusesDelete?: (attempt: Deletion) => Refusal;
  /** The refusal to delete it while something else names its id. Without one AWS lets it go and leaves loose ends. */
  whileUsed?: (thing: Thing) => string;
  /** The types that hold it back, where not all that name it do. */
  heldBy?: readonly string[];
  /** Arguments that name what this belongs to: it does not hold that back, and goes with it. */
  goesWith?: readonly string[];
  /** Arguments that name something without holding it back. */
  loose?: readonly string[];
  /** What is left once it is deleted: a snapshot, or itself until a waiting time is over. */
  leaves?: (thing: Thing, inputs: Properties) => "itself, pending deletion" | Omit<Thing, "region"> | undefined;

  /**
   * The type that each argument names, or the types, one of which it names: "vpcId", "subnetIds", and within blocks
   * "subnetMappings.subnetId". What is named there has to be in the account, as a thing of that type.
   */
  refersTo?: Readonly<Record<string, string | readonly string[]>>;
  /** The type of what AWS makes together with it, by the property that shows its id. */
  brings?: Readonly<Record<string, string>>;
  /** The type as which others name it: a default security group is a security group. */
  countsAs?: string;
  /** AWS's refusal to find it, for whoever names it. */
  missing?: (id: string) => string;
  /** A property by which it can be looked up besides its id. */
  alsoKnownBy?: string;
  /** The argument that names the thing within which its id is the only one of its kind; elsewhere it is there again. */
  idWithin?: string;
}

/** EC2's refusal to delete what is in use. */
export function dependencyViolation(kind: string): NonNullable<Behaviour["whileUsed"]> {
  return ({ id }) => `DependencyViolation: The ${kind} '${id}' has dependencies and cannot be deleted.`;
}
