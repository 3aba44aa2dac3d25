import assert from "node:assert/strict";
import { isObject, type Properties } from "../../../sandbox/values";
import { text } from "../run";
import { useAccount } from "./account";
import type { State } from "./provider";

describe("the sandbox's load balancing", () => {
  const account = useAccount();
  const notFound = [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } }];

  const network = async () => {
    const vpc = await account.vpc();
    await account.make("gateway", { vpcId: vpc.id });
    return { vpc, subnets: await account.subnets(vpc) };
  };
  const balancer = async () => {
    const { vpc, subnets } = await network();
    return { vpc, balancer: await account.make("loadBalancer", { subnets: subnets.map(({ id }) => id) }) };
  };
  const targets = (vpc: State, given: Properties = {}) =>
    account.make("targetGroup", { port: 8080, protocol: "HTTP", vpcId: vpc.id, ...given });
  const forward = (group: State) => [{ type: "forward", targetGroupArn: group.id }];
  const https = (certificateArn: string) => ({ certificateArn, port: 443, protocol: "HTTPS" });

  it("makes no target group of instances without a network, a port and a protocol", async () => {
    await account.refuses(
      () => account.make("targetGroup", { port: 8080, protocol: "HTTP" }),
      'Attribute "vpc_id" must be specified when "target_type" is "instance".',
    );
  });

  it("keeps its own cookies' names, and asks for one where the application sets it", async () => {
    const vpc = await account.vpc();
    const stickiness = { enabled: true, type: "app_cookie" };
    const words = /^InvalidConfigurationRequest: The cookie name 'AWSALBAPP-1' is reserved\./;
    await account.refuses(() => targets(vpc, { stickiness: { ...stickiness, cookieName: "AWSALBAPP-1" } }), words);
    await account.refuses(() => targets(vpc, { stickiness }), /must specify a cookie name for app_cookie stickiness$/);
    await targets(vpc, { stickiness: { ...stickiness, cookieName: "shop" } });
  });

  it("encrypts with a certificate only, which is proven first", async () => {
    const { balancer: made } = await balancer();
    const zone = await account.make("zone", { name: "example.com" });
    const certificate = await account.make("certificate", { domainName: "shop.example.com", validationMethod: "DNS" });
    const listener = (given: Properties) =>
      account.make("listener", { defaultActions: notFound, loadBalancerArn: made.id, ...given });
    await account.refuses(
      () => listener({ port: 443, protocol: "HTTPS" }),
      "ValidationError: A certificate must be specified for HTTPS listeners",
    );
    await account.refuses(() => listener(https(certificate.id)), /^UnsupportedCertificate: /);
    const validate = () => account.make("certificateValidation", { certificateArn: certificate.id });
    await account.refuses(validate, /to be issued: timeout while waiting .* nothing proves shop\.example\.com$/);
    const options = certificate.outputs["domainValidationOptions"];
    const [proof] = Array.isArray(options) ? options.filter(isObject) : [];
    await account.make("record", {
      name: proof?.["resourceRecordName"] ?? null,
      records: [proof?.["resourceRecordValue"] ?? null],
      ttl: 60,
      type: proof?.["resourceRecordType"] ?? null,
      zoneId: zone.id,
    });
    await validate();
    await listener(https(certificate.id));
  });

  it("proves a domain and what a star below it stands for by one record", async () => {
    const subjectAlternativeNames = ["*.example.com"];
    const given = { domainName: "example.com", subjectAlternativeNames, validationMethod: "DNS" };
    const { outputs } = await account.make("certificate", given);
    const options = outputs["domainValidationOptions"];
    const proofs = Array.isArray(options) ? options.filter(isObject) : [];
    assert.deepEqual(proofs.map(({ domainName }) => domainName).sort(), ["*.example.com", "example.com"]);
    assert.equal(new Set(proofs.map(({ resourceRecordName }) => resourceRecordName)).size, 1);
  });

  it("listens once on a port, and sends to groups of its own network and of no other balancer", async () => {
    const { vpc, balancer: made } = await balancer();
    const group = await targets(vpc);
    const listener = (loadBalancerArn: string, defaultActions: Properties[], port = 80) =>
      account.make("listener", { defaultActions, loadBalancerArn, port, protocol: "HTTP" });
    await listener(made.id, forward(group));
    await account.refuses(
      () => listener(made.id, notFound),
      "DuplicateListener: A listener already exists on this port for this load balancer",
    );
    const foreign = await account.make("targetGroup", { port: 80, protocol: "HTTP", vpcId: (await account.vpc()).id });
    const words = /^InvalidConfigurationRequest: .* must be in the same VPC as load balancer/;
    await account.refuses(() => listener(made.id, forward(foreign), 81), words);
    const other = await account.make("loadBalancer", { subnets: made.inputs["subnets"] ?? null }, "other");
    await account.refuses(() => listener(other.id, forward(group)), /^TargetGroupAssociationLimit: /);
    await listener(made.id, forward(group), 81);
  });

  it("keeps a target group that a listener sends to, and takes its listeners along", async () => {
    const { vpc, balancer: made } = await balancer();
    const group = await targets(vpc);
    const given = { defaultActions: forward(group), loadBalancerArn: made.id, port: 80, protocol: "HTTP" };
    await account.make("listener", given);
    await account.refuses(
      () => account.provider.remove(group),
      /^ResourceInUse: Target group .* is currently in use by/,
    );
    await account.provider.remove(made);
    await account.provider.remove(group);
  });

  it("logs to a bucket that admits it", async () => {
    const { subnets } = await network();
    await account.make("bucket", { bucket: "logs" });
    const given = { accessLogs: { bucket: "logs", enabled: true }, subnets: subnets.map(({ id }) => id) };
    await account.refuses(
      () => account.make("loadBalancer", given),
      "InvalidConfigurationRequest: Access Denied for bucket: logs. Please check S3bucket permission",
    );
    const allowed = { Action: "s3:PutObject", Effect: "Allow", Principal: "*", Resource: "*" };
    await account.make("bucketPolicy", { bucket: "logs", policy: JSON.stringify({ Statement: [allowed] }) });
    await account.make("loadBalancer", given);
  });

  it("keeps a web ACL that guards something", async () => {
    const { balancer: made } = await balancer();
    const acl = await account.make("webAcl", { defaultAction: { allow: {} }, scope: "REGIONAL", visibilityConfig: {} });
    const webAclArn = text(acl.outputs["arn"]);
    const association = await account.make("webAclAssociation", { resourceArn: made.id, webAclArn });
    await account.refuses(() => account.provider.remove(acl), /^WAFAssociatedItemException: /);
    await account.provider.remove(association);
    await account.provider.remove(acl);
  });

  it("guards CloudFront in us-east-1 alone", async () => {
    const given = { defaultAction: { allow: {} }, scope: "CLOUDFRONT", visibilityConfig: {} };
    await account.refuses(() => account.make("webAcl", given), /^WAFInvalidParameterException: .* CLOUDFRONT/);
    await account.make("webAcl", { ...given, region: "us-east-1" });
  });
});
