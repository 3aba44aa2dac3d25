import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";
import { listening, type Listening } from "./listening";

/** DynamoDB takes any key locally, but wants one. */
export const localCredentials = { accessKeyId: "local", secretAccessKey: "local" };
export const localRegion = "eu-west-1";

/** A local DynamoDB with the empty table in it. */
export async function localTable(tableName: string): Promise<Listening> {
  const table = await listening(dynalite({ createTableMs: 0 }), 0);
  const client = new DynamoDBClient({ endpoint: table.url, region: localRegion, credentials: localCredentials });
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
    }),
  );
  client.destroy();
  return table;
}
