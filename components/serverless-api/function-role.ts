import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { functionInNetworkStatements, lambdaTakesItOn, writesLog } from "../function-role/statements";
import type { ApiStatement } from "./arguments";

/** The role of one function, and what must be attached to it before the function can be made. */
export function makeFunctionRole(
  name: string,
  {
    logGroup,
    isInNetwork,
    statements,
  }: { logGroup: aws.cloudwatch.LogGroup; isInNetwork: boolean; statements: ApiStatement[] },
  parent: pulumi.Resource,
): { role: aws.iam.Role; policy: aws.iam.RolePolicy } {
  const role = new aws.iam.Role(
    name,
    {
      description: `What ${name} may do`,
      assumeRolePolicy: lambdaTakesItOn,
      tags: { Name: name },
    },
    { parent },
  );
  const document: aws.iam.PolicyDocument = {
    Version: "2012-10-17",
    Statement: [
      writesLog(logGroup.arn),
      // X-Ray knows no narrower resource for these (Service Authorization Reference, AWS X-Ray).
      {
        Sid: "WritesItsTraces",
        Effect: "Allow",
        Action: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
        Resource: "*",
      },
      ...(isInNetwork ? functionInNetworkStatements : []),
      ...statements.map(({ actions, resources, conditions }) => ({
        Effect: "Allow" as const,
        Action: actions,
        Resource: resources,
        ...(conditions === undefined ? {} : { Condition: conditions }),
      })),
    ],
  };
  const policy = new aws.iam.RolePolicy(name, { role: role.id, policy: document }, { parent });
  return { role, policy };
}
