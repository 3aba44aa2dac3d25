const aSwitch = "a switch, which names no group";
const aRule = "it writes rules on a group and is judged as a rule";
const ofItsOwn = "groups of the service's own kind, which are none of a VPC's";

/** Places in the SDK that speak of security groups and do not attach one, each with the reason. */
export const notADweller: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws:alb/loadBalancer:LoadBalancer": { enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: aSwitch },
  "aws:lb/loadBalancer:LoadBalancer": { enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: aSwitch },
  "aws:drs/replicationConfigurationTemplate:ReplicationConfigurationTemplate": {
    associateDefaultSecurityGroup: aSwitch,
  },
  "aws:ec2transitgateway/transitGateway:TransitGateway": { securityGroupReferencingSupport: aSwitch },
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": { securityGroupReferencingSupport: aSwitch },
  "aws:networkmanager/vpcAttachment:VpcAttachment": { "options.securityGroupReferencingSupport": aSwitch },
  "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration": {
    blockPublicSecurityGroupRules: aSwitch,
    permittedPublicSecurityGroupRuleRanges: "ranges of ports, which name no group",
  },
  "aws:lambda/function:Function": { replaceSecurityGroupsOnDestroy: aSwitch },
  "aws:sagemaker/domain:Domain": { appSecurityGroupManagement: aSwitch },

  "aws:ec2/securityGroup:SecurityGroup": { "ingress[].securityGroups": aRule, "egress[].securityGroups": aRule },
  "aws:ec2/securityGroupRule:SecurityGroupRule": { securityGroupId: aRule, sourceSecurityGroupId: aRule },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    securityGroupId: aRule,
    referencedSecurityGroupId: aRule,
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    securityGroupId: aRule,
    referencedSecurityGroupId: aRule,
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    "ingress[].securityGroups": "the default group may have no rule at all, whatever it names",
    "egress[].securityGroups": "the default group may have no rule at all, whatever it names",
  },
  "aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive": {
    securityGroupId: "it takes rules away from a group; what it leaves are rules, judged as such",
  },
  "aws:vpc/securityGroupVpcAssociation:SecurityGroupVpcAssociation": {
    securityGroupId: "it lends a group to another VPC; AWS refuses this for a default group",
  },

  "aws:elasticache/replicationGroup:ReplicationGroup": { securityGroupNames: ofItsOwn },
  "aws:rds/optionGroup:OptionGroup": { "options[].dbSecurityGroupMemberships": ofItsOwn },
  "aws:medialive/input:Input": { inputSecurityGroups: ofItsOwn },
  "aws:eks/cluster:Cluster": {
    "vpcConfig.clusterSecurityGroupId": "an answer of AWS: the group that EKS makes for the cluster",
  },
  "aws:elb/loadBalancer:LoadBalancer": {
    sourceSecurityGroup: "a name to write into rules of what stands behind the load balancer",
  },
};
