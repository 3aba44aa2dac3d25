import * as aws from "@pulumi/aws";

// Subnets of somebody else's: nobody here can say where their routes lead.
new aws.rds.SubnetGroup("orders", {
  subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
  tags: { Project: "doubtful", Environment: "dev", Owner: "tests" },
});
