import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";

const clients = new Map<string, DynamoDBDocument>();

/** A client of the table, or of what stands in for it at an address. One for as long as the process lives. */
export function documents(endpoint = process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? ""): DynamoDBDocument {
  const known = clients.get(endpoint);
  if (known !== undefined) return known;
  const client = new DynamoDBClient(endpoint === "" ? {} : { endpoint });
  const made = DynamoDBDocument.from(client, { marshallOptions: { removeUndefinedValues: true } });
  clients.set(endpoint, made);
  return made;
}

/** Whether a write did not happen because its condition did not hold. */
export function isConditionFailure(error: unknown): boolean {
  return error instanceof Error && error.name === "ConditionalCheckFailedException";
}
