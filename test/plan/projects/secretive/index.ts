import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const password = pulumi.secret("correct-horse-battery");
const group = new aws.cloudwatch.LogGroup("group", {
  name: pulumi.interpolate`/secret/${password}`,
  tags: { Project: "secretive", Environment: "dev", Owner: "tests" },
});

export = () => ({ password, name: group.name, nested: { list: [password] } });
