import { BlockList, isIP } from "node:net";

/** A range of addresses, such as `10.0.0.0/16`. */
interface Range {
  readonly address: string;
  readonly prefix: number;
  readonly family: Family;
}

/** A call goes over one of the two. */
export const families = ["ipv4", "ipv6"] as const;
export type Family = (typeof families)[number];

/** Addresses that nobody on the internet has: RFC 1918, 6598, 3927 and 1122; for IPv6 RFC 4193 and 4291. */
const privateRanges = [
  ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8"],
  ...["fc00::/7", "fe80::/10", "::1/128"],
];

function parse(text: string): Range | undefined {
  const [address = "", prefixText] = text.split("/");
  const version = isIP(address);
  if (version === 0) return undefined;
  const longest = version === 4 ? 32 : 128;
  const prefix = prefixText === undefined ? longest : Number(prefixText);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > longest) return undefined;
  return { address, prefix, family: version === 4 ? "ipv4" : "ipv6" };
}

/** Whether all addresses of the one are among those of the other. What is no range is within nothing. */
export function isWithin(inner: string, outer: string): boolean {
  const [one, other] = [parse(inner), parse(outer)];
  if (one?.family === undefined || other?.family !== one.family || one.prefix < other.prefix) return false;
  const list = new BlockList();
  list.addSubnet(other.address, other.prefix, other.family);
  return list.check(one.address, one.family);
}

/** Two ranges share addresses only if one of them lies in the other. */
export const haveCommon = (one: string, other: string): boolean => isWithin(one, other) || isWithin(other, one);

/** Whether somebody on the internet may have such an address. What is no range may be anything. */
export const isPublic = (range: string): boolean => !privateRanges.some((outer) => isWithin(range, outer));

/** Whether it is every address of its family. */
export const isEverywhere = (range: string): boolean => parse(range)?.prefix === 0;

/** What is no range is of none. */
export const familyOf = (range: string): Family | undefined => parse(range)?.family;
