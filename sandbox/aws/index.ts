import type { Properties } from "../values";
import { apiGateway } from "./api-gateway";
import { buckets } from "./buckets";
import { databases } from "./databases";
import { functions } from "./functions";
import { identity } from "./identity";
import { keys } from "./keys";
import { loadBalancers } from "./load-balancers";
import { logs } from "./logs";
import type { Account, ResourceModel } from "./model";
import { network } from "./network";
import { securityGroups } from "./security-groups";
import { stores } from "./stores";
import { tables } from "./tables";
import { userPools } from "./user-pools";

/** Every type that the sandbox knows, by the token that a program registers. */
export const resourceModels: Readonly<Record<string, ResourceModel>> = {
  ...apiGateway,
  ...buckets,
  ...databases,
  ...identity,
  ...keys,
  ...loadBalancers,
  ...logs,
  ...network,
  ...securityGroups,
  ...stores,
  ...tables,
  ...userPools,
};

export function modelOf(type: string): ResourceModel {
  const model = resourceModels[type];
  if (model) return model;
  throw new Error(
    `the sandbox does not know the type ${type} yet: add its model to a file of sandbox/aws/ ` +
      `(its id, and the outputs that only AWS can know) and list it in sandbox/aws/index.ts`,
  );
}

/** Whether deleting or replacing something of that type loses what people stored in it. */
export function holdsData(type: string): boolean {
  return resourceModels[type]?.holdsData === true;
}

export function answerFunction(token: string, args: Properties, account: Account): Properties {
  const answer = functions[token];
  if (answer) return answer(args, account);
  throw new Error(`the sandbox does not know the function ${token} yet: add its answer to sandbox/aws/functions.ts`);
}
