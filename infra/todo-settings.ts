import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { CognitoS3AccessArgs, ServerlessApiArgs, ServerlessTableArgs } from "../components/index";
import type { Config } from "./config";
import type { Platform } from "./platform";

type Settings = NonNullable<Config["mytodolist"]>;

/** No two accounts have the same, where people say nothing else. */
export function addressPrefixOf({ signInPrefix }: Settings, { invoke }: Platform): pulumi.Input<string> {
  return signInPrefix ?? pulumi.interpolate`mytodolist-${aws.getCallerIdentityOutput({}, invoke).accountId}`;
}

/** What the configuration says of the users and their files, as the component takes it. */
export function usersOf({ callbackUrls, webOrigins, mail, ...settings }: Settings) {
  const { secondFactor, threatProtection, deletionProtection } = settings;
  return {
    ...{ callbackUrls, webOrigins, secondFactor, threatProtection, deletionProtection },
    ...(mail && { mailIdentityArn: mail.identityArn, mailFrom: mail.from }),
    // As the document has them: todos/read, todos/write.
    apiIdentifier: "todos",
    scopes: { read: "Read your todos", write: "Change your todos" },
  } satisfies Partial<CognitoS3AccessArgs>;
}

/** The same of the table; docs/mytodolist-table.md says what is in it. */
export function tableOf({ accelerator, stalenessSeconds, capacity, ...settings }: Settings, { network }: Platform) {
  const { recoveryDays, deletionProtection } = settings;
  return {
    ...{ partitionKey: "pk", sortKey: "sk", timeToLiveAttribute: "expiresAt" },
    ...(capacity && { provisionedCapacity: capacity }),
    ...(accelerator && { accelerator: { network, ...accelerator, stalenessSeconds } }),
    ...{ pointInTimeRecoveryDays: recoveryDays, deletionProtection },
  } satisfies ServerlessTableArgs;
}

/** The same of the API. */
export function apiOf({ domain, webOrigins, responseCache, responseCacheGigabytes, ...settings }: Settings) {
  const { requestsPerSecond, requestsInBurst, firewall, accessLog, logRetentionDays } = settings;
  return {
    ...(domain && { domainName: domain.name, hostedZoneId: domain.hostedZoneId }),
    ...{ allowedOrigins: webOrigins, responseCache, responseCacheGigabytes },
    ...{ requestsPerSecond, requestsInBurst, firewall, accessLog, logRetentionDays },
  } satisfies Partial<ServerlessApiArgs>;
}
