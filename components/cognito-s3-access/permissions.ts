import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { filePrefix } from "./choices";

export interface Reach {
  bucketArn: pulumi.Output<string>;
  tableArn: pulumi.Input<string> | undefined;
  functionArn: pulumi.Input<string> | undefined;
}

/** IAM puts the id of whoever asks in its place. It is the identity pool's, and not the `sub` of the user pool. */
const identity = "${cognito-identity.amazonaws.com:sub}";

/** The slash at the end is what parts `private/A` from `private/AB`. */
const ownFolder = `${filePrefix}${identity}/`;

export function allowOwnThings(
  name: string,
  { role, ...reach }: Reach & { role: aws.iam.Role },
  parent: pulumi.Resource,
): void {
  new aws.iam.RolePolicy(`${name}-signed-in`, { role: role.id, policy: ownThings(reach) }, { parent });
}

function ownThings({ bucketArn, tableArn, functionArn }: Reach): aws.iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      ...ownFiles(bucketArn),
      ...(tableArn === undefined ? [] : [ownItems(tableArn)]),
      ...(functionArn === undefined ? [] : [oneFunction(functionArn)]),
    ],
  };
}

function ownFiles(bucketArn: pulumi.Output<string>): aws.iam.PolicyStatement[] {
  return [
    {
      Sid: "ListsTheOwnFolder",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: bucketArn,
      // A request without a prefix has no such key, and a condition on a key that is not there is not met.
      Condition: { StringLike: { "s3:prefix": `${ownFolder}*` } },
    },
    {
      Sid: "UsesTheOwnFiles",
      Effect: "Allow",
      // Old versions are not among them: credentials that were stolen can delete nothing for good.
      Action: [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
      ],
      Resource: pulumi.interpolate`${bucketArn}/${ownFolder}*`,
    },
    {
      Sid: "NoWayUp",
      Effect: "Deny",
      Action: "s3:*",
      // To S3 two dots are letters like others, but whoever makes a path of a key leaves the folder by them.
      Resource: [pulumi.interpolate`${bucketArn}/*/../*`, pulumi.interpolate`${bucketArn}/*/..`],
    },
    {
      Sid: "NoWayUpInLists",
      Effect: "Deny",
      Action: "s3:ListBucket",
      Resource: bucketArn,
      Condition: { StringLike: { "s3:prefix": ["*/../*", "*/.."] } },
    },
  ];
}

/** Items whose partition key is the identity's id. An index has another key, so it is not part of this. */
function ownItems(tableArn: pulumi.Input<string>): aws.iam.PolicyStatement {
  return {
    Sid: "UsesTheOwnItems",
    Effect: "Allow",
    Action: [
      "dynamodb:BatchGetItem",
      "dynamodb:BatchWriteItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ],
    Resource: tableArn,
    Condition: {
      "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": identity },
      // A condition on all values is met where there are none (IAM user guide, "Multivalued context keys").
      Null: { "dynamodb:LeadingKeys": "false" },
    },
  };
}

function oneFunction(functionArn: pulumi.Input<string>): aws.iam.PolicyStatement {
  return { Sid: "CallsOneFunction", Effect: "Allow", Action: "lambda:InvokeFunction", Resource: functionArn };
}
