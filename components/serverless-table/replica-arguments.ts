import { elementsOf } from "../arguments/list";
import type { ArgumentProblem } from "../arguments/problem";
import { layoutProblems } from "../network/layout-problems";
import { regionOfZones } from "../network/zones";
import { TableStream } from "./choices";

const example = '["eu-central-1"]';

/** Refuses what are no other regions than the table's own, as far as that is known. */
export function replicaRegionsProblems(argument: string, value: unknown, accelerator: unknown): ArgumentProblem[] {
  if (value === undefined) return [];
  const regions = elementsOf(value);
  if (regions === undefined) {
    const allowed = "a plain list of regions, since how many replicas there are must be known first";
    return [{ argument, got: value, allowed, fix: `write their names, for example ${example}` }];
  }
  return regions.flatMap((region, index) => {
    const problem = (allowed: string, fix: string) => [
      { argument: `${argument}[${index}]`, got: region, allowed, fix },
    ];
    if (typeof region !== "string" || !/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region)) {
      return problem("the name of a region", `write it as AWS does, for example ${example}`);
    }
    if (regions.indexOf(region) !== index) return problem("each region once", "remove it");
    if (region === ownRegion(accelerator)) return problem("another region than the table's own", "remove it");
    return [];
  });
}

/** An accelerator's network tells which region the table is in. */
function ownRegion(accelerator: unknown): string | undefined {
  const network: unknown =
    typeof accelerator === "object" && accelerator !== null ? Reflect.get(accelerator, "network") : undefined;
  if (typeof network !== "object" || network === null || layoutProblems("", network).length > 0) return undefined;
  const zones = elementsOf(Reflect.get(network, "zoneNames")) ?? [];
  return regionOfZones(zones.filter((zone) => typeof zone === "string"));
}

/** Replicas are fed by the stream, which must show both images for that. */
export function replicaStreamProblems(argument: string, stream: unknown, regions: unknown): ArgumentProblem[] {
  if (stream === undefined || stream === TableStream.NewAndOldItem || (elementsOf(regions) ?? []).length === 0)
    return [];
  const allowed = `"${TableStream.NewAndOldItem}" for a table with replicas`;
  return [{ argument, got: stream, allowed, fix: "leave it out, or leave out replicaRegions" }];
}
