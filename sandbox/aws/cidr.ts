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
