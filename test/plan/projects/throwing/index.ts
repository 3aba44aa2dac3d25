import * as aws from "@pulumi/aws";

const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
vpc.urn.apply(() => {
  throw new Error("the moon is not full");
});
