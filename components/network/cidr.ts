import { blockSize, contains, formatIpv4Block, networkOf, parseIpv4Block } from "./ipv4";

/*
 * Which addresses go where. The VPC is 64 equal pieces. A zone owns eight of them, chosen by its letter alone (a owns
 * 0 to 7, b owns 8 to 15, up to h), so that adding, removing or reordering zones moves nothing. Of a zone's eight, the
 * app tier takes four, the data tier two, the public tier one, and one stays spare:
 *
 *   piece    0   1   2   3   4   5   6   7
 *            app app app app data    pub spare
 *
 * So a VPC of /16 gives each zone a /20 for app, a /21 for data and a /22 for public. The same piece numbers name the
 * IPv6 subnets: the VPC's /56 holds 256 networks of /64, and a subnet takes the one with the number of its first piece.
 */
const piecesPerZone = 8;
const piecesOfTier = {
  app: { first: 0, maskBeyondVpc: 4 },
  data: { first: 4, maskBeyondVpc: 5 },
  public: { first: 6, maskBeyondVpc: 6 },
} as const;
const pieceMaskBeyondVpc = 6;

/** A kind of subnet: reachable from the internet, reaching out only, or neither. */
export type Tier = keyof typeof piecesOfTier;

/** The letters a zone can have, in the order of their places in the VPC. */
export const zoneLetters = ["a", "b", "c", "d", "e", "f", "g", "h"];

// AWS takes no VPC above /16, and below /22 the public subnets would be smaller than the /28 AWS asks of a subnet.
const largestMask = 22;
const smallestMask = 16;
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map(parsedRange);

/** The block of a VPC where nobody says another. */
export const defaultCidrBlock = "10.0.0.0/16";

/** The IPv4 block of a tier's subnet in the zone with this letter. */
export function subnetCidrBlock(vpcCidrBlock: string, zoneLetter: string, tier: Tier): string {
  const vpc = parsedRange(vpcCidrBlock);
  const { maskBeyondVpc } = piecesOfTier[tier];
  const first = vpc.first + pieceNumber(zoneLetter, tier) * blockSize(vpc.mask + pieceMaskBeyondVpc);
  return formatIpv4Block({ first, mask: vpc.mask + maskBeyondVpc });
}

/** The IPv6 block of a tier's subnet in the zone with this letter, out of the /56 that Amazon gave the VPC. */
export function subnetIpv6CidrBlock(vpcIpv6CidrBlock: string, zoneLetter: string, tier: Tier): string {
  const [head = ""] = vpcIpv6CidrBlock.split("::");
  // The first four groups are the routing prefix; its last eight bits are ours to number. Groups that "::" left out
  // are zero.
  const groups = head.split(":").map((group) => Number.parseInt(group, 16));
  const [one = 0, two = 0, three = 0, four = 0] = groups;
  const numbered = [one, two, three, four + pieceNumber(zoneLetter, tier)];
  // AWS wants the shortest form, in which trailing zero groups belong to the "::".
  while (numbered.at(-1) === 0) numbered.pop();
  return `${numbered.map((group) => group.toString(16)).join(":")}::/64`;
}

/** What is wrong with a VPC's block, if anything: what would be allowed, and what to write instead. */
export function vpcCidrBlockProblem(cidrBlock: string): { allowed: string; fix: string } | undefined {
  const allowed = `an IPv4 network between /${smallestMask} and /${largestMask} in ${privateRanges
    .map(formatIpv4Block)
    .join(", ")}`;
  const block = parseIpv4Block(cidrBlock);
  if (block === undefined) return { allowed, fix: `write it as address/mask, for example ${defaultCidrBlock}` };

  const network = networkOf({
    first: block.first,
    mask: Math.min(Math.max(block.mask, smallestMask), largestMask),
  });
  const corrected = formatIpv4Block(network);
  // Addresses from elsewhere belong to somebody on the internet, who could then not be reached from inside.
  if (!privateRanges.some((range) => contains(range, network))) return { allowed, fix: `write ${defaultCidrBlock}` };
  return corrected === cidrBlock ? undefined : { allowed, fix: `write ${corrected}` };
}

function pieceNumber(zoneLetter: string, tier: Tier): number {
  return zoneLetters.indexOf(zoneLetter) * piecesPerZone + piecesOfTier[tier].first;
}

function parsedRange(cidrBlock: string) {
  const block = parseIpv4Block(cidrBlock);
  if (block === undefined) throw new Error(`${cidrBlock} is not an IPv4 block`);
  return block;
}
