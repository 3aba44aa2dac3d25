import type { Properties } from "../values";
import { digits, text, type Account } from "./model";

/** An image's id. Its owner is Amazon, so it is not among an account's own things. */
function imageId(of: string, region: string): string {
  return `ami-0${digits(`image ${of} ${region}`, 16)}`;
}

/** The parameters under which AWS publishes the ids of its images, in every region. */
export function getParameter(args: Properties, account: Account): Properties {
  const region = text(args["region"]) || account.region;
  const name = text(args["name"]);
  if (!/^\/aws\/service\/.*(?:ami|image)/.test(name)) {
    throw new Error(
      `the sandbox knows the parameters of images that AWS publishes, and not ${name}; give one that begins with ` +
        `/aws/service/ami-amazon-linux-latest/, or take the value from the ssm.Parameter that holds it`,
    );
  }
  const value = imageId(name, region);
  return {
    ...args,
    arn: `arn:${account.partition}:ssm:${region}::parameter${name}`,
    id: name,
    insecureValue: value,
    region,
    type: "String",
    value,
    version: 1,
  };
}

/** The newest of Amazon's images that a program looks for. */
export function getAmi(args: Properties, account: Account): Properties {
  const region = text(args["region"]) || account.region;
  const asked = JSON.stringify([args["filters"] ?? [], args["nameRegex"] ?? "", args["owners"] ?? []]);
  const id = imageId(asked, region);
  const isArm = asked.includes("arm64");
  return {
    ...args,
    architecture: isArm ? "arm64" : "x86_64",
    arn: `arn:${account.partition}:ec2:${region}::image/${id}`,
    blockDeviceMappings: [],
    bootMode: "uefi",
    creationDate: "2026-01-01T00:00:00.000Z",
    deprecationTime: "2027-01-01T00:00:00.000Z",
    description: "Amazon Linux 2023 AMI",
    enaSupport: true,
    hypervisor: "xen",
    id,
    imageId: id,
    imageLocation: "amazon/al2023-ami",
    imageOwnerAlias: "amazon",
    imageType: "machine",
    imdsSupport: "v2.0",
    kernelId: "",
    lastLaunchedTime: "",
    name: isArm ? "al2023-ami-arm64" : "al2023-ami-x86_64",
    ownerId: "137112412989",
    platform: "",
    platformDetails: "Linux/UNIX",
    productCodes: [],
    public: true,
    ramdiskId: "",
    region,
    rootDeviceName: "/dev/xvda",
    rootDeviceType: "ebs",
    rootSnapshotId: `snap-0${digits(`snapshot ${id}`, 16)}`,
    sriovNetSupport: "simple",
    state: "available",
    stateReason: {},
    tags: {},
    tpmSupport: "",
    usageOperation: "RunInstances",
    virtualizationType: "hvm",
  };
}
