import { randomModels } from "../random";
import type { Properties } from "../values";
import { accelerators } from "./accelerators";
import { alarms } from "./alarms";
import { apiGateway } from "./api-gateway";
import { autoScaling } from "./auto-scaling";
import { bucketSettings } from "./bucket-settings";
import { buckets } from "./buckets";
import { cacheUsers } from "./cache-users";
import { caches } from "./caches";
import { capacityScaling } from "./capacity-scaling";
import { certificates } from "./certificates";
import { databases } from "./databases";
import { dns } from "./dns";
import { fileAccess } from "./file-access";
import { functions } from "./functions";
import { identity } from "./identity";
import { identityPools } from "./identity-pools";
import { keys } from "./keys";
import { lambdaCalls } from "./lambda-calls";
import { lambdaFunctions } from "./lambda-functions";
import { launchTemplates } from "./launch-templates";
import { listenerModels } from "./listeners";
import { loadBalancers } from "./load-balancers";
import { logs } from "./logs";
import type { Account, ResourceModel } from "./model";
import { network } from "./network";
import { parameterGroups } from "./parameter-groups";
import { parameters } from "./parameters";
import { secrets } from "./secrets";
import { securityGroups } from "./security-groups";
import { stores } from "./stores";
import { tableReplicas } from "./table-replicas";
import { tables } from "./tables";
import { targetGroups } from "./target-groups";
import { topics } from "./topics";
import { userPoolClients } from "./user-pool-clients";
import { userPoolDomains } from "./user-pool-domains";
import { userPools } from "./user-pools";
import { webAcls } from "./web-acls";

/** Every type that the sandbox knows, by the token that a program registers. */
export const resourceModels: Readonly<Record<string, ResourceModel>> = {
  ...accelerators,
  ...alarms,
  ...apiGateway,
  ...autoScaling,
  ...bucketSettings,
  ...buckets,
  ...cacheUsers,
  ...caches,
  ...capacityScaling,
  ...certificates,
  ...databases,
  ...dns,
  ...fileAccess,
  ...identity,
  ...identityPools,
  ...keys,
  ...lambdaCalls,
  ...lambdaFunctions,
  ...launchTemplates,
  ...listenerModels,
  ...loadBalancers,
  ...logs,
  ...network,
  ...parameterGroups,
  ...parameters,
  ...secrets,
  ...securityGroups,
  ...stores,
  ...tableReplicas,
  ...tables,
  ...targetGroups,
  ...topics,
  ...userPoolClients,
  ...userPoolDomains,
  ...userPools,
  ...webAcls,
};

export function modelOf(type: string): ResourceModel {
  const model = resourceModels[type] ?? randomModels[type];
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
