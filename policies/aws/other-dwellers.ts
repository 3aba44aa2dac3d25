import { naming, type Dweller } from "./vpc-dweller";

const DEFAULT_GROUP = "default group" as const;

/** AWS puts it behind the VPC's default group where it names none. */
const defaulting = (what: string, groups: string, within?: string): Dweller => ({
  what,
  groups: [groups],
  withoutGroups: DEFAULT_GROUP,
  ...(within === undefined ? {} : { within }),
});

const instance: Dweller = {
  what: "instance",
  groups: ["vpcSecurityGroupIds", "securityGroups"],
  withoutGroups: DEFAULT_GROUP,
  // A template or an interface brings its groups along, and is judged itself.
  unless: ["launchTemplate", "networkInterfaces", "primaryNetworkInterface"],
};

const applicationLoadBalancer: Dweller = {
  ...defaulting("load balancer", "securityGroups"),
  // Network and gateway load balancers without groups have none, the default group neither.
  onlyIf: { at: "loadBalancerType", is: ["application"], otherwise: "application" },
};

/** Compute, load balancers, endpoints, brokers and whatever else AWS puts into a VPC. */
export const otherDwellers: Readonly<Record<string, Dweller>> = {
  "aws:ec2/instance:Instance": instance,
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": { ...instance, unless: ["launchTemplate", "networkInterfaces"] },
  "aws:ec2/spotFleetRequest:SpotFleetRequest": defaulting(
    "spot fleet",
    "launchSpecifications[].vpcSecurityGroupIds",
    "launchSpecifications",
  ),
  "aws:ec2/launchTemplate:LaunchTemplate": {
    what: "launch template",
    groups: ["vpcSecurityGroupIds", "securityGroupNames", "networkInterfaces[].securityGroups"],
    withoutGroups: DEFAULT_GROUP,
  },
  "aws:ec2/launchConfiguration:LaunchConfiguration": defaulting("launch configuration", "securityGroups"),
  "aws:ec2/networkInterface:NetworkInterface": defaulting("network interface", "securityGroups"),
  "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment": naming(
    "attachment",
    "securityGroupId",
  ),
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    ...defaulting("endpoint", "securityGroupIds"),
    // A gateway endpoint is a route and has no interface that a group could guard.
    onlyIf: { at: "vpcEndpointType", is: ["Interface", "Resource", "ServiceNetwork"], otherwise: "Gateway" },
  },
  "aws:ec2/securityGroupAssociation:SecurityGroupAssociation": naming("association", "securityGroupId"),
  "aws:ec2transitgateway/instanceConnectEndpoint:InstanceConnectEndpoint": defaulting("endpoint", "securityGroupIds"),
  "aws:ec2clientvpn/endpoint:Endpoint": defaulting("endpoint", "securityGroupIds"),
  "aws:lb/loadBalancer:LoadBalancer": applicationLoadBalancer,
  "aws:alb/loadBalancer:LoadBalancer": applicationLoadBalancer,
  "aws:elb/loadBalancer:LoadBalancer": defaulting("load balancer", "securityGroups"),
  "aws:lambda/function:Function": {
    ...defaulting("function", "vpcConfig.securityGroupIds", "vpcConfig"),
    // What its network interfaces get once the function itself is gone.
    moreGroups: ["replacementSecurityGroupIds"],
  },
  "aws:lambda/capacityProvider:CapacityProvider": naming("capacity provider", "vpcConfig.securityGroupIds"),
  "aws:synthetics/canary:Canary": defaulting("canary", "vpcConfig.securityGroupIds", "vpcConfig"),
  "aws:ecs/service:Service": defaulting("service", "networkConfiguration.securityGroups", "networkConfiguration"),
  "aws:ecs/taskSet:TaskSet": defaulting("task set", "networkConfiguration.securityGroups", "networkConfiguration"),
  "aws:ecs/capacityProvider:CapacityProvider": defaulting(
    "capacity provider",
    "managedInstancesProvider.instanceLaunchTemplate.networkConfiguration.securityGroups",
    "managedInstancesProvider",
  ),
  "aws:ecs/expressGatewayService:ExpressGatewayService": naming("service", "networkConfigurations[].securityGroups"),
  "aws:cloudwatch/eventTarget:EventTarget": defaulting(
    "task",
    "ecsTarget.networkConfiguration.securityGroups",
    "ecsTarget.networkConfiguration",
  ),
  "aws:scheduler/schedule:Schedule": defaulting(
    "task",
    "target.ecsParameters.networkConfiguration.securityGroups",
    "target.ecsParameters.networkConfiguration",
  ),
  "aws:pipes/pipe:Pipe": {
    what: "pipe",
    groupsInBlocks: [
      "sourceParameters.selfManagedKafkaParameters.vpc.securityGroups",
      "targetParameters.ecsTaskParameters.networkConfiguration.awsVpcConfiguration.securityGroups",
    ],
    withoutGroups: DEFAULT_GROUP,
  },
  // EKS makes a group of its own for the cluster; Batch refuses what has neither groups nor a template with some.
  "aws:eks/cluster:Cluster": naming("cluster", "vpcConfig.securityGroupIds"),
  "aws:eks/nodeGroup:NodeGroup": naming("node group", "remoteAccess.sourceSecurityGroupIds"),
  "aws:batch/computeEnvironment:ComputeEnvironment": naming("compute", "computeResources.securityGroupIds"),
  "aws:codebuild/project:Project": naming(
    "build",
    "vpcConfig.securityGroupIds",
    "environment.dockerServer.securityGroupIds",
  ),
  "aws:codebuild/fleet:Fleet": naming("build fleet", "vpcConfigs[].securityGroupIds"),
  "aws:apprunner/vpcConnector:VpcConnector": defaulting("connector", "securityGroups"),
  "aws:apigatewayv2/vpcLink:VpcLink": naming("VPC link", "securityGroupIds"),
  "aws:route53/resolverEndpoint:ResolverEndpoint": naming("endpoint", "securityGroupIds"),
  "aws:verifiedaccess/endpoint:Endpoint": naming("endpoint", "securityGroupIds"),
  "aws:vpclattice/resourceGateway:ResourceGateway": defaulting("gateway", "securityGroupIds"),
  "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation": naming("association", "securityGroupIds"),
  "aws:opensearch/vpcEndpoint:VpcEndpoint": defaulting("endpoint", "vpcOptions.securityGroupIds"),
  "aws:elasticsearch/vpcEndpoint:VpcEndpoint": defaulting("endpoint", "vpcOptions.securityGroupIds"),
  "aws:opensearch/serverlessVpcEndpoint:ServerlessVpcEndpoint": defaulting("endpoint", "securityGroupIds"),
  "aws:opensearchingest/pipeline:Pipeline": defaulting("pipeline", "vpcOptions.securityGroupIds", "vpcOptions"),
  "aws:opensearchingest/pipelineEndpoint:PipelineEndpoint": defaulting(
    "endpoint",
    "vpcOptions.securityGroupIds",
    "vpcOptions",
  ),
  "aws:msk/cluster:Cluster": defaulting("broker", "brokerNodeGroupInfo.securityGroups"),
  "aws:msk/serverlessCluster:ServerlessCluster": defaulting("broker", "vpcConfigs[].securityGroupIds"),
  "aws:msk/vpcConnection:VpcConnection": naming("connection", "securityGroups"),
  "aws:msk/replicator:Replicator": defaulting("replicator", "kafkaClusters[].vpcConfig.securityGroupsIds"),
  "aws:mskconnect/connector:Connector": naming("connector", "kafkaCluster.apacheKafkaCluster.vpc.securityGroups"),
  "aws:mq/broker:Broker": defaulting("broker", "securityGroups"),
  "aws:mwaa/environment:Environment": naming("environment", "networkConfiguration.securityGroupIds"),
  "aws:dms/replicationInstance:ReplicationInstance": defaulting("replication", "vpcSecurityGroupIds"),
  "aws:dms/replicationConfig:ReplicationConfig": defaulting("replication", "computeConfig.vpcSecurityGroupIds"),
  "aws:dms/instanceProfile:InstanceProfile": defaulting("profile", "vpcSecurityGroupIds"),
  "aws:emrserverless/application:Application": naming("application", "networkConfiguration.securityGroupIds"),
  "aws:kinesisanalyticsv2/application:Application": naming(
    "application",
    "applicationConfiguration.vpcConfiguration.securityGroupIds",
  ),
  "aws:glue/connection:Connection": naming("connection", "physicalConnectionRequirements.securityGroupIdLists"),
  "aws:glue/devEndpoint:DevEndpoint": naming("endpoint", "securityGroupIds"),
  "aws:grafana/workspace:Workspace": naming("workspace", "vpcConfiguration.securityGroupIds"),
  "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration": defaulting("builder", "securityGroupIds"),
  "aws:medialive/input:Input": defaulting("input", "vpc.securityGroupIds", "vpc"),
  "aws:medialive/channel:Channel": defaulting("channel", "vpc.securityGroupIds", "vpc"),
  "aws:m2/environment:Environment": naming("environment", "securityGroupIds"),
  "aws:quicksight/vpcConnection:VpcConnection": naming("connection", "securityGroupIds"),
  "aws:sagemaker/notebookInstance:NotebookInstance": defaulting("notebook", "securityGroups", "subnetId"),
  "aws:sagemaker/model:Model": naming("model", "vpcConfig.securityGroupIds"),
  "aws:sagemaker/domain:Domain": naming(
    "domain",
    "domainSettings.securityGroupIds",
    "defaultUserSettings.securityGroups",
    "defaultSpaceSettings.securityGroups",
  ),
  "aws:appstream/fleet:Fleet": defaulting("fleet", "vpcConfig.securityGroupIds", "vpcConfig"),
  "aws:appstream/imageBuilder:ImageBuilder": defaulting("builder", "vpcConfig.securityGroupIds", "vpcConfig"),
  "aws:transfer/server:Server": {
    ...defaulting("server", "endpointDetails.securityGroupIds"),
    onlyIf: { at: "endpointType", is: ["VPC"], otherwise: "PUBLIC" },
  },
  "aws:transfer/webApp:WebApp": defaulting("web app", "endpointDetails.vpc.securityGroupIds", "endpointDetails.vpc"),
  "aws:workspacesweb/networkSettings:NetworkSettings": naming("network", "securityGroupIds"),
};
