import { BlockList, isIP } from "node:net";

interface Block {
  address: string;
  prefix: number;
  family: "ipv4" | "ipv6";
}

function blockOf(cidr: string): Block | undefined {
  const [address = "", length = ""] = cidr.split("/");
  const version = isIP(address);
  const prefix = /^\d{1,3}$/.test(length) ? Number(length) : NaN;
  if (version === 0 || !(prefix <= (version === 4 ? 32 : 128))) return undefined;
  return { address, prefix, family: version === 4 ? "ipv4" : "ipv6" };
}

/** The length of a block's prefix, 16 of "10.0.0.0/16"; NaN for what is no block of addresses. */
export function prefixOf(cidr: string): number {
  return blockOf(cidr)?.prefix ?? NaN;
}

/** The address at which a block begins, with the block's length; undefined for what is no block of that family. */
export function networkOf(cidr: string, family: 4 | 6): string | undefined {
  const block = blockOf(cidr);
  if (block?.family !== `ipv${family}`) return undefined;
  const [width, separator, radix] = family === 4 ? [8, ".", 10] : [16, ":", 16];
  const groups = (family === 4 ? block.address.split(".") : groupsOf(block.address)).map((group) =>
    parseInt(group, radix),
  );
  const begin = groups.map((group, place) => {
    const own = Math.max(0, Math.min(width, block.prefix - place * width));
    return (group - (group % 2 ** (width - own))).toString(radix);
  });
  return `${written(begin.join(separator), family)}/${String(block.prefix)}`;
}

/** Whether a block is written by the address at which it begins, in whatever way that is written. */
export function isNetwork(cidr: string, family: 4 | 6): boolean {
  const [address = "", length = ""] = cidr.split("/");
  const network = networkOf(cidr, family);
  return network !== undefined && network === `${written(address, family)}/${length}`;
}

/** An address in the one way that it is commonly written; URLs have IPv6 addresses shortened. */
function written(address: string, family: 4 | 6): string {
  return family === 4 ? address : new URL(`http://[${address}]/`).hostname.slice(1, -1);
}

/** The eight groups of an IPv6 address, with those that "::" leaves out. */
function groupsOf(address: string): string[] {
  const [head = "", tail] = written(address, 6).split("::");
  const [first, last] = [head, tail ?? ""].map((part) => (part === "" ? [] : part.split(":")));
  const missing = 8 - (first?.length ?? 0) - (last?.length ?? 0);
  return [...(first ?? []), ...Array<string>(missing).fill("0"), ...(last ?? [])];
}

/** Whether every address of one block is in the other, too. */
export function lieWithin(inner: string, outer: string): boolean {
  const [one, other] = [blockOf(inner), blockOf(outer)];
  if (!one || !other) return false;
  if (one.family !== other.family || one.prefix < other.prefix) return false;
  const list = new BlockList();
  list.addSubnet(other.address, other.prefix, other.family);
  return list.check(one.address, one.family);
}

export function overlap(one: string, other: string): boolean {
  return lieWithin(one, other) || lieWithin(other, one);
}
