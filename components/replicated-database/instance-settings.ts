import type * as aws from "@pulumi/aws";
import { isPinned } from "./engine-version";
import { insightsRetentionDays } from "./insights";
import { exportedLogs } from "./logs";
import type { Monitoring } from "./monitoring";
import type { Settings } from "./settings";

/** What was made before any instance. */
export interface InstanceSurroundings {
  key: aws.kms.Key;
  securityGroup: aws.ec2.SecurityGroup;
  parameterGroup: aws.rds.ParameterGroup;
  /** For enhanced monitoring; nothing where that is off. */
  monitoring: Monitoring | undefined;
}

/** What is the same for the primary and its replicas. */
export function instanceSettings({
  instanceClass,
  engineVersion,
  settings,
  settings: { maxAllocatedStorageGib },
  surroundings: { key, securityGroup, parameterGroup, monitoring },
}: {
  instanceClass: string;
  engineVersion: string;
  settings: Settings;
  surroundings: InstanceSurroundings;
}) {
  return {
    instanceClass,
    engineVersion,
    autoMinorVersionUpgrade: !isPinned(engineVersion),
    allowMajorVersionUpgrade: settings.allowMajorVersionUpgrade,
    applyImmediately: settings.applyImmediately,
    parameterGroupName: parameterGroup.name,
    port: settings.port,
    vpcSecurityGroupIds: [securityGroup.id],
    publiclyAccessible: false,
    iamDatabaseAuthenticationEnabled: true,
    caCertIdentifier: settings.caCertificateIdentifier,
    storageEncrypted: true,
    storageType: "gp3",
    // Storage that grew does not shrink when this is taken away, and RDS wants the replicas to grow along.
    ...(maxAllocatedStorageGib === undefined ? {} : { maxAllocatedStorage: maxAllocatedStorageGib }),
    copyTagsToSnapshot: true,
    enabledCloudwatchLogsExports: [...exportedLogs],
    databaseInsightsMode: settings.insights,
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: key.arn,
    performanceInsightsRetentionPeriod: insightsRetentionDays(settings.insights),
    monitoringInterval: settings.monitoringIntervalSeconds,
    ...(monitoring === undefined ? {} : { monitoringRoleArn: monitoring.role.arn }),
  } satisfies aws.rds.InstanceArgs;
}

/** What no property names and an instance needs all the same. */
export function needed({ monitoring }: InstanceSurroundings): aws.iam.RolePolicyAttachment[] {
  return monitoring === undefined ? [] : [monitoring.rights];
}
