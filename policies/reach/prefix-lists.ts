import { followOne } from "../graph/follow";
import { read, readEach, type Leaf } from "../graph/read";
import { label, type PlainResource } from "../graph/resource";
import { file, perStack, type Stack } from "../graph/stack";

const LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
const ENTRY = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";

/** The addresses that a prefix list stands for. */
export interface ListedRanges {
  /** How a person calls the list. */
  readonly name: string;
  /** Its ranges as far as this stack has them; AWS's own lists, and those of others, it does not have. */
  readonly ranges: readonly string[];
  /** Whether it may hold others. */
  readonly hasMore: boolean;
}

export function listedRanges(stack: Stack, resource: PlainResource, leaf: Leaf): readonly ListedRanges[] {
  const { certain, oneOf, outside, hasMore } = followOne(stack, resource, leaf, [LIST]);
  return [
    ...[...certain, ...oneOf].map((list) => rangesOf(stack, list)),
    ...outside.map((id) => ({ name: `prefix list ${id}`, ranges: [], hasMore: true })),
    ...(hasMore ? [{ name: "a prefix list that is not known yet", ranges: [], hasMore: true }] : []),
  ];
}

function rangesOf(stack: Stack, list: PlainResource): ListedRanges {
  const inline = readEach(list, "entries[].cidr").filter(({ at }) => at.includes("["));
  const entries = entriesByList(stack).get(list.urn) ?? [];
  const readings = [...inline.map(({ reading }) => reading), ...entries.map((entry) => read(entry, "cidr"))];
  const ranges = readings.flatMap((reading) =>
    reading.state === "known" && typeof reading.value === "string" ? [reading.value] : [],
  );
  const isOpen = read(list, "entries").state === "unknown";
  return { name: label(list), ranges, hasMore: isOpen || ranges.length < readings.length };
}

const entriesByList = perStack((stack): ReadonlyMap<string, readonly PlainResource[]> => {
  const found = new Map<string, PlainResource[]>();
  for (const entry of stack.ofType(ENTRY)) {
    const leaf = { at: "prefixListId", reading: read(entry, "prefixListId") };
    for (const { urn } of followOne(stack, entry, leaf, [LIST]).certain) file(found, urn, entry);
  }
  return found;
});
