import type { Properties } from "../values";
import type { Attempt, Behaviour, Refusal, UniqueRule } from "./behaviour";
import { text } from "./model";

const used: Behaviour["whileUsed"] = ({ id }) => `DependencyViolation: resource ${id} has a dependent object`;

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
  whileUsed: used,
};

/**
 * AWS makes it with the VPC and deletes it with the VPC; the provider only ever adopts it.
 * terraform-provider-aws internal/service/ec2/vpc_default_security_group.go
 */
export const defaultSecurityGroupBehaviour: Behaviour = {
  replaces: ["vpcId"],
  overwrites: true,
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
  goesWith: ["securityGroupId"],
};
