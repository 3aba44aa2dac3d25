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

/** The longest name that a key's alias can have: 256 characters, of which "alias/" and the provider's digits need 33. */
export const longestKeyName = 223;

/** A key of the account's own, which AWS replaces every year, with an alias so that the console shows its name. */
export function makeCustomerKey(
  name: string,
  { description, service, protect, region }: CustomerKeyArgs,
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
      policy: keyPolicy(service, region, parent),
      tags: { Name: name },
    },
    { parent, protect },
  );
  // A prefix, since an alias is there once in a region and stacks may share an account. It takes no dots.
  const namePrefix = `alias/${name.replaceAll(".", "-")}-`;
  new aws.kms.Alias(name, { ...place, namePrefix, targetKeyId: key.keyId }, { parent, protect });
  return key;
}

/**
 * The account decides by IAM who administers the key. Whoever may use the service may use the key, but only through the
 * service: its clients then need no permission for the key, and nobody can decrypt past the service (KMS developer
 * guide, "kms:ViaService"; DynamoDB developer guide, "Authorizing use of a customer managed key").
 */
function keyPolicy(service: string, keyRegion: string | undefined, parent: pulumi.Resource): pulumi.Output<string> {
  const { accountId } = aws.getCallerIdentityOutput({}, { parent });
  const { partition, dnsSuffix } = aws.getPartitionOutput({}, { parent });
  const region = keyRegion ?? aws.getRegionOutput({}, { parent }).region;
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AdministeredByIam",
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${accountId}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
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
            "kms:ViaService": pulumi.interpolate`${service}.${region}.${dnsSuffix}`,
          },
        },
      },
    ],
  });
}
