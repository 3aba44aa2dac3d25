import { join } from "node:path";
import type { ApiHandlerArgs, ServerlessTable } from "../components/index";
import type { Config } from "./config";
import type { Platform } from "./platform";

type Settings = NonNullable<Config["mytodolist"]>;

/** What each function does with the table, by its operation: reads go through DAX where there is one, writes never do. */
const uses: Readonly<Record<string, { reads?: string[]; readsFast?: string[]; writes?: string[] }>> = {
  listTodos: { reads: ["Query"] },
  // What the caller has changed is asked of DAX as a list of one: apps/mytodolist/reading/source.ts says why.
  readTodo: { reads: ["GetItem"], readsFast: ["Query"] },
  // A write that is turned away looks why.
  createTodo: { writes: ["PutItem", "GetItem"] },
  updateTodo: { writes: ["UpdateItem", "GetItem"] },
  completeTodo: { writes: ["UpdateItem", "GetItem"] },
  deleteTodo: { writes: ["PutItem", "GetItem"] },
  listTemplates: {},
};

/**
 * The SDK is bundled but for what DAX's client takes in for one function, and Lambda's runtime brings along:
 * docs/decisions/bundled-sdk.md has the figures.
 */
export const leftToRuntime = ["@aws-sdk/credential-providers"];

/** What answers each operation, with the rights and the ways that it needs. */
export function todoHandlers(
  settings: Settings,
  table: ServerlessTable,
  platform: Platform,
): Record<string, ApiHandlerArgs> {
  return Object.fromEntries(
    Object.entries(uses).map(([operation, { reads = [], readsFast = [], writes = [] }]): [string, ApiHandlerArgs] => [
      operation,
      {
        entry: join(__dirname, "../apps/mytodolist/functions", `${operation}.ts`),
        leftToRuntime,
        ...(reads.length + writes.length > 0 && usingTable([...reads, ...writes], settings, table)),
        ...(reads.length > 0 &&
          settings.accelerator !== undefined &&
          readingFast(reads, readsFast, settings, table, platform)),
      },
    ]),
  );
}

const allowed = (service: string, actions: string[], resource: ServerlessTable["tableArn"]) => ({
  actions: actions.map((action) => `${service}:${action}`),
  resources: [resource],
});

/**
 * Writers are told, too, how long answers are kept: what they answer counts for so long. Another time is another
 * accelerator, and they hear of it when that is there, as its readers do: were they told of a shorter one before, what
 * they answer would be forgotten while readers still ask the former accelerator.
 */
function environmentOf({ stalenessSeconds }: Settings, { tableName, acceleratorEndpoint }: ServerlessTable) {
  return { TABLE_NAME: tableName, CACHE_SECONDS: acceleratorEndpoint.apply(() => String(stalenessSeconds)) };
}

function usingTable(actions: string[], settings: Settings, table: ServerlessTable) {
  return {
    environment: environmentOf(settings, table),
    statements: [allowed("dynamodb", actions, table.tableArn)],
  };
}

/** Through DAX, which is in the network, and from there to the table where DAX does not answer. */
function readingFast(
  actions: string[],
  more: string[],
  settings: Settings,
  table: ServerlessTable,
  { network }: Platform,
) {
  const { tableArn, acceleratorArn, acceleratorEndpoint, acceleratorSecurityGroupId, acceleratorPort } = table;
  return {
    environment: { ...environmentOf(settings, table), DAX_ENDPOINT: acceleratorEndpoint },
    statements: [allowed("dynamodb", actions, tableArn), allowed("dax", [...actions, ...more], acceleratorArn)],
    network,
    stores: { accelerator: { securityGroupId: acceleratorSecurityGroupId, port: acceleratorPort } },
    reachesDynamodb: true,
  };
}
