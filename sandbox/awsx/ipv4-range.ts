/** A range of IPv4 addresses as AWS takes it: a power of two long, and beginning at a multiple of its length. */
export interface Ipv4Range {
  /** The first address, as a number. */
  start: number;
  /** The length of the network prefix: 16 of "10.0.0.0/16". */
  mask: number;
}

export function rangeOf(cidrBlock: string): Ipv4Range {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidrBlock)?.slice(1).map(Number);
  const [a = 256, b = 256, c = 256, d = 256, mask = 33] = parts ?? [];
  if ([a, b, c, d].some((byte) => byte > 255) || mask > 32) {
    throw new Error(`"${cidrBlock}" is no IPv4 range; write one as in "10.0.0.0/16"`);
  }
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  return { start: address - (address % lengthOf(mask)), mask };
}

export function cidrOf({ start, mask }: Ipv4Range): string {
  if (start + lengthOf(mask) > 2 ** 32)
    throw new Error(`a subnet of /${mask} does not fit below the last IPv4 address`);
  const bytes = [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(start / unit) % 256);
  return `${bytes.join(".")}/${mask}`;
}

/** How many addresses a range with this mask has. */
export function lengthOf(mask: number): number {
  return 2 ** (32 - mask);
}

/** The first address behind a range. */
export function endOf({ start, mask }: Ipv4Range): number {
  return start + lengthOf(mask);
}

/** The first range with this mask that begins at the address or behind it. */
export function nextRange(address: number, mask: number): Ipv4Range {
  return { start: Math.ceil(address / lengthOf(mask)) * lengthOf(mask), mask };
}

/** By how many bits a mask grows when its range is split into so many equal parts. */
export function bitsToSplit(parts: number): number {
  return Math.ceil(Math.log2(parts));
}
