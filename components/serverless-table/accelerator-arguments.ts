import { flagProblems } from "../arguments/flag";
import { maintenanceWindowProblems } from "../arguments/maintenance-window";
import { nestedProblems } from "../arguments/nested";
import type { ArgumentProblem } from "../arguments/problem";
import { topicArnProblems } from "../arguments/topic-arn";
import { wholeNumberProblems } from "../arguments/whole-number";
import { layoutProblems } from "../network/layout-problems";
import type { TableAcceleratorArgs } from "./accelerator";
import { acceleratorLimits, defaultAcceleratorNodeType } from "./choices";

export function acceleratorProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (value === undefined) return [];
  return nestedProblems<TableAcceleratorArgs>(argument, value, {
    network: (network, path) => layoutProblems(path, network),
    nodes: (nodes, path) => wholeNumberProblems(path, nodes, acceleratorLimits.nodes),
    nodeType: nodeTypeProblems,
    stalenessSeconds: (seconds, path) => wholeNumberProblems(path, seconds, acceleratorLimits.stalenessSeconds),
    writesThrough: (flag, path) => flagProblems(path, flag),
    maintenanceWindow: (window, path) => maintenanceWindowProblems(path, window),
    notificationTopicArn: (arn, path) => topicArnProblems(path, arn),
  });
}

export function nodeTypeProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (value === undefined) return [];
  // DynamoDB pricing lists what there is.
  const types = /^dax\.(?:t[23]\.(?:small|medium)|r(?:4|5|7i)\.(?:x?large|(?:2|4|8|12|16|24)xlarge))$/;
  if (typeof value === "string" && types.test(value)) return [];
  return [
    {
      argument,
      got: value,
      allowed: 'a type of node as DAX names it: "dax.", a family of t2, t3, r4, r5 and r7i, and the size',
      fix: `write for example "dax.t3.medium" or "dax.r5.large", or leave it out for "${defaultAcceleratorNodeType}"`,
    },
  ];
}
