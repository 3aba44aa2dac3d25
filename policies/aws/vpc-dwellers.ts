import { dataStores } from "./data-stores";
import { otherDwellers } from "./other-dwellers";
import type { Dweller } from "./vpc-dweller";

/** Everything that lives in a VPC, by type. A new type is one entry in one of the two tables. */
export const vpcDwellers: ReadonlyMap<string, Dweller> = new Map(Object.entries({ ...dataStores, ...otherDwellers }));
