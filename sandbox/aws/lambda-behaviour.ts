import type { Properties } from "../values";
import type { Attempt, Refusal } from "./behaviour";
import { text } from "./model";
import { blockOf, listOf } from "./reading";

const subnetsOf = (inputs: Properties) => listOf(blockOf(inputs["vpcConfig"])["subnetIds"]).map(text);

/** Lambda's order of what it finds wrong with a function. */
export function badFunction(attempt: Attempt): Refusal {
  return badPackage(attempt) ?? badEnvironment(attempt) ?? mayNotEnterNetwork(attempt) ?? badFileSystem(attempt);
}

function badPackage({ inputs }: Attempt): Refusal {
  if (inputs["packageType"] !== "Zip") return undefined;
  if (text(inputs["handler"]) !== "" && text(inputs["runtime"]) !== "") return undefined;
  return "handler and runtime must be set when PackageType is Zip";
}

/** Lambda quotas: 4 KB for all environment variables together; and names that Lambda keeps for itself. */
function badEnvironment({ inputs }: Attempt): Refusal {
  const variables = blockOf(blockOf(inputs["environment"])["variables"]);
  const size = Buffer.byteLength(JSON.stringify(variables));
  if (size > 4096) {
    return (
      "InvalidParameterValueException: Lambda was unable to configure your environment variables because the " +
      "environment variables you have provided exceeded the 4KB limit."
    );
  }
  const reserved = ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "_HANDLER"];
  const taken = Object.keys(variables).filter((name) => reserved.includes(name));
  if (taken.length === 0) return undefined;
  return (
    "InvalidParameterValueException: Lambda was unable to configure your environment variables because the environment " +
    `variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${taken.join(", ")}`
  );
}

/** Whether a role may make the network interfaces through which a function is in a network. */
function mayNotEnterNetwork({ inputs, others }: Attempt): Refusal {
  const role = others("aws:iam/role:Role").find(({ properties }) => properties["arn"] === inputs["role"]);
  if (subnetsOf(inputs).length === 0 || !role) return undefined;
  const isRoles = ({ properties }: { properties: Properties }) => properties["role"] === role.id;
  const attached = others("aws:iam/rolePolicyAttachment:RolePolicyAttachment").filter(isRoles);
  const arns = [
    ...attached.map(({ properties }) => properties["policyArn"]),
    ...listOf(role.properties["managedPolicyArns"]),
  ];
  const policies = others("aws:iam/policy:Policy").filter(({ id }) => arns.includes(id));
  const documents = [...policies, ...others("aws:iam/rolePolicy:RolePolicy").filter(isRoles)];
  const allows = (policy: string) => /ec2:CreateNetworkInterface|"ec2:\*"|"Action":\s*"\*"/.test(policy);
  const isAllowed =
    arns.some((arn) => /\/(?:AWSLambdaVPCAccessExecutionRole|AdministratorAccess)$/.test(text(arn))) ||
    documents.some(({ properties }) => allows(text(properties["policy"])));
  if (isAllowed) return undefined;
  return "InvalidParameterValueException: The provided execution role does not have permissions to call CreateNetworkInterface on EC2";
}

/** Lambda mounts a file system when it makes the function, in every zone that the function may run in. */
function badFileSystem({ inputs, others, find }: Attempt): Refusal {
  const arn = text(blockOf(inputs["fileSystemConfig"])["arn"]);
  if (arn === "") return undefined;
  const subnets = subnetsOf(inputs);
  if (subnets.length === 0) {
    return (
      "InvalidParameterValueException: Function must be configured to execute in a VPC to reference access point " + arn
    );
  }
  const point = others("aws:efs/accessPoint:AccessPoint").find(({ properties }) => properties["arn"] === arn);
  if (!point) return undefined;
  const fileSystem = text(point.properties["fileSystemId"]);
  const targets = others("aws:efs/mountTarget:MountTarget").filter(
    ({ properties }) => properties["fileSystemId"] === fileSystem,
  );
  const served = new Set(targets.map(({ properties }) => text(properties["availabilityZoneName"])));
  const zones = subnets.map((id) => text(find(id)?.properties["availabilityZone"])).filter((zone) => zone !== "");
  if (zones.every((zone) => served.has(zone)) && served.size > 0) return undefined;
  return (
    `InvalidParameterValueException: EFS file system ${fileSystem} referenced by access point ${arn} does not have ` +
    `mount targets created in all availability zones the function will execute in.`
  );
}
