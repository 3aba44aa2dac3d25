import assert from "node:assert/strict";
import { BlockList } from "node:net";
import fc from "fast-check";
import {
  subnetCidrBlock,
  subnetIpv6CidrBlock,
  vpcCidrBlockProblem,
  zoneLetters,
  type Tier,
} from "../../../components/network/cidr";

const tiers: readonly Tier[] = ["app", "data", "public"];

/** A block's first and last address as numbers, read here by other means than the planning's own. */
function range(cidrBlock: string): { first: bigint; last: bigint; size: bigint } {
  const [address = "", mask = ""] = cidrBlock.split("/");
  const first = BigInt(`0x${Buffer.from(address.split(".").map(Number)).toString("hex")}`);
  const size = 1n << BigInt(32 - Number(mask));
  return { first, last: first + size - 1n, size };
}

function dotted(address: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(address);
  return bytes.join(".");
}

/** Any block that a VPC may have. */
const vpcBlocks = fc
  .tuple(fc.constantFrom([0x0a000000, 8], [0xac100000, 12], [0xc0a80000, 16], [0x64400000, 10]), fc.nat(), fc.nat(6))
  .map(([[base = 0, rangeMask = 0], choice, masksBelow]) => {
    const mask = 16 + masksBelow;
    const places = 2 ** (mask - rangeMask);
    return `${dotted(base + (choice % places) * 2 ** (32 - mask))}/${mask}`;
  });

/** One to four zones' letters in any order. */
const zones = fc.uniqueArray(fc.constantFrom(...zoneLetters), { minLength: 1, maxLength: 4 });

function plan(vpc: string, letters: string[]): Map<string, string> {
  return new Map(
    letters.flatMap((letter) => tiers.map((tier) => [`${tier}-${letter}`, subnetCidrBlock(vpc, letter, tier)])),
  );
}

describe("addresses of a network", () => {
  it("lie inside the VPC", () => {
    fc.assert(
      fc.property(vpcBlocks, zones, (vpc, letters) => {
        for (const subnet of plan(vpc, letters).values()) {
          assert.ok(range(subnet).first >= range(vpc).first && range(subnet).last <= range(vpc).last, subnet);
        }
      }),
    );
  });

  it("never overlap", () => {
    fc.assert(
      fc.property(vpcBlocks, (vpc) => {
        const inOrder = [...plan(vpc, zoneLetters).values()].map(range).sort((a, b) => Number(a.first - b.first));
        inOrder.slice(1).forEach((next, index) => {
          const previous = inOrder[index];
          assert.ok(previous && next.first > previous.last);
        });
      }),
    );
  });

  it("begin where their mask says, and are large enough for AWS", () => {
    fc.assert(
      fc.property(vpcBlocks, zones, (vpc, letters) => {
        for (const subnet of plan(vpc, letters).values()) {
          assert.equal(range(subnet).first % range(subnet).size, 0n, subnet);
          assert.ok(range(subnet).size >= 16n, subnet);
        }
      }),
    );
  });

  it("stay where they are when zones are added, removed or given in another order", () => {
    fc.assert(
      fc.property(vpcBlocks, zones, zones, (vpc, before, after) => {
        const planned = plan(vpc, after);
        for (const [name, block] of plan(vpc, before)) {
          if (planned.has(name)) assert.equal(planned.get(name), block);
        }
      }),
    );
  });

  it("give each zone of a /16 a /20 for app, a /21 for data and a /22 for public", () => {
    assert.deepEqual(Object.fromEntries(plan("10.0.0.0/16", ["a", "b"])), {
      "app-a": "10.0.0.0/20",
      "data-a": "10.0.16.0/21",
      "public-a": "10.0.24.0/22",
      "app-b": "10.0.32.0/20",
      "data-b": "10.0.48.0/21",
      "public-b": "10.0.56.0/22",
    });
  });
});

describe("IPv6 addresses of a network", () => {
  const prefixes = fc
    .tuple(fc.integer({ min: 0x2000, max: 0x3fff }), fc.nat(0xffff), fc.nat(0xffff), fc.nat(0xff))
    .map(([one, two, three, four]) => [one, two, three, four * 256]);

  it("are 24 different networks of /64 inside the VPC's /56", () => {
    fc.assert(
      fc.property(prefixes, (groups) => {
        const hex = groups.map((group) => group.toString(16));
        const vpc = new BlockList();
        vpc.addSubnet(`${hex.join(":")}::`, 56, "ipv6");
        const subnets = zoneLetters.flatMap((letter) =>
          tiers.map((tier) => subnetIpv6CidrBlock(`${hex.join(":")}::/56`, letter, tier)),
        );
        assert.equal(new Set(subnets).size, 24);
        for (const subnet of subnets) {
          assert.match(subnet, /::\/64$/);
          assert.ok(vpc.check(subnet.replace("/64", ""), "ipv6"), subnet);
        }
      }),
    );
  });

  it("are written in the short form that AWS answers with", () => {
    assert.equal(subnetIpv6CidrBlock("2a05:d018:abc:de00::/56", "a", "app"), "2a05:d018:abc:de00::/64");
    assert.equal(subnetIpv6CidrBlock("2a05:d018:abc:de00::/56", "b", "data"), "2a05:d018:abc:de0c::/64");
    assert.equal(subnetIpv6CidrBlock("2600:1f18:0:0::/56", "a", "app"), "2600:1f18::/64");
    assert.equal(subnetIpv6CidrBlock("2600:1f18::/56", "h", "public"), "2600:1f18:0:3e::/64");
  });
});

describe("the block of a VPC", () => {
  it("may be any private network between /16 and /22", () => {
    fc.assert(fc.property(vpcBlocks, (vpc) => vpcCidrBlockProblem(vpc) === undefined));
  });

  const refused: Record<string, string> = {
    "": "write it as address/mask, for example 10.0.0.0/16",
    "10.0.0.0": "write it as address/mask, for example 10.0.0.0/16",
    "10.0.0/16": "write it as address/mask, for example 10.0.0.0/16",
    "10.0.0.256/16": "write it as address/mask, for example 10.0.0.0/16",
    "010.0.0.0/16": "write it as address/mask, for example 10.0.0.0/16",
    "10.0.0.0/33": "write it as address/mask, for example 10.0.0.0/16",
    " 10.0.0.0/16": "write it as address/mask, for example 10.0.0.0/16",
    "fd00::/56": "write it as address/mask, for example 10.0.0.0/16",
    "10.0.0.1/16": "write 10.0.0.0/16",
    "10.1.128.0/16": "write 10.1.0.0/16",
    "10.0.0.0/8": "write 10.0.0.0/16",
    "10.9.7.0/24": "write 10.9.4.0/22",
    "192.168.128.0/15": "write 192.168.0.0/16",
    "172.32.0.0/16": "write 10.0.0.0/16",
    "100.128.0.0/16": "write 10.0.0.0/16",
    "8.8.0.0/16": "write 10.0.0.0/16",
    "240.0.0.0/16": "write 10.0.0.0/16",
  };
  for (const [cidrBlock, fix] of Object.entries(refused)) {
    it(`may not be "${cidrBlock}": ${fix}`, () => {
      assert.deepEqual(vpcCidrBlockProblem(cidrBlock), {
        allowed: "an IPv4 network between /16 and /22 in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10",
        fix,
      });
    });
  }
});
