import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { makeCustomerKey } from "../encryption/customer-key";

/** The file system: encrypted with a key of its own, backed up every day, as fast as its load at any moment. */
export function makeFileSystem(name: string, protect: boolean, parent: pulumi.Resource): aws.efs.FileSystem {
  const key = makeCustomerKey(
    name,
    { description: `Encrypts the releases on ${name}`, service: "elasticfilesystem", protect },
    parent,
  );
  const fileSystem = new aws.efs.FileSystem(
    name,
    {
      encrypted: true,
      kmsKeyId: key.arn,
      // A share that is read by a whole fleet at once and then hardly at all: nothing to provision and no credits to
      // run out of.
      throughputMode: "elastic",
      performanceMode: "generalPurpose",
      // Releases that nobody runs move to cheap storage, and back as soon as somebody does. EFS wants one rule in each.
      lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }, { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }],
      tags: { Name: name },
    },
    { parent, protect },
  );
  new aws.efs.BackupPolicy(name, { fileSystemId: fileSystem.id, backupPolicy: { status: "ENABLED" } }, { parent });
  return fileSystem;
}
