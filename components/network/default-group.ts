import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Takes over the group that AWS gives every VPC, and to whatever names none, and leaves it without rules. */
export function emptyDefaultGroup(name: string, vpcId: pulumi.Input<string>, parent: pulumi.Resource): void {
  new aws.ec2.DefaultSecurityGroup(
    `${name}-default`,
    {
      vpcId,
      // Without arguments the rules go away once, and what a person adds later stays unnoticed. Empty lists keep it so.
      ingress: [],
      egress: [],
      tags: { Name: `${name}-default` },
    },
    { parent },
  );
}
