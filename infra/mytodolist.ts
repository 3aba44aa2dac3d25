import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CognitoS3Access, ServerlessApi, ServerlessTable } from "../components/index";
import type { Config } from "./config";
import type { Platform } from "./platform";
import { addressPrefixOf, apiOf, tableOf, usersOf } from "./todo-settings";
import { todoHandlers } from "./todo-handlers";

type Settings = NonNullable<Config["mytodolist"]>;

const openApiDocument = readFileSync(join(__dirname, "../apps/mytodolist/openapi.json"), "utf8");

/** Todos on telephones: users with a folder each, a table with a cache in front of reads, and an API of functions. */
export function deployMyTodoList(settings: Settings, platform: Platform) {
  const { alarms, accessLogs, options, apiOptions } = platform;

  const users = new CognitoS3Access(
    "mytodolist-users",
    { domainPrefix: addressPrefixOf(settings, platform), ...usersOf(settings), ...alarms, ...accessLogs },
    options,
  );
  const table = new ServerlessTable("mytodolist-table", { ...tableOf(settings, platform), ...alarms }, options);
  const api = new ServerlessApi(
    "mytodolist-api",
    {
      openApiDocument,
      handlers: todoHandlers(settings, table, platform),
      userPoolArns: [users.userPoolArn],
      ...apiOf(settings),
      ...alarms,
    },
    apiOptions,
  );

  const { region, signInUrl, clientId, userPoolId, identityPoolId, bucketName } = users;
  const [redirectUri] = settings.callbackUrls;
  return {
    // What apps/mytodolist/client/settings.ts asks for: all of it may be known to anybody.
    ...{ region, apiUrl: api.url, signInUrl, clientId, redirectUri, userPoolId, identityPoolId, bucketName },
    ...{ tableName: table.tableName, functionNames: api.functionNames },
  };
}
