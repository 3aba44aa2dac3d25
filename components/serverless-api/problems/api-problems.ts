import { argumentProblems, type Check } from "../../arguments/checks";
import { flagProblems } from "../../arguments/flag";
import { elementsOf } from "../../arguments/list";
import { choiceProblems } from "../../arguments/choice";
import type { ArgumentProblem } from "../../arguments/problem";
import { shapeProblems } from "../../arguments/inputs";
import { isRecord } from "../../arguments/records";
import { topicArnProblems } from "../../arguments/topic-arn";
import { wholeNumberProblems } from "../../arguments/whole-number";
import { besideProblem, hostedZoneProblems, nameInDnsProblems } from "../../domain/problems";
import { firewallRequests } from "../../firewall/requests";
import { defaultLogRetentionDays, logRetentionDays } from "../../network/log-retention";
import type { ServerlessApiArgs } from "../arguments";
import { apiLimits, cacheSizes, smallestCache } from "../defaults";
import { writtenOperations, type DocumentPart } from "../document/document";
import { readDocument } from "./document";
import { handlerProblems } from "./handlers";
import { originsProblems } from "./origins";

const flag: Check = (value, argument) => flagProblems(argument, value);
/** Looked at together with others. */
const together: Check = () => [];

export function apiProblems(name: string, args: ServerlessApiArgs): ArgumentProblem[] {
  const given: Partial<Record<string, unknown>> = isRecord(args) ? args : {};
  const { document, problems } = readDocument("openApiDocument", given["openApiDocument"]);
  const alone = argumentProblems<ServerlessApiArgs>(args, {
    openApiDocument: () => problems,
    handlers: (value, argument) => handlersProblems(argument, value),
    userPoolArns: (value, argument) => userPoolProblems(argument, value, document),
    allowedOrigins: originsProblems,
    responseCache: flag,
    responseCacheGigabytes: (value, argument) => choiceProblems(argument, value, cacheSizes, smallestCache),
    requestsPerSecond: (value, argument) => wholeNumberProblems(argument, value, apiLimits.requestsPerSecond),
    requestsInBurst: (value, argument) => wholeNumberProblems(argument, value, apiLimits.requestsInBurst),
    domainName: together,
    hostedZoneId: hostedZoneProblems,
    firewall: flag,
    firewallRequestsPerFiveMinutes: (value, argument) => wholeNumberProblems(argument, value, firewallRequests),
    firewallBlocksBodies: flag,
    accessLog: flag,
    logRetentionDays: (value, argument) => choiceProblems(argument, value, logRetentionDays, defaultLogRetentionDays),
    latencyAlarmSeconds: (value, argument) => wholeNumberProblems(argument, value, apiLimits.latencyAlarmSeconds),
    alarmTopicArn: (value, argument) => topicArnProblems(argument, value),
  });
  return [...nameProblems(name), ...alone, ...matchProblems(document, given["handlers"]), ...domainProblems(given)];
}

/** Functions and roles are named after it and an operation, within 64 letters; groups may not begin with "sg-". */
function nameProblems(name: unknown): ArgumentProblem[] {
  const pattern = /^(?!sg-)[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?$/;
  if (typeof name === "string" && pattern.test(name)) return [];
  return [
    {
      argument: "name",
      got: name,
      allowed: '1 to 40 letters, digits and dashes, with no dash at either end, and not beginning with "sg-"',
      fix: 'write a short name in the form "system-purpose"',
    },
  ];
}

function handlersProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (!isRecord(value)) {
    const allowed = "a plain object with a handler for each operationId of the document";
    return [{ argument, got: value, allowed, fix: 'write { listTodos: { entry: "functions/listTodos.ts" } }' }];
  }
  return Object.entries(value).flatMap(([id, handler]) => handlerProblems(`${argument}.${id}`, handler));
}

/** Each operation has one handler and each handler one operation: both sides are told at once. */
function matchProblems(document: DocumentPart | undefined, handlers: unknown): ArgumentProblem[] {
  if (document === undefined || !isRecord(handlers)) return [];
  const ids = writtenOperations(document).flatMap(({ operation: { operationId: id } }) =>
    typeof id === "string" ? [id] : [],
  );
  const given = Object.keys(handlers);
  const unanswered = ids.filter((id) => !given.includes(id));
  const unasked = given.filter((id) => !ids.includes(id));
  if (unanswered.length === 0 && unasked.length === 0) return [];
  const list = (names: string[]) => (names.length === 0 ? "none" : names.join(", "));
  return [
    {
      argument: "handlers",
      gotInWords: `operations without a handler: ${list(unanswered)}; handlers without an operation: ${list(unasked)}`,
      allowed: "one handler for each operationId of the document, and no other",
      fix: "add what is missing, and remove or rename the rest",
    },
  ];
}

/** Whether a document asks for a token anywhere. */
function asksForTokens(document: DocumentPart): boolean {
  return writtenOperations(document).some(({ operation }) => (elementsOf(operation["security"])?.length ?? 0) > 0);
}

function userPoolProblems(argument: string, value: unknown, document: DocumentPart | undefined): ArgumentProblem[] {
  const arns = value === undefined ? [] : elementsOf(value);
  if (arns === undefined) {
    return [{ argument, got: value, allowed: "a plain list of ARNs of user pools", fix: "write [pool.arn]" }];
  }
  if (arns.length === 0 && document !== undefined && asksForTokens(document)) {
    const allowed = "one user pool or more, since operations of the document ask for tokens";
    return [{ argument, got: value, allowed, fix: "write [pool.arn], or let the operations be public: security: []" }];
  }
  return arns.flatMap((arn, index) =>
    shapeProblems(`${argument}[${index}]`, arn, {
      pattern: /^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\d{12}:userpool\/[a-z0-9-]+_[A-Za-z0-9]+$/,
      what: "the ARN of a user pool",
      example: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123",
    }),
  );
}

function domainProblems({ domainName, hostedZoneId }: Partial<Record<string, unknown>>): ArgumentProblem[] {
  if (domainName === undefined) {
    return hostedZoneId === undefined
      ? []
      : [besideProblem("domainName", "hostedZoneId", "the name, or leave the zone out")];
  }
  return [
    ...nameInDnsProblems(domainName),
    ...(hostedZoneId === undefined
      ? [besideProblem("hostedZoneId", "domainName", "the zone that the name is in")]
      : []),
  ];
}
