import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WebTier } from "./defaults";

/**
 * The newest Amazon Linux 2023 at the moment of each launch. So a new image changes nothing in this program, which shows
 * no drift and replaces no fleet for it; instances get it as they are replaced, at the latest when their lifetime ends.
 * The price: instances of different age may run different images, and AWS cannot roll a refresh back to a template
 * that names its image so (EC2 Auto Scaling, "Undo changes with a rollback"). What is rolled back is the program.
 */
const newestImage = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";

export function makeLaunchTemplate(
  name: string,
  tier: WebTier,
  {
    securityGroup,
    profile,
    userData,
  }: {
    securityGroup: aws.ec2.SecurityGroup;
    profile: aws.iam.InstanceProfile;
    userData: pulumi.Output<string>;
  },
  parent: pulumi.Resource,
): aws.ec2.LaunchTemplate {
  const tags = { Name: name, ...tier.instanceTags };
  return new aws.ec2.LaunchTemplate(
    name,
    {
      description: `Instances of ${name}`,
      updateDefaultVersion: true,
      imageId: newestImage,
      instanceType: tier.instanceType,
      iamInstanceProfile: { arn: profile.arn },
      userData,
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        // No container and no proxy on the instance gets at the role's credentials.
        httpPutResponseHopLimit: 1,
        // Nobody reads them there, and EC2 would start no instance that has a tag with a space or a slash in its key (EC2
        // user guide, "View tags for your EC2 instances using instance metadata"). Said, since an account may default to it.
        instanceMetadataTags: "disabled",
      },
      networkInterfaces: [
        {
          deviceIndex: 0,
          // Whatever the subnet would hand out.
          associatePublicIpAddress: "false",
          deleteOnTermination: "true",
          securityGroups: [securityGroup.id],
        },
      ],
      blockDeviceMappings: [
        {
          // Amazon Linux's root.
          deviceName: "/dev/xvda",
          ebs: {
            volumeType: "gp3",
            volumeSize: tier.volumeGigabytes,
            encrypted: "true",
            deleteOnTermination: "true",
          },
        },
      ],
      // Figures every minute instead of every five, or scaling by the processors' load comes too late.
      monitoring: { enabled: true },
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
      tags: { Name: name },
    },
    { parent },
  );
}
