import { getAvailabilityZones } from "@pulumi/aws";
import { Output, type Input, type InvokeOptions } from "@pulumi/pulumi";

interface ZoneArgs {
  availabilityZoneNames?: string[];
  numberOfAvailabilityZones?: number;
  region?: Input<string | undefined>;
}

/** How many zones a VPC spans when nobody says. */
const usualCount = 3;

/** The zones by name: those given, or the first ones that AWS lists. No filter is set, so a local zone may be one. */
export async function zoneNames(args: ZoneArgs, options: InvokeOptions): Promise<string[]> {
  const { availabilityZoneNames, numberOfAvailabilityZones, region } = args;
  if (availabilityZoneNames && availabilityZoneNames.length > 0) {
    if (numberOfAvailabilityZones === undefined) return availabilityZoneNames;
    throw new Error("availabilityZoneNames and numberOfAvailabilityZones are both given; give one of them");
  }
  if (Output.isInstance(region)) {
    throw new Error("region is an Output, so the zones cannot be looked up; give it as plain text, or name the zones");
  }
  const count = numberOfAvailabilityZones ?? usualCount;
  if (!Number.isInteger(count) || count < 1) {
    throw new Error(`numberOfAvailabilityZones is ${count}; it must be a whole number from 1`);
  }
  const there = await getAvailabilityZones(typeof region === "string" ? { region } : {}, options);
  if (there.names.length >= count) return there.names.slice(0, count);
  throw new Error(
    `${count} availability zones are wanted and ${there.region} has ${there.names.length} (${there.names.join(", ")}); ` +
      `set numberOfAvailabilityZones, name the zones in availabilityZoneNames, or take another region`,
  );
}
