import * as aws from "@pulumi/aws";
import assert from "node:assert/strict";
import { evaluate } from "../../sandbox";

describe("a mount target for which nobody names security groups", () => {
  it("gets the default group of its subnet's VPC, as AWS does it", async () => {
    const program = () => {
      const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
      const subnet = new aws.ec2.Subnet("subnet", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
      const files = new aws.efs.FileSystem("files");
      const target = new aws.efs.MountTarget("target", { fileSystemId: files.id, subnetId: subnet.id });
      return { attached: target.securityGroups, expected: [vpc.defaultSecurityGroupId] };
    };
    const config = { "aws:region": "eu-west-1" };
    const { stackOutputs } = await evaluate({ program, stack: "dev", config, knowledge: "deployed" });
    assert.deepEqual(stackOutputs["attached"], stackOutputs["expected"]);
  });
});
