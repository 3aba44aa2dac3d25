import type * as pulumi from "@pulumi/pulumi";
import type { NetworkLayout } from "../network/layout";

/** A store that a function calls over the network. */
export interface ApiStoreAccess {
  /** The store's security group. */
  securityGroupId: pulumi.Input<string>;
  /** The port it listens on. */
  port: number;
}

/** One thing that a function may do. */
export interface ApiStatement {
  /** The actions, each in full: no star stands for all of a service. */
  actions: string[];
  /** The ARNs that they are allowed on. */
  resources: pulumi.Input<string>[];
  /** Under which conditions: values by context key, by operator. Default: under none. */
  conditions?: Record<string, Record<string, pulumi.Input<string>>>;
}

/** What answers an operation. */
export interface ApiHandlerArgs {
  /** The file, TypeScript or JavaScript, that exports `handler`. No default. */
  entry: string;
  /**
   * The packages that are not bundled with it, `*` for a part of a name, since Lambda's runtime brings them along. An
   * empty list bundles all that it imports. Default: the clients of the AWS SDK.
   */
  leftToRuntime?: string[];
  /** What the function finds in its environment, by name. Nothing secret: whoever may see the function sees it. Default: nothing. */
  environment?: Record<string, pulumi.Input<string>>;
  /** What the function may do, beside writing its log and its traces. Default: nothing. */
  statements?: ApiStatement[];
  /** The network, in whose app tier the function runs. Default: it runs in none. */
  network?: NetworkLayout;
  /** The stores that it calls in that network, by a name for each. Default: none. */
  stores?: Record<string, ApiStoreAccess>;
  /** Whether it reaches DynamoDB from that network. Default: false. */
  reachesDynamodb?: boolean;
  /** Whether it reaches S3 from that network. Default: false. */
  reachesS3?: boolean;
  /** Its memory, and with it its share of processors: 128 to 10240. Default: 512. */
  memoryMegabytes?: number;
  /** After how long it is stopped: 1 to 29, after which API Gateway waits no longer. Default: 10. */
  timeoutSeconds?: number;
}

export interface ServerlessApiArgs {
  /** The API: an OpenAPI 3.0 document as JSON, from which routes, validation, authorisation and caching come. No default. */
  openApiDocument: string;
  /** What answers each operation, by its operationId: one for each, and no other. No default. */
  handlers: Record<string, ApiHandlerArgs>;
  /** The user pools whose access tokens are taken. No default where an operation is not public; otherwise none. */
  userPoolArns?: pulumi.Input<string>[];
  /** The origins of pages that may call the API from browsers. Default: none, for applications alone. */
  allowedOrigins?: string[];

  /** Whether API Gateway keeps answers of operations that the document marks with x-clothesline-cache. Default: false. */
  responseCache?: boolean;
  /** How much it keeps: 0.5, 1.6, 6.1, 13.5, 28.4, 58.2, 118 or 237. Default: 0.5. */
  responseCacheGigabytes?: number;

  /** How many requests a second are let through for long. Default: 100. */
  requestsPerSecond?: number;
  /** How many requests are let through at once. Default: 200. */
  requestsInBurst?: number;
  /** The name in DNS that the API answers to. API Gateway's own name is then switched off. Default: API Gateway's own. */
  domainName?: string;
  /** The hosted zone of that name, for its records and for the certificate's proof. Default: none. */
  hostedZoneId?: pulumi.Input<string>;
  /** Whether a firewall (AWS WAF) refuses known attacks and floods. Default: false. */
  firewall?: boolean;
  /** How many requests one address may send in five minutes before the firewall refuses it. Default: 2000. */
  firewallRequestsPerFiveMinutes?: number;
  /**
   * Whether the firewall also refuses bodies of more than 8,192 bytes, and those with scripts, addresses or paths in
   * their text. It counts them otherwise, since the document says what a body may be. Default: false.
   */
  firewallBlocksBodies?: boolean;

  /**
   * Whether each request is written down. API Gateway does it with a role of the account's own, and refuses a stage that
   * is to where the account has none in that region (`aws.apigateway.Account`). Default: true.
   */
  accessLog?: boolean;
  /** How many days logs are kept, one of the retentions CloudWatch Logs has. Default: 30. */
  logRetentionDays?: number;
  /** The time that 99 of 100 answers should stay below, or an alarm goes off. Default: 2. */
  latencyAlarmSeconds?: number;
  /** The topic that alarms are told to. Default: alarms exist and tell nobody. */
  alarmTopicArn?: pulumi.Input<string>;
}
