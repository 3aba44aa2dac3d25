import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** What a key is for. */
export interface CustomerKeyArgs {
  /** What is encrypted with it, as KMS's console shows it. */
  description: string;
  /** The service that encrypts, by the first label of its endpoint: `dynamodb`. */
  service: string;
  /** Whether Pulumi refuses to delete it. */
  protect: boolean;
  /** The region that it is in. Default: the provider's. */
  region?: string;
}

/** What a key for logs is for. */
export interface LogKeyArgs {
  description: string;
  /** What the names of the log groups begin with. */
  groupPrefix: string;
  /** Whether Pulumi refuses to delete it. */
  protect: boolean;
}

/** The longest name that a key's alias can have: 256 characters, of which "alias/" and the provider's digits need 33. */
export const longestKeyName = 223;

/** A key of the account's own, which AWS replaces every year, with an alias so that the console shows its name. */
export function makeCustomerKey(name: string, args: CustomerKeyArgs, parent: pulumi.Resource): aws.kms.Key {
  return makeKey(name, args, usedThrough(args, parent), parent);
}

/**
 * A key of the account's own for the log groups whose names begin with a text, which CloudWatch Logs itself uses
 * (CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service").
 */
export function makeLogKey(
  name: string,
  { description, groupPrefix, protect }: LogKeyArgs,
  parent: pulumi.Resource,
): aws.kms.Key {
  const { accountId, partition, dnsSuffix, region } = placeOf(parent);
  const groups = pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group:${groupPrefix}*`;
  const statement = {
    Sid: "UsedByTheLogs",
    Effect: "Allow",
    Principal: { Service: pulumi.interpolate`logs.${region}.${dnsSuffix}` },
    Action: ["kms:Decrypt", "kms:Describe*", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    Resource: "*",
    Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": groups } },
  };
  return makeKey(name, { description, protect }, statement, parent);
}

function makeKey(
  name: string,
  { description, protect, region }: Omit<CustomerKeyArgs, "service">,
  use: object,
  parent: pulumi.Resource,
): aws.kms.Key {
  const place = region === undefined ? {} : { region };
  const key = new aws.kms.Key(
    name,
    {
      ...place,
      description,
      enableKeyRotation: true,
      // The longest there is: whatever is encrypted with it, backups included, is lost when it ends.
      deletionWindowInDays: 30,
      policy: keyPolicy(use, parent),
      tags: { Name: name },
    },
    { parent, protect },
  );
  // A prefix, since an alias is there once in a region and stacks may share an account. It takes no dots.
  const namePrefix = `alias/${name.replaceAll(".", "-")}-`;
  new aws.kms.Alias(name, { ...place, namePrefix, targetKeyId: key.keyId }, { parent, protect });
  return key;
}

/** The account decides by IAM who administers the key. */
function keyPolicy(use: object, parent: pulumi.Resource): pulumi.Output<string> {
  const { accountId, partition } = placeOf(parent);
  const administered = {
    Sid: "AdministeredByIam",
    Effect: "Allow",
    Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: [administered, use] });
}

/**
 * Whoever may use the service may use the key, but only through the service: its clients then need no permission for the
 * key, and nobody can decrypt past the service (KMS developer guide, "kms:ViaService"; DynamoDB developer guide,
 * "Authorizing use of a customer managed key").
 */
function usedThrough(
  { service, region }: Pick<CustomerKeyArgs, "service" | "region">,
  parent: pulumi.Resource,
): object {
  const { accountId, dnsSuffix, region: usual } = placeOf(parent);
  return {
    Sid: "UsedThroughTheService",
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: [
      "kms:CreateGrant",
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:Encrypt",
      "kms:GenerateDataKey*",
      "kms:ReEncrypt*",
    ],
    Resource: "*",
    Condition: {
      StringEquals: {
        "kms:CallerAccount": accountId,
        "kms:ViaService": pulumi.interpolate`${service}.${region ?? usual}.${dnsSuffix}`,
      },
    },
  };
}

function placeOf(parent: pulumi.Resource) {
  const { accountId } = aws.getCallerIdentityOutput({}, { parent });
  const { partition, dnsSuffix } = aws.getPartitionOutput({}, { parent });
  const { region } = aws.getRegionOutput({}, { parent });
  return { accountId, partition, dnsSuffix, region };
}
