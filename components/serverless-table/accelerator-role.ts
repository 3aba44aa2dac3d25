import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

// No Scan: it would fill the caches with what nobody asks for, and is not what an accelerator is for.
const reads = ["dynamodb:BatchGetItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:Query"];
const writes = [
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
];

/** What DAX does with the table in its readers' place; a reader itself is judged by what it may do with DAX. */
export function makeAcceleratorRole(
  name: string,
  args: { table: aws.dynamodb.Table; writes: boolean },
  parent: pulumi.Resource,
): { role: aws.iam.Role; policy: aws.iam.RolePolicy } {
  const role = new aws.iam.Role(
    `${name}-accelerator`,
    {
      description: `Lets DAX use the table ${name}`,
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "dax.amazonaws.com" }, Action: "sts:AssumeRole" }],
      }),
      tags: { Name: name },
    },
    { parent },
  );
  const policy = new aws.iam.RolePolicy(
    `${name}-accelerator`,
    {
      role: role.id,
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: args.writes ? [...reads, ...writes] : reads,
            Resource: [args.table.arn, pulumi.interpolate`${args.table.arn}/index/*`],
          },
        ],
      },
    },
    { parent },
  );
  return { role, policy };
}
