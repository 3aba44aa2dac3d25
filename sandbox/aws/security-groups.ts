import { digits, ec2Id, type Facts, type ResourceModel } from "./model";
import {
  defaultSecurityGroupBehaviour,
  legacyRuleBehaviour,
  ruleBehaviour,
  securityGroupBehaviour,
} from "./security-group-behaviour";

const groupArn = ({ arn, id }: Facts) => arn("ec2", `security-group/${id}`);
/** The one that AWS has made in every region of an account. */
const defaultVpc = ({ accountId, region }: Facts) => `vpc-0${digits(`${accountId} ${region} default vpc`, 16)}`;
const ruleArn = ({ arn, id }: Facts) => arn("ec2", `security-group-rule/${id}`);

const securityGroup: ResourceModel = {
  ...securityGroupBehaviour,
  id: ec2Id("sg"),
  tagged: true,
  generatedName: { argument: "name", maxLength: 255 },
  defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
  sets: ["ingress", "egress"],
  computed: {
    arn: groupArn,
    // The provider takes AWS's default allow-all egress away from a group that says nothing of egress.
    egress: () => [],
    ingress: () => [],
    namePrefix: () => "",
    ownerId: ({ accountId }) => accountId,
    vpcId: defaultVpc,
  },
};

/** Adopts the group that came with the VPC, takes every rule from it that the program does not give, and so has its id. */
const defaultSecurityGroup: ResourceModel = {
  ...defaultSecurityGroupBehaviour,
  id: ({ find, inputs, digits }) => {
    const adopted = find(inputs["vpcId"])?.["defaultSecurityGroupId"];
    return typeof adopted === "string" ? adopted : `sg-0${digits(16)}`;
  },
  tagged: true,
  defaults: { revokeRulesOnDelete: false },
  sets: ["ingress", "egress"],
  computed: {
    arn: groupArn,
    description: () => "default VPC security group",
    egress: () => [],
    ingress: () => [],
    name: () => "default",
    namePrefix: () => "",
    ownerId: ({ accountId }) => accountId,
    vpcId: defaultVpc,
  },
};

/** A rule of its own: the VPC service's modern resources. */
const rule: ResourceModel = {
  ...ruleBehaviour,
  id: ec2Id("sgr"),
  tagged: true,
  computed: { arn: ruleArn, securityGroupRuleId: ({ id }) => id },
};

/** The older resource, whose id is the provider's own. */
const legacyRule: ResourceModel = {
  ...legacyRuleBehaviour,
  id: ({ digits }) => `sgrule-${String(parseInt(digits(8), 16))}`,
  defaults: { self: false },
  computed: {
    securityGroupRuleId: ({ digits }) => `sgr-0${digits(16)}`,
    sourceSecurityGroupId: () => "",
  },
};

export const securityGroups: Record<string, ResourceModel> = {
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": defaultSecurityGroup,
  "aws:ec2/securityGroup:SecurityGroup": securityGroup,
  "aws:ec2/securityGroupRule:SecurityGroupRule": legacyRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule,
};
