/** An IPv4 block: the number of its first address and the length of its mask. */
export interface Ipv4Block {
  first: number;
  mask: number;
}

/** How many addresses a block with this mask holds. */
export function blockSize(mask: number): number {
  return 2 ** (32 - mask);
}

/** Reads "10.0.0.0/16"; undefined when the text is no block. Host bits may be set: see `networkOf`. */
export function parseIpv4Block(text: string): Ipv4Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const parts = match.slice(1);
  // A leading zero means octal to some tools and decimal to others, so AWS refuses it.
  if (parts.some((part) => part.length > 1 && part.startsWith("0"))) return undefined;
  const octets = parts.slice(0, 4).map(Number);
  const mask = Number(parts[4]);
  if (mask > 32 || octets.some((octet) => octet > 255)) return undefined;
  return { first: octets.reduce((address, octet) => address * 256 + octet, 0), mask };
}

/** The block's network: the same block with the bits right of the mask cleared. */
export function networkOf(block: Ipv4Block): Ipv4Block {
  return { first: block.first - (block.first % blockSize(block.mask)), mask: block.mask };
}

export function formatIpv4Block({ first, mask }: Ipv4Block): string {
  // Arithmetic, not bit operators: those are signed, and half of all addresses would come out negative.
  const octets = [2 ** 24, 2 ** 16, 2 ** 8, 1].map((weight) => Math.floor(first / weight) % 256);
  return `${octets.join(".")}/${mask}`;
}

/** Whether the whole of `inner` lies in `outer`. */
export function contains(outer: Ipv4Block, inner: Ipv4Block): boolean {
  return inner.first >= outer.first && inner.first + blockSize(inner.mask) <= outer.first + blockSize(outer.mask);
}
