import { Secret } from "../../../sandbox/values";
import { useAccount } from "./account";
import type { State } from "./provider";

/** What stands there first, and then what is asked of AWS. */
type Case = [what: string, asked: () => Promise<() => Promise<unknown>>, words: RegExp];

describe("AWS refuses as well", () => {
  const account = useAccount();
  const idsOf = (states: State[]) => states.map(({ id }) => id);
  const twoNetworks = async () => [await account.vpc(), await account.vpc()] as const;
  const carts = { description: "carts", engine: "valkey", engineVersion: "8.0", nodeType: "cache.t4g.micro" };
  const cacheGroup = async (network: State) =>
    account.make("cacheGroup", { subnetIds: idsOf(await account.subnets(network)) });

  const balancer = async () => {
    const network = await account.vpc();
    await account.make("gateway", { vpcId: network.id });
    return account.make("loadBalancer", { subnets: idsOf(await account.subnets(network)) });
  };
  const answers = [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } }];
  const instances = async (version: string, subnets: string[]) => {
    const { id } = await account.make("launchTemplate", { imageId: "ami-0123456789abcdef0" });
    const given = { launchTemplate: { id, version }, maxSize: 1, minSize: 1, vpcZoneIdentifiers: subnets };
    return () => account.make("scalingGroup", given);
  };

  const cases: Case[] = [
    [
      "a cache with a security group of another network",
      async () => {
        const [network, other] = await twoNetworks();
        const [subnets, group] = [await cacheGroup(network), await account.make("group", { vpcId: other.id })];
        return () => account.make("cache", { ...carts, subnetGroupName: subnets.id, securityGroupIds: [group.id] });
      },
      /^InvalidParameterValue: The security group sg-0\w+ is not in the VPC vpc-0\w+ of the subnet group\.$/,
    ],
    [
      "the deletion of a cache's subnet group",
      async () => {
        const group = await cacheGroup(await account.vpc());
        await account.make("cache", { ...carts, subnetGroupName: group.id });
        return () => account.provider.remove(group);
      },
      /^CacheSubnetGroupInUse: Cache subnet group \S+ is currently in use by a cache cluster\. \(used by cache-\w+\)$/,
    ],
    [
      "the deletion of a cache's parameters",
      async () => {
        const parameters = await account.make("cacheParameters", { family: "valkey8", name: "carts" });
        await account.make("cache", { ...carts, parameterGroupName: "carts" });
        return () => account.provider.remove(parameters);
      },
      /^InvalidCacheParameterGroupState: One or more cache clusters are still members of this parameter group carts,/,
    ],
    [
      "a cache's user of a name that is ElastiCache's own",
      () => {
        const user = { accessString: "off", engine: "redis", userId: "default", userName: "default" };
        return Promise.resolve(() => account.make("cacheUser", { ...user, noPasswordRequired: true }));
      },
      /^InvalidParameterValue: The user id default is reserved\.$/,
    ],
    [
      "a health check that is still waiting when the next one is due",
      async () => {
        const targets = { port: 80, protocol: "HTTP", vpcId: (await account.vpc()).id };
        return () => account.make("targetGroup", { ...targets, healthCheck: { interval: 30, timeout: 30 } });
      },
      /^ValidationError: Health check interval must be greater than the timeout, got 30 and 30$/,
    ],
    [
      "a group of instances in two networks",
      async () => {
        const [network, other] = await twoNetworks();
        return instances("1", idsOf([await account.subnet(network), await account.subnet(other)]));
      },
      /^ValidationError: The subnets of a group must all be in one VPC\.$/,
    ],
    [
      "instances of a version of their template that is not there",
      async () => instances("2", idsOf(await account.subnets(await account.vpc()))),
      /^InvalidQueryParameter: The specified launch template version 2 does not exist for template lt-0\w+$/,
    ],
    [
      "the deletion of a listener's certificate",
      async () => {
        const pair = { certificateBody: "body", privateKey: new Secret("key") };
        const certificate = await account.make("certificate", pair);
        const encrypted = { certificateArn: certificate.id, port: 443, protocol: "HTTPS" };
        const { id } = await balancer();
        await account.make("listener", { ...encrypted, defaultActions: answers, loadBalancerArn: id });
        return () => account.provider.remove(certificate);
      },
      /^ResourceInUseException: Certificate arn:\S+ is in use\. \(used by arn:\S+\)$/,
    ],
    [
      "a listener's second rule of one priority",
      async () => {
        const plain = { port: 80, protocol: "HTTP", defaultActions: answers };
        const listener = await account.make("listener", { ...plain, loadBalancerArn: (await balancer()).id });
        const conditions = [{ pathPattern: { values: ["/shop"] } }];
        const rule = { actions: answers, conditions, listenerArn: listener.id, priority: 7 };
        await account.make("listenerRule", rule, "one");
        return () => account.make("listenerRule", rule, "other");
      },
      /^PriorityInUse: Priority '7' is currently in use$/,
    ],
    [
      "a secret of a name that a deleted one still has",
      async () => {
        await account.provider.remove(await account.make("secret", { name: "shop" }));
        return () => account.make("secret", { name: "shop" });
      },
      /^InvalidRequestException: You can't create this secret because .* is already scheduled for deletion\.$/,
    ],
    [
      "a function with a variable of Lambda's own",
      async () => {
        const { outputs } = await account.make("role", { assumeRolePolicy: "{}", name: "function" });
        await account.make("bucket", { bucket: "code" });
        const code = { handler: "index.handler", runtime: "nodejs24.x", s3Bucket: "code", s3Key: "code.zip" };
        const environment = { variables: { AWS_REGION: "eu-west-1", SHOP: "a" } };
        return () => account.make("lambda", { ...code, role: outputs["arn"] ?? null, environment });
      },
      /^InvalidParameterValueException: .* Reserved keys used in this request: AWS_REGION$/,
    ],
    [
      "a file system's target in another network",
      async () => {
        const [network, other] = await twoNetworks();
        const fileSystemId = (await account.make("fileSystem")).id;
        await account.make("mountTarget", { fileSystemId, subnetId: (await account.subnet(network)).id });
        const elsewhere = await account.subnet(other, { availabilityZone: "eu-west-1b" });
        return () => account.make("mountTarget", { fileSystemId, subnetId: elsewhere.id });
      },
      /^MountTargetConflict: requested subnet for new mount target is not in the same VPC as existing mount targets$/,
    ],
    [
      "a second web ACL of one name and scope",
      async () => {
        const metric = { cloudwatchMetricsEnabled: false, metricName: "shop", sampledRequestsEnabled: false };
        const acl = { defaultAction: { allow: {} }, name: "shop", scope: "REGIONAL", visibilityConfig: metric };
        await account.make("webAcl", acl, "one");
        return () => account.make("webAcl", acl, "other");
      },
      /^WAFDuplicateItemException: /,
    ],
    [
      "the deletion of a zone with a record",
      async () => {
        const zone = await account.make("zone", { name: "example.com" });
        await account.make("record", { name: "shop", records: ["192.0.2.1"], ttl: 60, type: "A", zoneId: zone.id });
        return () => account.provider.remove(zone);
      },
      /^HostedZoneNotEmpty: The specified hosted zone contains non-required resource record sets/,
    ],
    [
      "a policy for a capacity that nobody registered",
      () => {
        const reads = { scalableDimension: "dynamodb:table:ReadCapacityUnits", serviceNamespace: "dynamodb" };
        return Promise.resolve(() => account.make("capacityPolicy", { ...reads, resourceId: "table/carts" }));
      },
      /^ObjectNotFoundException: No scalable target registered for service namespace: dynamodb, resource ID: table\/carts/,
    ],
    [
      "an alarm that needs more points than it looks at",
      () => {
        const alarm = { comparisonOperator: "GreaterThanThreshold", datapointsToAlarm: 3, evaluationPeriods: 2 };
        return Promise.resolve(() => account.make("alarm", alarm));
      },
      /^ValidationError: DatapointsToAlarm must be less than or equal to EvaluationPeriods$/,
    ],
    ...[
      { fifoTopic: true, name: "orders" },
      { fifoTopic: false, name: "orders.fifo" },
    ].map((given): Case => {
      const attempt = () => account.make("topic", given);
      const what = `a topic ${given.fifoTopic ? "in order" : "in no order"} that is called ${given.name}`;
      return [what, () => Promise.resolve(attempt), /^InvalidParameter: .* the name of a FIFO topic ends with \.fifo/];
    }),
  ];

  for (const [what, asked, words] of cases) {
    it(what, async () => {
      await account.refuses(await asked(), words);
    });
  }
});
