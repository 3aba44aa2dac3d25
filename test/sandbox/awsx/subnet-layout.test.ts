import { deepStrictEqual } from "node:assert/strict";
import { layOut, type Layout } from "../../../sandbox/awsx/subnet-layout";
import { blocksByZoneCount } from "./recorded";

const { cases } = blocksByZoneCount();
const base = {
  cidrBlock: "10.0.0.0/16",
  strategy: "Auto",
  specs: undefined,
  zoneMask: undefined,
  zoneCount: 1,
} as const;

describe("subnets of an awsx VPC", () => {
  for (const { label, args, byZones } of cases) {
    for (const [zoneCount, blocks] of Object.entries(byZones)) {
      it(`get the real component's blocks: ${label}, zones: ${zoneCount}`, () => {
        const layout = layOut({
          cidrBlock: args.cidrBlock ?? "10.0.0.0/16",
          zoneCount: Number(zoneCount),
          strategy: args.subnetStrategy ?? "Legacy",
          specs: args.subnetSpecs,
          zoneMask: args.availabilityZoneCidrMask,
        });
        deepStrictEqual(byName(layout), blocks);
      });
    }
  }

  it("are made public first, then private, then isolated, and take addresses in the order of the specs", () => {
    const specs = [{ type: "Isolated" }, { type: "Unused" }, { type: "Private" }, { type: "Public" }] as const;
    deepStrictEqual(Object.entries(byName(layOut({ ...base, specs }))), [
      ["net-public-1", "10.0.192.0/18"],
      ["net-private-1", "10.0.128.0/18"],
      ["net-isolated-1", "10.0.0.0/18"],
    ]);
  });

  it("may be sized by a number of addresses as well as by a mask", () => {
    const specs = [{ type: "Public", size: 256 }] as const;
    deepStrictEqual(layOut({ ...base, specs }).resolved, [{ type: "Public", cidrMask: 24, size: 256 }]);
  });

  it("may be given by blocks under Legacy, which drops their names from the layout", () => {
    const specs = [{ type: "Public" as const, name: "web", cidrBlocks: ["10.0.0.0/24"] }];
    const layout = layOut({ ...base, strategy: "Legacy", specs });
    deepStrictEqual(byName(layout), { "net-web-1": "10.0.0.0/24" });
    deepStrictEqual(layout.resolved, [{ type: "Public", cidrBlocks: ["10.0.0.0/24"] }]);
  });

  it("appear under Legacy in its order, without name and size", () => {
    const specs = [{ type: "Public", name: "web" }, { type: "Private" }] as const;
    deepStrictEqual(layOut({ ...base, strategy: "Legacy", specs }).resolved, [
      { type: "Private", cidrMask: 17 },
      { type: "Public", cidrMask: 17 },
    ]);
    deepStrictEqual(layOut({ ...base, strategy: "Legacy" }).resolved, [
      { type: "Private", cidrMask: 17 },
      { type: "Public", cidrMask: 18 },
    ]);
  });
});

function byName({ zones }: Layout): Record<string, string> {
  const named = zones.flatMap((subnets, zone) =>
    subnets.map(({ label, cidrBlock }) => [`net-${label}-${zone + 1}`, cidrBlock] as const),
  );
  return Object.fromEntries(named);
}
