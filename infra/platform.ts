import type * as pulumi from "@pulumi/pulumi";
import { Network, type NetworkLayout } from "../components/index";
import { makeAccessLogBucket } from "./access-logs";
import { makeAccountSettings } from "./account-settings";
import { makeAlarmTopic } from "./alarms";
import type { Config } from "./config";
import { makeProvider, makeRandomProvider, stackTags } from "./provider";

/** What all systems of a stack share. */
export interface Platform {
  /** Systems stand on any layout, whoever made it. */
  network: NetworkLayout;
  /** For each system's own components: the stack's own providers, and the network's routes, which no subnet id waits for. */
  options: pulumi.ComponentResourceOptions;
  /** Whom alarms are told to, as components take it; nothing where the stack tells nobody. */
  alarms: { alarmTopicArn?: pulumi.Output<string> };
  /** Where it is kept who called, as components take it; nothing where the stack keeps it nowhere. */
  accessLogs: { accessLogBucketName?: pulumi.Output<string> };
  /** The same for an API, which cannot write its log before the account lets it, where this stack sees to that. */
  apiOptions: pulumi.ComponentResourceOptions;
  /** For what is asked of AWS. */
  invoke: pulumi.InvokeOptions;
  /** The stack's tags, for what the provider's default tags do not reach. */
  tags: Record<string, string>;
}

export function makePlatform(config: Config): Platform {
  const provider = makeProvider(config);
  const network = new Network("platform-network", config.network, { providers: [provider] });
  const alarmTopicArn = makeAlarmTopic(config, provider);
  const accessLogBucketName = makeAccessLogBucket(config, provider);
  const providers = [provider, makeRandomProvider()];
  return {
    network,
    options: { providers, dependsOn: network },
    apiOptions: { providers, dependsOn: [network, ...makeAccountSettings(config, provider)] },
    invoke: { provider },
    alarms: alarmTopicArn === undefined ? {} : { alarmTopicArn },
    accessLogs: accessLogBucketName === undefined ? {} : { accessLogBucketName },
    tags: stackTags(config),
  };
}
