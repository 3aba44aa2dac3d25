import { isDeepStrictEqual } from "node:util";
import { isObject, type Properties } from "../values";
import type { Attempt, Refusal } from "./behaviour";
import { keyOrAlias } from "./keys";
import { ec2Id, text, type ResourceModel } from "./model";

/** The template's own data: whatever else changes makes no new version. */
const aboutTheTemplate = new Set(["defaultVersion", "name", "namePrefix", "region", "tags", "tagsAll"]);
const isNewVersion = (before: Properties, after: Properties) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].some(
    (key) =>
      !aboutTheTemplate.has(key) && key !== "updateDefaultVersion" && !isDeepStrictEqual(before[key], after[key]),
  );

/** EC2 takes 16 KB of user data before it is encoded (EC2 user guide, "Run commands when you launch an instance"). */
function tooMuchUserData({ inputs }: Attempt): Refusal {
  const encoded = text(inputs["userData"]);
  const bytes = Buffer.from(encoded, "base64").length;
  if (bytes > 16384) return "InvalidUserData.Malformed: User data is limited to 16384 bytes";
  if (encoded === "" || /^[A-Za-z0-9+/\s]+=*\s*$/.test(encoded)) return undefined;
  return "InvalidUserData.Malformed: Invalid BASE64 encoding of user data.";
}

function groupsTwice({ inputs }: Attempt): Refusal {
  const interfaces = Array.isArray(inputs["networkInterfaces"]) ? inputs["networkInterfaces"].filter(isObject) : [];
  const isGiven = (value: unknown) => Array.isArray(value) && value.length > 0;
  if (!isGiven(inputs["vpcSecurityGroupIds"]) || interfaces.length === 0) return undefined;
  return (
    "InvalidParameterCombination: Network interfaces and an instance-level security groups may not be specified on " +
    "the same request"
  );
}

const launchTemplate: ResourceModel = {
  names: [
    {
      argument: "name",
      // EC2 API, CreateLaunchTemplate.
      pattern: /^[a-zA-Z0-9().\-/_]{3,128}$/,
      allowed: "3 to 128 letters, digits and the characters ( ) . - / _",
    },
  ],
  // terraform-provider-aws internal/service/ec2/ec2_launch_template.go
  replaces: ["name", "namePrefix"],
  unique: [
    {
      properties: ["name"],
      refusal: () => "InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in use.",
    },
  ],
  refuses: (attempt) => tooMuchUserData(attempt) ?? groupsTwice(attempt),
  refersTo: {
    "blockDeviceMappings.ebs.kmsKeyId": keyOrAlias,
    "iamInstanceProfile.arn": "aws:iam/instanceProfile:InstanceProfile",
    "iamInstanceProfile.name": "aws:iam/instanceProfile:InstanceProfile",
    "networkInterfaces.securityGroups": "aws:ec2/securityGroup:SecurityGroup",
    "networkInterfaces.subnetId": "aws:ec2/subnet:Subnet",
    vpcSecurityGroupIds: "aws:ec2/securityGroup:SecurityGroup",
  },
  // A template is a text: groups and subnets are held by the interfaces of what is launched from it.
  loose: ["networkInterfaces", "vpcSecurityGroupIds"],
  id: ec2Id("lt"),
  tagged: true,
  generatedName: { argument: "name", maxLength: 128 },
  sets: ["licenseSpecifications", "securityGroupNames", "vpcSecurityGroupIds"],
  // resourceLaunchTemplateUpdate makes a version of every change, and names it the default where that is wished.
  counts: {
    latestVersion: isNewVersion,
    defaultVersion: (before, after) => after["updateDefaultVersion"] === true && isNewVersion(before, after),
  },
  computed: {
    arn: ({ arn, id }) => arn("ec2", `launch-template/${id}`),
    defaultVersion: ({ inputs }) => Number(text(inputs["defaultVersion"]) || 1),
    latestVersion: ({ inputs }) => Number(text(inputs["latestVersion"]) || 1),
    metadataOptions: () => ({
      httpEndpoint: "",
      httpProtocolIpv6: "",
      httpPutResponseHopLimit: 0,
      httpTokens: "",
      instanceMetadataTags: "",
    }),
    namePrefix: () => "",
  },
};

export const launchTemplates: Record<string, ResourceModel> = {
  "aws:ec2/launchTemplate:LaunchTemplate": launchTemplate,
};
