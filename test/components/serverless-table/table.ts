import { ServerlessTable, type ServerlessTableArgs } from "../../../components/serverless-table/serverless-table";

/** A program with a table "shop-carts", which gives all that the table tells. */
export function shopWithTable(args: Partial<ServerlessTableArgs> = {}) {
  return () => {
    const table = new ServerlessTable("shop-carts", { partitionKey: "sessionId", ...args });
    const { tableName, tableArn, region, streamArn, keyArn } = table;
    return { tableName, tableArn, region, streamArn, keyArn };
  };
}

export const types = {
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  alias: "aws:kms/alias:Alias",
  key: "aws:kms/key:Key",
  table: "aws:dynamodb/table:Table",
} as const;
