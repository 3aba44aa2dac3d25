import type { Properties } from "../values";
import type { Behaviour, UniqueRule } from "./behaviour";
import { text } from "./model";

const used: Behaviour["whileUsed"] = ({ id }) => `DependencyViolation: resource ${id} has a dependent object`;

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
  unique: [
    {
      properties: ["name", "vpcId"],
      refusal: ({ name, vpcId }) =>
        `InvalidGroup.Duplicate: The security group '${text(name)}' already exists for VPC '${text(vpcId)}'`,
    },
  ],
  whileUsed: used,
};

/** AWS makes it with the VPC and deletes it with the VPC; the provider only ever adopts it. */
export const defaultSecurityGroupBehaviour: Behaviour = {
  replaces: ["vpcId"],
  overwrites: true,
  goesWith: ["vpcId"],
};

const peers = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"] as const;

export const ruleBehaviour: Behaviour = {
  required: ["ipProtocol", "securityGroupId"],
  replaces: ["securityGroupId"],
  // AWS changes a rule's peer, but not from one kind to another.
  replacesWhen: (before, after) => {
    const kinds = (rule: Properties) => peers.filter((peer) => text(rule[peer]) !== "");
    return kinds(before).join() === kinds(after).join() ? [] : [...kinds(before), ...kinds(after)];
  },
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

/** AWS cannot change such a rule by its provider's id; only its description. */
export const legacyRuleBehaviour: Behaviour = {
  required: ["fromPort", "protocol", "securityGroupId", "toPort", "type"],
  replaces: [
    ...["cidrBlocks", "fromPort", "ipv6CidrBlocks", "prefixListIds", "protocol", "securityGroupId", "self"],
    ...["sourceSecurityGroupId", "toPort", "type"],
  ],
  goesWith: ["securityGroupId"],
};
