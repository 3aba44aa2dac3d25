import * as pulumi from "@pulumi/pulumi";
import type { ReleaseShare, StatefulWebTierArgs } from "../components/index";
import type { WebTierSettings } from "./config/web-tier";
import type { Platform } from "./platform";

/** What the configuration and the platform say of a web tier, as the component takes it. */
export function webTierOf(
  { domain, plainHttp, firewall, instanceType, minInstances, maxInstances, deletionProtection }: WebTierSettings,
  { network, alarms, accessLogs, tags: instanceTags }: Platform,
) {
  return {
    ...{ network, instanceTags, ...alarms, ...accessLogs },
    ...{ plainHttp, firewall, instanceType, deletionProtection },
    ...(minInstances === undefined ? {} : { minInstances }),
    ...(maxInstances === undefined ? {} : { maxInstances }),
    ...(domain && { domainName: domain.name, hostedZoneId: domain.hostedZoneId }),
  } satisfies Partial<StatefulWebTierArgs>;
}

/** What a person needs to publish a release and to go back to one. */
export function howToRelease({ bucketName, uploadPrefix, publisherName }: ReleaseShare) {
  return {
    uploadReleasesTo: pulumi.interpolate`s3://${bucketName}/${uploadPrefix}VERSION.zip`,
    releasePublisher: publisherName,
  };
}
