import { isObject, type Properties, type Value } from "../values";
import type { Attempt, Behaviour, Deletion, Refusal, Thing, UniqueRule } from "./behaviour";
import { text } from "./model";
import { notFound } from "./not-found";

const groups = "aws:ec2/securityGroup:SecurityGroup";
/** What a group's own rules name, and where it is. */
const refersTo = { "egress.securityGroups": groups, "ingress.securityGroups": groups, vpcId: "aws:ec2/vpc:Vpc" };

const used: NonNullable<Behaviour["whileUsed"]> = ({ id }) =>
  `DependencyViolation: resource ${id} has a dependent object`;

/** What EC2 takes for words of people's (EC2 API, CreateSecurityGroup and IpRange). */
const characters = "a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*";

function badDescription(of: "security group" | "rule", { inputs }: Attempt): Refusal {
  if (/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/.test(text(inputs["description"]))) return undefined;
  return (
    `InvalidParameterValue: Invalid ${of} description. Valid descriptions are strings less than 256 characters ` +
    `from the following set: ${characters}`
  );
}

/** terraform-provider-aws internal/service/ec2/vpc_security_group.go */
export const securityGroupBehaviour: Behaviour = {
  replaces: ["description", "name", "namePrefix", "vpcId"],
  names: [
    {
      argument: "name",
      // The EC2 API's CreateSecurityGroup: these characters in a VPC, and "sg-" at the beginning is AWS's own.
      pattern: /^(?!sg-)[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/,
      allowed: "1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not beginning with sg-",
    },
  ],
  refuses: (attempt) =>
    text(attempt.inputs["name"]) === "default"
      ? "InvalidParameterValue: Cannot use reserved security group name: default"
      : badDescription("security group", attempt),
  unique: [
    {
      properties: ["name", "vpcId"],
      refusal: ({ name, vpcId }) =>
        `InvalidGroup.Duplicate: The security group '${text(name)}' already exists for VPC '${text(vpcId)}'`,
    },
  ],
  refersTo,
  missing: notFound.sg,
  refusesDelete: (attempt) => {
    const inside = launchedInto(attempt);
    return inside.length === 0 ? undefined : `${used(attempt.now)} (used by ${inside.map(({ id }) => id).join(", ")})`;
  },
  whileUsed: used,
};

/**
 * AWS makes it with the VPC and deletes it with the VPC; the provider only ever adopts it.
 * terraform-provider-aws internal/service/ec2/vpc_default_security_group.go
 */
export const defaultSecurityGroupBehaviour: Behaviour = {
  replaces: ["vpcId"],
  overwrites: true,
  refersTo,
  countsAs: groups,
  goesWith: ["vpcId"],
};

const peers = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"] as const;

/** terraform-provider-aws internal/service/ec2/vpc_security_group_ingress_rule.go, and its twin for egress */
export const ruleBehaviour: Behaviour = {
  required: ["ipProtocol", "securityGroupId"],
  replaces: ["securityGroupId"],
  // ModifyPlan: AWS changes a rule's peer, but not from one kind to another.
  replacesWhen: (before, after) => {
    const kinds = (rule: Properties) => peers.filter((peer) => text(rule[peer]) !== "");
    return kinds(before).join() === kinds(after).join() ? [] : [...kinds(before), ...kinds(after)];
  },
  choices: [{ among: peers }],
  blocks: [
    { argument: "cidrIpv4", family: 4 },
    { argument: "cidrIpv6", family: 6 },
  ],
  refuses: (attempt) => badDescription("rule", attempt) ?? groupOfOtherNetwork(attempt),
  unique: peers.map((peer) => ({
    properties: [peer, "securityGroupId", "ipProtocol", "fromPort", "toPort"],
    refusal: duplicateRule(peer),
  })),
  refersTo: { referencedSecurityGroupId: groups, securityGroupId: groups },
  goesWith: ["securityGroupId"],
};

function duplicateRule(peer: (typeof peers)[number]): UniqueRule["refusal"] {
  return (rule) =>
    `InvalidPermission.Duplicate: the specified rule "peer: ${text(rule[peer])}, ` +
    `${text(rule["ipProtocol"]).toUpperCase()}, from port: ${text(rule["fromPort"])}, ` +
    `to port: ${text(rule["toPort"])}, ALLOW" already exists`;
}

function groupOfOtherNetwork({ inputs, find }: Attempt): Refusal {
  const [own, peer] = ["securityGroupId", "referencedSecurityGroupId"].map((argument) =>
    text(find(inputs[argument])?.properties["vpcId"]),
  );
  if (!own || !peer || own === peer) return undefined;
  return "InvalidGroup.NotFound: You have specified two resources that belong to different networks.";
}

/**
 * AWS cannot change such a rule by its provider's id; only its description.
 * terraform-provider-aws internal/service/ec2/vpc_security_group_rule.go
 */
export const legacyRuleBehaviour: Behaviour = {
  required: ["fromPort", "protocol", "securityGroupId", "toPort", "type"],
  replaces: [
    ...["cidrBlocks", "fromPort", "ipv6CidrBlocks", "prefixListIds", "protocol", "securityGroupId", "self"],
    ...["sourceSecurityGroupId", "toPort", "type"],
  ],
  choices: [
    { among: ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "self", "sourceSecurityGroupId"], several: true },
  ],
  blocks: [
    { argument: "cidrBlocks", family: 4 },
    { argument: "ipv6CidrBlocks", family: 6 },
  ],
  refuses: (attempt) => badDescription("rule", attempt),
  refersTo: { securityGroupId: groups, sourceSecurityGroupId: groups },
  goesWith: ["securityGroupId"],
};

/** The groups of instances that run in a security group, as the template says that they are launched from. */
function launchedInto({ now, others }: Deletion): Thing[] {
  const templates = others("aws:ec2/launchTemplate:LaunchTemplate").filter(({ properties }) =>
    [properties["vpcSecurityGroupIds"], ...blocksOf(properties["networkInterfaces"]).map(interfaceGroups)].some(
      (ids) => Array.isArray(ids) && ids.includes(now.id),
    ),
  );
  const names = new Set(templates.flatMap(({ id, properties }) => [id, text(properties["name"])]));
  return others("aws:autoscaling/group:Group").filter(
    ({ properties }) =>
      Number(text(properties["desiredCapacity"])) > 0 && templatesOf(properties).some((name) => names.has(name)),
  );
}

const interfaceGroups = ({ securityGroups = null }: Properties) => securityGroups;
const blocksOf = (value: Value | undefined): Properties[] => [value ?? null].flat().filter(isObject);

/** By id or by name, straight or within a mixed policy. */
function templatesOf({ launchTemplate, mixedInstancesPolicy }: Properties): string[] {
  const mixed = blocksOf(mixedInstancesPolicy).flatMap((policy) => blocksOf(policy["launchTemplate"]));
  const specified = mixed.flatMap((template) => blocksOf(template["launchTemplateSpecification"]));
  const named = [...blocksOf(launchTemplate), ...specified];
  const words = named.flatMap(({ id, name, launchTemplateId, launchTemplateName }) =>
    [id, name, launchTemplateId, launchTemplateName].map(text),
  );
  return words.filter((word) => word !== "");
}
