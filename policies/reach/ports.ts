import { isGiven, type Reading } from "../graph/read";

/** What a rule lets through. The types and codes of ICMP are not told apart. */
export interface Ports {
  /** `tcp`, `udp`, `icmp`, `icmpv6`, the number of another protocol, or `all`. */
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

const ALL = "all";
const LAST = 65535;
const ANY_PORT = { from: 0, to: LAST };

/** Protocols may be written by their numbers, and -1 is every one of them (EC2, IpPermission). */
const namesByNumber: Readonly<Record<string, string>> = {
  "-1": ALL,
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
};

/** The ports that a rule opens. What is not known yet may be any, and then `isCertain` is false. */
export function portsIn(protocol: Reading, from: Reading, to: Reading): { ports: Ports; isCertain: boolean } {
  const text = textIn(protocol) ?? ALL;
  const name = (Object.hasOwn(namesByNumber, text) ? namesByNumber[text] : undefined) ?? text;
  const [first, last] = [numberIn(from), numberIn(to)];
  const hasPorts = name === "tcp" || name === "udp";
  const range = hasPorts && first !== undefined && last !== undefined ? { from: first, to: last } : ANY_PORT;
  const isCertain = [protocol, ...(hasPorts ? [from, to] : [])].every(({ state }) => state !== "unknown");
  return { ports: { protocol: name, ...range }, isCertain: isCertain && isGiven(protocol) };
}

function textIn(reading: Reading): string | undefined {
  if (reading.state !== "known") return undefined;
  const { value } = reading;
  return typeof value === "string" || typeof value === "number" ? String(value).toLowerCase() : undefined;
}

function numberIn(reading: Reading): number | undefined {
  return reading.state === "known" && typeof reading.value === "number" ? reading.value : undefined;
}

/** What gets through both: out of one group and into the other. */
export function overlap(one: Ports, other: Ports): Ports | undefined {
  if (one.protocol === ALL) return other;
  if (other.protocol === ALL) return one;
  if (one.protocol !== other.protocol) return undefined;
  const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)];
  return from > to ? undefined : { protocol: one.protocol, from, to };
}

/** As a person says it: `tcp 5432`. */
export function portsText({ protocol, from, to }: Ports): string {
  if (protocol === ALL) return "every protocol and port";
  if (from === 0 && to === LAST) return protocol === "tcp" || protocol === "udp" ? `${protocol}, every port` : protocol;
  return from === to ? `${protocol} ${from}` : `${protocol} ${from} to ${to}`;
}
