import { nestedProblems } from "../arguments/nested";
import type { ArgumentProblem } from "../arguments/problem";
import { wholeNumberProblems } from "../arguments/whole-number";
import type { TableCapacityArgs } from "./capacity";
import { defaultMinUnits, mostUnits, utilizationPercent } from "./choices";

export function capacityProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (value === undefined) return [];
  const units = { from: 1, to: mostUnits };
  const problems = nestedProblems<TableCapacityArgs>(argument, value, {
    minReadUnits: (least, path) => wholeNumberProblems(path, least, { ...units, fallback: defaultMinUnits }),
    maxReadUnits: (most, path) => wholeNumberProblems(path, most, units),
    minWriteUnits: (least, path) => wholeNumberProblems(path, least, { ...units, fallback: defaultMinUnits }),
    maxWriteUnits: (most, path) => wholeNumberProblems(path, most, units),
    targetUtilizationPercent: (share, path) => wholeNumberProblems(path, share, utilizationPercent),
  });
  if (problems.length > 0) return problems;
  return [["minReadUnits", "maxReadUnits"] as const, ["minWriteUnits", "maxWriteUnits"] as const].flatMap(
    ([min, max]) => {
      const [least, most] = [Number(field(value, min) ?? defaultMinUnits), Number(field(value, max))];
      if (least <= most) return [];
      const allowed = `at least ${least}, which is the least`;
      return [
        { argument: `${argument}.${max}`, got: most, allowed, fix: `write ${least} or more, or a smaller ${min}` },
      ];
    },
  );
}

/** A limit of what is paid by the request, for a table that is. */
export function requestLimitProblems(argument: string, value: unknown, isProvisioned: boolean): ArgumentProblem[] {
  if (value === undefined) return [];
  if (isProvisioned) {
    const fix = "leave it out, the most units of provisionedCapacity are the limit";
    return [{ argument, got: value, allowed: "nothing where capacity is provisioned", fix }];
  }
  if (value === -1 || (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= mostUnits)) {
    return [];
  }
  const allowed = `a whole number from 1 to ${mostUnits}, or -1 to lift a limit, plain`;
  return [{ argument, got: value, allowed, fix: "write one of these, or leave it out for no limit" }];
}

/** An index has a capacity where its table has one. */
export function indexCapacityProblems(value: unknown, argument: string, isProvisioned: boolean): ArgumentProblem[] {
  if (value === undefined || isProvisioned) return capacityProblems(value, argument);
  const fix = "leave it out, or give the table a provisionedCapacity";
  return [{ argument, got: value, allowed: "nothing for an index of a table on demand", fix }];
}

function field(value: unknown, name: keyof TableCapacityArgs): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
