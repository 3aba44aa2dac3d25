import type { ArgumentProblem } from "../../arguments/problem";
import { wholeNumberProblems } from "../../arguments/whole-number";
import { defaultMaxInstances, defaultMinInstances } from "../defaults";

const mostInstances = 1000;

/** A process that is not root may not listen below 1024, and Linux lends out the ports from 32768 on to callers. */
const ports = { from: 1024, to: 32_766 };

/** The share's client listens on one of these for what it sends over TLS (efs-utils.conf). */
const shareClient = { from: 20_049, to: 21_049 };

export function portProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (value === undefined) return [];
  const isPort = typeof value === "number" && Number.isInteger(value) && value >= ports.from && value <= ports.to;
  if (isPort && (value + 1 < shareClient.from || value > shareClient.to)) return [];
  return [
    {
      argument,
      got: value,
      allowed:
        `a whole number from ${ports.from} to ${ports.to}, plain, but neither it nor the one above it, on which new ` +
        `releases are tried, from ${shareClient.from} to ${shareClient.to}, where the share's client listens`,
      fix: "write one of these, or leave it out for 8080",
    },
  ];
}

/** The image is for AWS's own processors, and AWS would tell only when an instance starts. */
export function instanceTypeProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (value === undefined || (typeof value === "string" && /^(?:a1|[a-z]+\d+g[a-z]*)\.[a-z0-9-]+$/.test(value))) {
    return [];
  }
  return [
    {
      argument,
      got: value,
      allowed: "an instance type with a Graviton processor: one with a g behind the generation's number",
      fix: 'write one like "t4g.small" or "m8g.large"',
    },
  ];
}

/** The three sizes, each by itself, and to each other as far as they are right. */
export function sizeProblems(args: Partial<Record<string, unknown>>, zones: number): ArgumentProblem[] {
  const { minInstances = defaultMinInstances(zones) } = args;
  const fewest = wholeNumberProblems("minInstances", minInstances, { from: 1, to: mostInstances });
  const isRight = fewest.length === 0 && typeof minInstances === "number";
  const from = isRight ? minInstances : 1;

  const { maxInstances = isRight ? defaultMaxInstances(from) : 3 * mostInstances } = args;
  const most = wholeNumberProblems("maxInstances", maxInstances, { from, to: 3 * mostInstances });
  const to = most.length === 0 && typeof maxInstances === "number" ? maxInstances : 3 * mostInstances;

  const { desiredInstances = from } = args;
  return [
    ...fewest,
    ...(isRight ? most.map(because("minInstances", from)) : most),
    ...wholeNumberProblems("desiredInstances", desiredInstances, { from, to }),
  ];
}

function because(argument: string, value: number): (problem: ArgumentProblem) => ArgumentProblem {
  return (problem) => ({ ...problem, allowed: `${problem.allowed}, beside ${argument} of ${value}` });
}
