import { naming, type Dweller } from "./vpc-dweller";

/** AWS does not say which groups it gets where it names none. */
const undocumented = (what: string, ...groups: readonly string[]): Dweller => ({
  what,
  groupsInBlocks: groups,
  withoutGroups: "undocumented",
});

/** Endpoints that VPC Lattice makes inside a VPC: behind its default group where they name none. */
const latticeEndpoints = (what: string, block: string, ...others: readonly string[]): Dweller => ({
  what,
  groupsInBlocks: [
    `${block}.privateEndpoint.managedVpcResource.securityGroupIds`,
    `${block}.privateEndpointOverrides[].privateEndpoint.managedVpcResource.securityGroupIds`,
  ],
  moreGroups: others,
  withoutGroups: "default group",
});

/** What AWS runs for a while, or on somebody's behalf, with a foot in the VPC: agents, jobs, models, deliveries. */
export const jobsAndAgents: Readonly<Record<string, Dweller>> = {
  "aws:agentregistry/registry:Registry": latticeEndpoints(
    "registry",
    "discoveryConfiguration.authorizerConfiguration.customJwtAuthorizer",
  ),
  "aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime": latticeEndpoints(
    "agent",
    "authorizerConfiguration.customJwtAuthorizer",
    "networkConfiguration.networkModeConfig.securityGroups",
  ),
  "aws:bedrock/agentcoreBrowser:AgentcoreBrowser": naming("browser", "networkConfiguration.vpcConfig.securityGroups"),
  "aws:bedrock/agentcoreCodeInterpreter:AgentcoreCodeInterpreter": naming(
    "interpreter",
    "networkConfiguration.vpcConfig.securityGroups",
  ),
  "aws:bedrock/agentcoreGateway:AgentcoreGateway": latticeEndpoints(
    "gateway",
    "authorizerConfiguration.customJwtAuthorizer",
  ),
  "aws:bedrock/agentcoreGatewayTarget:AgentcoreGatewayTarget": {
    what: "target",
    groupsInBlocks: ["privateEndpoint.managedVpcResource.securityGroupIds"],
    withoutGroups: "default group",
  },
  "aws:bedrock/agentcoreHarness:AgentcoreHarness": latticeEndpoints(
    "agent",
    "authorizerConfiguration.customJwtAuthorizer",
    "environments[].agentcoreRuntimeEnvironments[].networkConfigurations[].networkModeConfigs[].securityGroups",
  ),
  "aws:bedrock/agentcoreOauth2CredentialProvider:AgentcoreOauth2CredentialProvider": latticeEndpoints(
    "provider",
    "oauth2ProviderConfig.customOauth2ProviderConfig",
  ),
  "aws:bedrock/agentcoreRegistry:AgentcoreRegistry": latticeEndpoints(
    "registry",
    "authorizerConfiguration.customJwtAuthorizer",
  ),
  "aws:bedrock/customModel:CustomModel": naming("model", "vpcConfig.securityGroupIds"),
  "aws:bedrockmodel/invocationJob:InvocationJob": naming("job", "vpcConfig.securityGroupIds"),
  "aws:comprehend/documentClassifier:DocumentClassifier": naming("classifier", "vpcConfig.securityGroupIds"),
  "aws:comprehend/entityRecognizer:EntityRecognizer": naming("recognizer", "vpcConfig.securityGroupIds"),
  "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": naming(
    "job",
    "networkConfig.vpcConfig.securityGroupIds",
  ),
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": naming(
    "job",
    "trainingJobDefinition.vpcConfig.securityGroupIds",
    "trainingJobDefinitions[].vpcConfig.securityGroupIds",
  ),
  "aws:sagemaker/labelingJob:LabelingJob": naming(
    "job",
    "labelingJobAlgorithmsConfig.labelingJobResourceConfig.vpcConfig.securityGroupIds",
  ),
  "aws:sagemaker/monitoringSchedule:MonitoringSchedule": naming(
    "job",
    "monitoringScheduleConfig.monitoringJobDefinition.networkConfig.vpcConfig.securityGroupIds",
  ),
  "aws:sagemaker/trainingJob:TrainingJob": naming("job", "vpcConfig.securityGroupIds"),
  // SageMaker makes groups for its file system; those of a user come on top.
  "aws:sagemaker/userProfile:UserProfile": naming("profile", "userSettings.securityGroups"),
  "aws:sagemaker/workforce:Workforce": undocumented("workforce", "workforceVpcConfig.securityGroupIds"),
  "aws:finspace/kxCluster:KxCluster": naming("cluster", "vpcConfiguration.securityGroupIds"),
  "aws:emr/cluster:Cluster": naming(
    "cluster",
    // EMR makes groups of its own where these are not given.
    "ec2Attributes.emrManagedMasterSecurityGroup",
    "ec2Attributes.emrManagedSlaveSecurityGroup",
    "ec2Attributes.serviceAccessSecurityGroup",
    "ec2Attributes.additionalMasterSecurityGroups",
    "ec2Attributes.additionalSlaveSecurityGroups",
  ),
  "aws:emr/studio:Studio": naming("studio", "engineSecurityGroupId", "workspaceSecurityGroupId"),
  "aws:amp/scraper:Scraper": {
    ...undocumented("scraper", "source.eks.securityGroupIds"),
    moreGroups: ["source.vpc.securityGroupIds"],
  },
  "aws:codeconnections/host:Host": naming("host", "vpcConfiguration.securityGroupIds"),
  "aws:codestarconnections/host:Host": naming("host", "vpcConfiguration.securityGroupIds"),
  "aws:datasync/agent:Agent": naming("agent", "securityGroupArns"),
  "aws:datasync/efsLocation:EfsLocation": naming("location", "ec2Config.securityGroupArns"),
  "aws:datasync/fsxOpenZfsFileSystem:FsxOpenZfsFileSystem": naming("location", "securityGroupArns"),
  "aws:datasync/locationFsxLustre:LocationFsxLustre": naming("location", "securityGroupArns"),
  "aws:datasync/locationFsxOntapFileSystem:LocationFsxOntapFileSystem": naming("location", "securityGroupArns"),
  "aws:datasync/locationFsxWindows:LocationFsxWindows": naming("location", "securityGroupArns"),
  "aws:devicefarm/testGridProject:TestGridProject": naming("test grid", "vpcConfig.securityGroupIds"),
  "aws:drs/replicationConfigurationTemplate:ReplicationConfigurationTemplate": naming(
    "replication",
    "replicationServersSecurityGroupsIds",
  ),
  "aws:iot/topicRuleDestination:TopicRuleDestination": undocumented("destination", "vpcConfiguration.securityGroups"),
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": naming(
    "delivery",
    "elasticsearchConfiguration.vpcConfig.securityGroupIds",
    "opensearchConfiguration.vpcConfig.securityGroupIds",
    "opensearchserverlessConfiguration.vpcConfig.securityGroupIds",
  ),
  "aws:lambda/coreNetworkConnector:CoreNetworkConnector": naming(
    "connector",
    "configuration.vpcEgressConfiguration.securityGroupIds",
  ),
  "aws:rds/optionGroup:OptionGroup": naming("option", "options[].vpcSecurityGroupMemberships"),
  "aws:s3outposts/endpoint:Endpoint": naming("endpoint", "securityGroupId"),
  // WorkSpaces makes a group of its own for a directory; a custom one comes on top.
  "aws:workspaces/directory:Directory": naming("desktop", "workspaceCreationProperties.customSecurityGroupId"),
};
