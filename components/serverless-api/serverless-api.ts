import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../arguments/problem";
import { makeLogKey } from "../encryption/customer-key";
import { makeFirewall } from "../firewall/firewall";
import { makeApiAlarms } from "./alarms";
import { makeApi } from "./api";
import type { ServerlessApiArgs } from "./arguments";
import { withDefaults } from "./defaults";
import { operationsOf, parsed } from "./document/document";
import { makeDomain } from "./domain";
import { groupIdsOf, makeFunctions, namesOf } from "./functions";
import { apiProblems } from "./problems/api-problems";
import { makeStage } from "./stage";

/**
 * A REST API from one OpenAPI document: API Gateway routes, authorises, checks, throttles and keeps answers as the
 * document says, and one function for each operation answers. Whatever changes of the document is deployed.
 */
export class ServerlessApi extends pulumi.ComponentResource {
  /** Where the API is found, without a slash at its end. */
  readonly url: pulumi.Output<string>;
  /** The API's id. */
  readonly apiId: pulumi.Output<string>;
  /** The ARN of the stage that is called. */
  readonly stageArn: pulumi.Output<string>;
  /** The names of the functions, by operationId. */
  readonly functionNames: Record<string, pulumi.Output<string>>;
  /** The security groups of the functions that are in a network, by operationId. */
  readonly functionSecurityGroupIds: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: ServerlessApiArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse("ServerlessApi", name, apiProblems(name, args));
    super("clothesline:index:ServerlessApi", name, {}, opts);
    const { domainName, hostedZoneId, alarmTopicArn } = args;
    const settings = withDefaults(args);
    const { userPoolArns, allowedOrigins } = settings;
    const document = parsed(args.openApiDocument);
    const operations = operationsOf(document);
    const domain = domainName === undefined || hostedZoneId === undefined ? undefined : { domainName, hostedZoneId };

    const logKey = makeLogKey(
      name,
      { description: `Encrypts the logs of ${name}`, groupPrefix: name, protect: false },
      this,
    );
    const logs = { logKeyArn: logKey.arn, logRetentionDays: settings.logRetentionDays };
    const functions = makeFunctions(name, args.handlers, { ...logs, operations, allowedOrigins }, this);
    const parts = { document, operations, functions, userPoolArns, allowedOrigins, hasDomain: domain !== undefined };
    const deployed = makeApi(name, parts, this);
    const stage = makeStage(name, { ...settings, ...logs, operations }, deployed, this);
    if (domain !== undefined) makeDomain(name, domain, stage, this);
    if (settings.firewall) {
      const { firewallRequestsPerFiveMinutes, firewallBlocksBodies } = settings;
      const rules = { requestsPerFiveMinutes: firewallRequestsPerFiveMinutes, blocksBodies: firewallBlocksBodies };
      makeFirewall(name, rules, stage.arn, this);
    }
    makeApiAlarms(
      name,
      { ...settings, api: deployed.api, stage, functions },
      { topicArn: alarmTopicArn, parent: this },
    );

    this.url = domainName === undefined ? stage.invokeUrl : pulumi.output(`https://${domainName}`);
    this.apiId = deployed.api.id;
    this.stageArn = stage.arn;
    this.functionNames = namesOf(functions);
    this.functionSecurityGroupIds = groupIdsOf(functions);
    const { url, apiId, stageArn, functionNames, functionSecurityGroupIds } = this;
    this.registerOutputs({ url, apiId, stageArn, functionNames, functionSecurityGroupIds });
  }
}
