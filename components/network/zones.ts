import { elementsOf } from "../arguments/list";
import type { ArgumentProblem } from "../arguments/problem";
import { zoneLetters } from "./cidr";

/** How many zones a network may span. */
export const mostZones = 4;
const example = '["eu-west-1a", "eu-west-1b"]';

/** The letter that tells a zone from the others of its region: "a" of eu-west-1a. */
export function zoneLetter(zoneName: string): string {
  return zoneName.slice(-1);
}

/** The region of a network's zones, since AWS names a zone by its region and a letter. */
export function regionOfZones([zoneName = ""]: string[]): string {
  return zoneName.slice(0, -1);
}

/** Refuses a list of zones that a network cannot span. */
export function zoneNamesProblems(value: unknown): ArgumentProblem[] {
  const zones = elementsOf(value);
  if (zones === undefined || zones.length === 0 || zones.length > mostZones) {
    return [
      {
        argument: "zoneNames",
        got: value,
        allowed: `a plain list of 1 to ${mostZones} zone names, since how many subnets there are must be known first`,
        fix: `write the names themselves, for example ${example}`,
      },
    ];
  }
  if (zones.every(isZoneName)) return [...repeatedZones(zones), ...foreignZones(zones)];
  return zones.flatMap((zone, index) => (isZoneName(zone) ? [] : [malformedZone(zone, index)]));
}

function isZoneName(zone: unknown): zone is string {
  // Digits stand only before the letter: a local zone (us-east-1-bos-1a) takes no NAT gateway and few services.
  return typeof zone === "string" && new RegExp(`^[a-z]+(?:-[a-z]+)+-\\d[${zoneLetters.join("")}]$`).test(zone);
}

function malformedZone(zone: unknown, index: number): ArgumentProblem {
  return {
    argument: `zoneNames[${index}]`,
    got: zone,
    allowed: `the name of an availability zone with one of the letters ${zoneLetters.join("")}`,
    fix: 'write the region and the letter, for example "eu-west-1a"',
  };
}

function repeatedZones(zones: string[]): ArgumentProblem[] {
  return zones.flatMap((zone, index) =>
    zones.indexOf(zone) === index
      ? []
      : [
          {
            argument: `zoneNames[${index}]`,
            got: zone,
            allowed: "each zone once",
            fix: `remove it, zoneNames[${zones.indexOf(zone)}] is the same`,
          },
        ],
  );
}

function foreignZones(zones: string[]): ArgumentProblem[] {
  const region = regionOfZones(zones);
  return zones.flatMap((zone, index) =>
    regionOfZones([zone]) === region
      ? []
      : [
          {
            argument: `zoneNames[${index}]`,
            got: zone,
            allowed: `zones of one region, here ${region} like zoneNames[0]`,
            fix: `write ${region}${zoneLetter(zone)}, or make a network of its own for the other region`,
          },
        ],
  );
}
