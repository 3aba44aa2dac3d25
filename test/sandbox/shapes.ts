const hex = "[0-9a-f]";
const own = (prefix: string) => new RegExp(`^${prefix}-0${hex}{16}$`);
const arn = (service: string, resource: string) =>
  new RegExp(`^arn:aws:${service}:eu-west-1:123456789012:${resource}$`);

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uuidText = uuid.source.slice(1, -1);
const loadBalancer = arn("elasticloadbalancing", `loadbalancer/app/[a-zA-Z0-9-]{1,32}/${hex}{16}`);
const targetGroup = arn("elasticloadbalancing", `targetgroup/[a-zA-Z0-9-]{1,32}/${hex}{16}`);
const certificate = arn("acm", `certificate/${uuidText}`);
const policyOfRoles = /^arn:aws:iam::123456789012:policy\/[\w+=,.@-]{1,128}$/;
const ofGroup = (kind: string, word: string) =>
  arn("autoscaling", `${kind}:${uuidText}:autoScalingGroupName/given:${word}/[\\w-]+`);
const secret = arn("secretsmanager", `secret:[\\w/+=.@-]{1,512}-${hex}{6}`);
const cacheName = "[a-z][a-z0-9-]{0,39}";

// API Gateway's ARNs name no account.
const ofGateway = (resource: string) => new RegExp(`^arn:aws:apigateway:eu-west-1::/${resource}$`);

/** What ids and ARNs look like in AWS, by type; a type without an ARN of its own has none here. */
export const shapes: Record<string, { id: RegExp; arn?: RegExp }> = {
  "aws:acm/certificate:Certificate": { id: certificate, arn: certificate },
  "aws:acm/certificateValidation:CertificateValidation": { id: /^2026-01-01 00:00:00\.\d{9} \+0000 UTC$/ },
  "aws:apigateway/account:Account": { id: /^api-gateway-account$/ },
  "aws:apigateway/basePathMapping:BasePathMapping": { id: /^given\/$/ },
  "aws:apigateway/deployment:Deployment": { id: /^[0-9a-z]{6}$/ },
  "aws:apigateway/domainName:DomainName": { id: /^given$/, arn: ofGateway("domainnames/given") },
  "aws:apigateway/methodSettings:MethodSettings": { id: /^given-given-given$/ },
  "aws:apigateway/response:Response": { id: /^aggr-given-given$/ },
  "aws:apigateway/restApi:RestApi": { id: /^[0-9a-z]{10}$/, arn: ofGateway("restapis/[0-9a-z]{10}") },
  "aws:apigateway/stage:Stage": { id: /^ags-given-given$/, arn: ofGateway("restapis/given/stages/given") },
  "aws:appautoscaling/policy:Policy": {
    id: /^[\w-]{1,255}$/,
    arn: arn("autoscaling", `scalingPolicy:${uuidText}:resource/given/given:policyName/[\\w-]+`),
  },
  "aws:appautoscaling/target:Target": {
    id: /^given$/,
    arn: arn("application-autoscaling", `scalable-target/${hex}{34}`),
  },
  "aws:autoscaling/group:Group": {
    id: /^[\w-]{1,255}$/,
    arn: arn("autoscaling", `autoScalingGroup:${uuidText}:autoScalingGroupName/[\\w-]+`),
  },
  "aws:autoscaling/lifecycleHook:LifecycleHook": { id: /^[\w-]{1,255}$/ },
  "aws:autoscaling/notification:Notification": { id: /^given$/ },
  "aws:autoscaling/policy:Policy": { id: /^[\w-]{1,255}$/, arn: ofGroup("scalingPolicy", "policyName") },
  "aws:autoscaling/schedule:Schedule": {
    id: /^given$/,
    arn: ofGroup("scheduledUpdateGroupAction", "scheduledActionName"),
  },
  "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment": { id: /^given,[0-9a-f]{16}$/ },
  "aws:cloudwatch/dashboard:Dashboard": { id: /^given$/ },
  "aws:cloudwatch/logGroup:LogGroup": { id: /^[\w./#-]{1,512}$/, arn: arn("logs", "log-group:[\\w./#-]+") },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { id: /^[\w-]{1,255}$/, arn: arn("cloudwatch", "alarm:[\\w-]+") },
  "aws:cognito/identityPool:IdentityPool": {
    id: new RegExp(`^eu-west-1:${uuidText}$`),
    arn: arn("cognito-identity", `identitypool/eu-west-1:${uuidText}`),
  },
  "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment": { id: /^given$/ },
  "aws:cognito/managedLoginBranding:ManagedLoginBranding": { id: new RegExp(`^given,${uuidText}$`) },
  "aws:cognito/resourceServer:ResourceServer": { id: /^given\|given$/ },
  "aws:cognito/riskConfiguration:RiskConfiguration": { id: /^given$/ },
  "aws:cognito/userPool:UserPool": {
    id: /^eu-west-1_\w{9}$/,
    arn: arn("cognito-idp", "userpool/eu-west-1_\\w{9}"),
  },
  "aws:cognito/userPoolClient:UserPoolClient": { id: /^[a-z0-9]{26}$/ },
  "aws:cognito/userPoolDomain:UserPoolDomain": { id: /^given$/ },
  "aws:dax/cluster:Cluster": { id: /^given$/, arn: arn("dax", "cache/given") },
  "aws:dax/parameterGroup:ParameterGroup": { id: /^[a-z0-9-]{1,255}$/ },
  "aws:dax/subnetGroup:SubnetGroup": { id: /^[a-z0-9-]{1,255}$/ },
  "aws:dynamodb/table:Table": { id: /^[\w.-]{3,255}$/, arn: arn("dynamodb", "table/[\\w.-]{3,255}") },
  "aws:dynamodb/tableReplica:TableReplica": { id: /^[\w.-]*:[a-z0-9-]*$/, arn: arn("dynamodb", "table/[\\w.-]*") },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    id: own("sg"),
    arn: arn("ec2", `security-group/sg-0${hex}{16}`),
  },
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": { id: own("eigw") },
  "aws:ec2/eip:Eip": { id: own("eipalloc"), arn: arn("ec2", `elastic-ip/eipalloc-0${hex}{16}`) },
  "aws:ec2/flowLog:FlowLog": { id: own("fl"), arn: arn("ec2", `vpc-flow-log/fl-0${hex}{16}`) },
  "aws:ec2/internetGateway:InternetGateway": { id: own("igw"), arn: arn("ec2", `internet-gateway/igw-0${hex}{16}`) },
  "aws:ec2/launchTemplate:LaunchTemplate": { id: own("lt"), arn: arn("ec2", `launch-template/lt-0${hex}{16}`) },
  "aws:ec2/natGateway:NatGateway": { id: own("nat") },
  "aws:ec2/route:Route": { id: /^r-.+\d{1,10}$/ },
  "aws:ec2/routeTable:RouteTable": { id: own("rtb"), arn: arn("ec2", `route-table/rtb-0${hex}{16}`) },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { id: own("rtbassoc") },
  "aws:ec2/securityGroup:SecurityGroup": { id: own("sg"), arn: arn("ec2", `security-group/sg-0${hex}{16}`) },
  "aws:ec2/securityGroupRule:SecurityGroupRule": { id: /^sgrule-\d{1,10}$/ },
  "aws:ec2/subnet:Subnet": { id: own("subnet"), arn: arn("ec2", `subnet/subnet-0${hex}{16}`) },
  "aws:ec2/vpc:Vpc": { id: own("vpc"), arn: arn("ec2", `vpc/vpc-0${hex}{16}`) },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { id: own("vpce"), arn: arn("ec2", `vpc-endpoint/vpce-0${hex}{16}`) },
  "aws:efs/accessPoint:AccessPoint": {
    id: own("fsap"),
    arn: arn("elasticfilesystem", `access-point/fsap-0${hex}{16}`),
  },
  "aws:efs/backupPolicy:BackupPolicy": { id: /^given$/ },
  "aws:efs/fileSystem:FileSystem": { id: own("fs"), arn: arn("elasticfilesystem", `file-system/fs-0${hex}{16}`) },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": { id: /^given$/ },
  "aws:efs/mountTarget:MountTarget": { id: own("fsmt") },
  "aws:elasticache/parameterGroup:ParameterGroup": {
    id: /^[a-z0-9-]{1,255}$/,
    arn: arn("elasticache", "parametergroup:[a-z0-9-]+"),
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    id: /^[a-z][a-z0-9-]{0,39}$/,
    arn: arn("elasticache", `replicationgroup:${cacheName}`),
  },
  "aws:elasticache/serverlessCache:ServerlessCache": {
    id: /^[a-z][a-z0-9-]{0,39}$/,
    arn: arn("elasticache", `serverlesscache:${cacheName}`),
  },
  "aws:elasticache/subnetGroup:SubnetGroup": {
    id: /^[a-z0-9-]{1,255}$/,
    arn: arn("elasticache", "subnetgroup:[a-z0-9-]+"),
  },
  "aws:elasticache/user:User": { id: /^given$/, arn: arn("elasticache", "user:given") },
  "aws:elasticache/userGroup:UserGroup": { id: /^given$/, arn: arn("elasticache", "usergroup:given") },
  "aws:iam/instanceProfile:InstanceProfile": {
    id: /^[\w+=,.@-]{1,128}$/,
    arn: /^arn:aws:iam::123456789012:instance-profile\/[\w+=,.@-]+$/,
  },
  "aws:iam/policy:Policy": { id: policyOfRoles, arn: policyOfRoles },
  "aws:iam/role:Role": { id: /^[\w+=,.@-]{1,64}$/, arn: /^arn:aws:iam::123456789012:role\/[\w+=,.@-]+$/ },
  "aws:iam/rolePolicy:RolePolicy": { id: /^[\w+=,.@-]{1,64}:[\w+=,.@-]{1,128}$/ },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { id: /^given-\d{26}$/ },
  "aws:kms/alias:Alias": { id: /^alias\/[\w/-]{1,250}$/, arn: arn("kms", "alias/[\\w/-]+") },
  "aws:kms/key:Key": { id: uuid, arn: arn("kms", `key/${uuid.source.slice(1, -1)}`) },
  "aws:lambda/alias:Alias": {
    id: arn("lambda", "function:given:[\\w-]+"),
    arn: arn("lambda", "function:given:[\\w-]+"),
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    id: uuid,
    arn: arn("lambda", `event-source-mapping:${uuidText}`),
  },
  "aws:lambda/function:Function": { id: /^[\w-]{1,64}$/, arn: arn("lambda", "function:[\\w-]{1,64}") },
  "aws:lambda/invocation:Invocation": { id: /^given,\$LATEST,[0-9a-f]{32}$/ },
  "aws:lambda/permission:Permission": { id: /^[\w-]{1,100}$/ },
  "aws:lb/listener:Listener": { id: /^given\/[0-9a-f]{16}$/, arn: /^given\/[0-9a-f]{16}$/ },
  "aws:lb/listenerCertificate:ListenerCertificate": { id: /^given_given$/ },
  "aws:lb/listenerRule:ListenerRule": { id: /^given\/[0-9a-f]{16}$/, arn: /^given\/[0-9a-f]{16}$/ },
  "aws:lb/loadBalancer:LoadBalancer": { id: loadBalancer, arn: loadBalancer },
  "aws:lb/targetGroup:TargetGroup": { id: targetGroup, arn: targetGroup },
  "aws:rds/instance:Instance": { id: /^db-[0-9A-Z]{26}$/, arn: arn("rds", "db:[a-z][a-z0-9-]{0,62}") },
  "aws:rds/parameterGroup:ParameterGroup": { id: /^[a-z0-9-]{1,255}$/, arn: arn("rds", "pg:[a-z0-9-]+") },
  "aws:rds/subnetGroup:SubnetGroup": { id: /^[a-z0-9_. -]{1,255}$/, arn: arn("rds", "subgrp:[a-z0-9_. -]+") },
  "aws:route53/record:Record": { id: /^given_given_given$/ },
  "aws:route53/zone:Zone": { id: /^Z[0-9A-F]{20}$/, arn: /^arn:aws:route53:::hostedzone\/Z[0-9A-F]{20}$/ },
  "aws:s3/bucket:Bucket": { id: /^[a-z0-9.-]{3,63}$/, arn: /^arn:aws:s3:::[a-z0-9.-]{3,63}$/ },
  "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": { id: /^given$/ },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": { id: /^given$/ },
  "aws:s3/bucketLogging:BucketLogging": { id: /^given$/ },
  "aws:s3/bucketNotification:BucketNotification": { id: /^given$/ },
  "aws:s3/bucketObjectv2:BucketObjectv2": { id: /^given\/Web-tier$/, arn: /^arn:aws:s3:::given\/Web-tier$/ },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": { id: /^given$/ },
  "aws:s3/bucketPolicy:BucketPolicy": { id: /^given$/ },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": { id: /^given$/ },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": { id: /^given$/ },
  "aws:s3/bucketVersioning:BucketVersioning": { id: /^given$/ },
  "aws:secretsmanager/secret:Secret": { id: secret, arn: secret },
  "aws:secretsmanager/secretPolicy:SecretPolicy": { id: /^given$/ },
  "aws:secretsmanager/secretVersion:SecretVersion": { id: new RegExp(`^given\\|${uuidText}$`), arn: /^given$/ },
  "aws:sns/topic:Topic": { id: arn("sns", "[\\w-]{1,256}"), arn: arn("sns", "[\\w-]{1,256}") },
  "aws:sns/topicPolicy:TopicPolicy": { id: /^given$/, arn: /^given$/ },
  "aws:sns/topicSubscription:TopicSubscription": {
    id: new RegExp(`^given:${uuidText}$`),
    arn: new RegExp(`^given:${uuidText}$`),
  },
  "aws:ssm/parameter:Parameter": { id: /^[\w./-]+$/, arn: arn("ssm", "parameter/[\\w./-]+") },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    id: own("sgr"),
    arn: arn("ec2", `security-group-rule/sgr-0${hex}{16}`),
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    id: own("sgr"),
    arn: arn("ec2", `security-group-rule/sgr-0${hex}{16}`),
  },
  "aws:wafv2/webAcl:WebAcl": { id: uuid, arn: arn("wafv2", `regional/webacl/[\\w-]{1,128}/${uuidText}`) },
  "aws:wafv2/webAclAssociation:WebAclAssociation": { id: /^given,given$/ },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": { id: /^given$/ },
};
