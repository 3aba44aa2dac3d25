import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { familyOf } from "./engine-version";

/**
 * The parameters of all instances. The name is Pulumi's: a major version needs a group of another family, which is there
 * before the primary moves to it and both are gone from the old one.
 */
export function makeParameterGroup(
  name: string,
  engineVersion: string,
  parent: pulumi.Resource,
): aws.rds.ParameterGroup {
  return new aws.rds.ParameterGroup(
    name,
    {
      description: `${name}: TLS only`,
      family: familyOf(engineVersion),
      // The default since PostgreSQL 15; said, so that it is seen and stays.
      parameters: [{ name: "rds.force_ssl", value: "1", applyMethod: "immediate" }],
      tags: { Name: name },
    },
    { parent },
  );
}
