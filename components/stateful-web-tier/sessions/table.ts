import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { nothingNeeded, type SessionNeeds } from "./needs";
import type { SessionTableAccess } from "./access";

/** Sessions on the server, in a table. DynamoDB is reached over HTTPS, so there is no store to call. */
export function tableNeeds(
  { tableName, tableArn, region, readiness }: SessionTableAccess,
  parent: pulumi.Resource,
): SessionNeeds {
  return {
    ...nothingNeeded,
    settings: {
      SESSION_TABLE_NAME: tableName,
      SESSION_TABLE_REGION: region ?? aws.getRegionOutput({}, { parent }).region,
    },
    permissions: [
      {
        Effect: "Allow",
        // One session's items, one by one or in a transaction. Never a scan: nobody lists other people's sessions.
        Action: ["ConditionCheckItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"].map(
          (action) => `dynamodb:${action}`,
        ),
        Resource: tableArn,
      },
    ],
    readiness: readiness === undefined ? [] : [readiness],
  };
}
