import { dataStores } from "./data-stores";
import { jobsAndAgents } from "./jobs-and-agents";
import { otherDwellers } from "./other-dwellers";
import type { Dweller } from "./vpc-dweller";

/** Everything that lives in a VPC, by type. A new type is one entry in one of the three tables. */
export const vpcDwellers: ReadonlyMap<string, Dweller> = new Map(
  Object.entries({ ...dataStores, ...otherDwellers, ...jobsAndAgents }),
);

/** Every place where it may name security groups. */
export const groupPlaces = ({ groups = [], groupsInBlocks = [], moreGroups = [] }: Dweller): readonly string[] => [
  ...groups,
  ...groupsInBlocks,
  ...moreGroups,
];
